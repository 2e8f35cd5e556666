from django.http import HttpRequest

from coproduction.accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view gets behind a door that is not open to anyone: `DoorMiddleware` lets nobody else in."""

    user: User
