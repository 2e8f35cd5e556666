"""The phone and email a person signs in with. Each belongs to one person, and nothing tells that it does."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.db import IntegrityError, transaction

from .adapter import e164
from .models import Membership, User


def create_participant(*, organisation, name, phone="", email=""):
    """A user who takes part, made whatever the phone or email is elsewhere."""
    user = User.objects.create_user(name=name)
    Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.PARTICIPANT)
    give_addresses(user, phone, email)
    return user


def give_addresses(user, phone, email):
    """Each is set where it is theirs alone; where it is somebody else's it is left off, in the same steps."""
    for field, address in (("phone", phone), ("email", email.strip().lower())):
        if not address:
            continue
        try:
            with transaction.atomic():
                User.objects.filter(pk=user.pk).update(**{field: address})
        except IntegrityError:
            # Nobody is told: neither who writes this, nor whose it is.
            continue
        setattr(user, field, address)


def take_away_addresses(user, fields):
    """The old ones go, since somebody else may hold them now; and with them every stay at a browser."""
    if "phone" in fields:
        user.phone, user.phone_verified = None, False
    if "email" in fields:
        user.email = None
        EmailAddress.objects.filter(user=user).delete()
    user.save(update_fields=["phone", "phone_verified", "email"])
    for stay in UserSession.objects.filter(user=user):
        stay.end()


def same_address(said, kept):
    """`said`: as people type it, or "" where they named none, which means any. `kept`: None or as a user has it."""
    return not said or (kept is not None and kept in (e164(said), said.strip().lower()))
