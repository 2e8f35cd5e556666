from django.conf import settings
from django.db import models

from coproduction.base.privacy import Personal


class SubmittedForm(models.Model):
    """A form that was sent and had its effect: sent again, it leads to the same place and does nothing."""

    token = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    led_to = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    personal = Personal(path="user")
