app_name = "stages"
urlpatterns = []
