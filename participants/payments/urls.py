from django.urls import path

from . import views

app_name = "money"
urlpatterns = [
    path("", views.payments, name="list"),
    path("project/<uuid:project_id>/", views.project_payments, name="project"),
    path("<uuid:payment_id>/", views.payment, name="payment"),
    path("<uuid:payment_id>/<slug:step>/", views.take_step, name="step"),
]
