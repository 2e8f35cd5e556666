import uuid
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Lower

from coproduction.base.privacy import BLANK, Personal

# Of whom a list reads the name alone.
NAMELESS = "Somebody"


class UserManager(BaseUserManager):
    def create_user(self, *, email=None, phone=None, name=""):
        """A person who signs in by a code, with no password. `phone` in E.164 (+447700900123)."""
        user = self.model(email=email and email.strip().lower(), phone=phone, name=name)
        user.set_unusable_password()
        user.full_clean()
        user.save()
        return user

    def get(self, *args, **kwargs):
        """With their `places`, in the same statement: this is how Django fetches who asks, for each request."""
        of_each = self.filter(*args, **kwargs).annotate(
            held=FilteredRelation("memberships", condition=Q(memberships__ended_at__isnull=True)),
            held_organisation=F("held__organisation"),
            held_role=F("held__role"),
        )
        rows = list(of_each)
        if len({row.pk for row in rows}) != 1:
            return super().get(*args, **kwargs)
        places = ((row.held_organisation, row.held_role) for row in rows if row.held_organisation)
        user = rows[0]
        user.places = tuple(places) if user.is_active else ()
        return user


class TextSize(models.TextChoices):
    USUAL = "usual", "Usual"
    LARGE = "large", "Large"
    LARGEST = "largest", "Largest"


class User(AbstractBaseUser):
    """Somebody who signs in: by a code to an address or number of their own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(default=False)
    # The person said that this channel is not safe: no code goes there, not even one asked for just now.
    phone_unsafe = models.BooleanField(default=False)
    email_unsafe = models.BooleanField(default=False)
    name = models.CharField(max_length=80, blank=True)
    # How pages look to this person, on whatever screen: see pages/display_preferences.py.
    text_size = models.CharField(max_length=8, choices=TextSize.choices, default=TextSize.USUAL)
    more_contrast = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    objects = UserManager()
    personal = Personal(path="self", on_erase=BLANK, fields=("email", "phone", "name"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=True) | Q(email=Lower("email")), name="user_email_is_kept_in_lower_case"
            )
        ]

    def __str__(self):
        return self.name or NAMELESS

    @cached_property
    def places(self):
        """Pairs of organisation id and role that hold now. Read once a request: a right taken is gone on the next."""
        return tuple(self.memberships.current().values_list("organisation_id", "role"))

    @property
    def roles(self):
        return frozenset(role for _, role in self.places)

    def organisations_as(self, roles):
        """Ids of the organisations in which this person holds one of the roles."""
        return {organisation for organisation, role in self.places if role in roles}
