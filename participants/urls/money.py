from django.urls import path

from participants.views import money

app_name = "money"
urlpatterns = [
    path("", money.payments, name="list"),
    path("rates/", money.rates, name="rates"),
    path("project/<uuid:project_id>/", money.project_payments, name="project"),
    path("<uuid:payment_id>/", money.payment, name="payment"),
    path("<uuid:payment_id>/<slug:step>/", money.take_step, name="step"),
]
