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
    # Counts and ratings about fewer people than this are not shown. It can be raised; five is the least there is.
    small_group = models.PositiveSmallIntegerField(default=5)
    # The same for figures that other organisations may see.
    small_group_outside = models.PositiveSmallIntegerField(default=10)
    # Days on which somebody of the team answers, 1 for Monday to 7 for Sunday; and how many of them an answer takes.
    working_days = models.CharField(max_length=7, default="12345")
    reply_days = models.PositiveSmallIntegerField(default=5)
    advice = models.CharField("free independent advice on money and benefits", max_length=200, blank=True)
    # What short forms mean that its people use, one a line: "ICB: Integrated Care Board".
    short_forms = models.TextField("short forms, and what they mean", max_length=2000, blank=True)
    # Of the payments of its people, each with a number that is its own: see `take_payment_numbers`.
    last_payment_number = models.PositiveIntegerField(default=1000, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # When its people looked over what stands above, on the first-run page.
    set_up_at = models.DateTimeField(null=True)

    personal = NotPersonal("an organisation")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(small_group__gte=5), name="organisation_small_group_is_at_least_five"),
            models.CheckConstraint(
                condition=Q(small_group_outside__gte=10),
                name="organisation_small_group_outside_is_at_least_ten",
            ),
            models.CheckConstraint(
                condition=Q(reply_days__range=(1, 20)), name="organisation_answers_within_one_to_twenty_days"
            ),
            models.CheckConstraint(condition=~Q(working_days=""), name="organisation_works_on_some_day"),
        ]

    def __str__(self):
        return self.name

    @property
    def organisation_id(self):
        """Itself: so that what is done to an organisation stands in its own audit trail."""
        return self.pk

    def counted_under(self):
        """Its own id: what an organisation settles is read in all of its projects."""
        return [self.pk]


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
        # Few of many work here: who checks, sends or coordinates is found without reading all who take part.
        indexes = [
            models.Index(fields=["organisation", "role"], condition=Q(ended_at__isnull=True), name="roles_held_now")
        ]
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

    def counted_under(self):
        """A part on a team ends with the role, in every project."""
        return [self.organisation_id]
