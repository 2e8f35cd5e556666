"""The names money:…, joined from the rooms."""

from participants.payments.urls import urlpatterns as payments
from projects.money.urls import urlpatterns as money

app_name = "money"

urlpatterns = [*payments, *money]
