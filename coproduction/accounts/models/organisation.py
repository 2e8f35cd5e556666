import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coproduction.base.privacy import NotPersonal, Personal


class Organisation(models.Model):
    """Runs projects. Several live in one installation and cannot see each other's records."""

    class Region(models.TextChoices):
        ENGLAND_AND_WALES = "ENG", "England and Wales"
        SCOTLAND = "SCT", "Scotland"
        NORTHERN_IRELAND = "NIR", "Northern Ireland"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    region = models.CharField("bank holidays of", max_length=3, choices=Region.choices, default="ENG")
    # Counts and ratings about fewer people than this are not shown. It can go up, never down.
    small_group = models.PositiveSmallIntegerField(default=5)
    advice = models.CharField("free independent advice on money and benefits", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    personal = NotPersonal("an organisation")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(small_group__gte=5), name="organisation_small_group_is_at_least_five")
        ]

    def __str__(self):
        return self.name


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_at__isnull=True, user__is_active=True)

    def visible_to(self, user):
        return self.filter(organisation__in=user.organisations_as({"coordinator", "manager", "finance"}))


class Membership(models.Model):
    """A role of one person in one organisation. One person may hold two."""

    class Role(models.TextChoices):
        PARTICIPANT = "participant"
        COORDINATOR = "coordinator"
        MANAGER = "manager"
        FINANCE = "finance"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role.choices)
    began_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()
    personal = Personal(path="user")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                name="membership_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="membership_ends_after_it_begins",
            ),
        ]
