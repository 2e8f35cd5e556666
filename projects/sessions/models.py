from django.conf import settings
from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import PutRight
from coproduction.base.days import LONDON
from coproduction.base.folding import Folded
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import NotPersonal
from coproduction.base.tags import day
from projects.project.models import ProjectRecord, ProjectRecordQuerySet
from projects.stages.models import Stage


class Way(models.TextChoices):
    """How a person can take part."""

    ROOM = "room", "In the room"
    ONLINE = "online", "Online"
    PHONE = "phone", "By phone"
    WALK = "walk", "On a walk"
    ONE_TO_ONE = "one_to_one", "One to one"
    WRITING = "writing", "In writing"
    DRAWING = "drawing", "By drawing"
    VOICE_NOTE = "voice_note", "By voice note"


class SessionQuerySet(ProjectRecordQuerySet):
    def held(self):
        return self.filter(held_on__isnull=False)

    def planned(self):
        return self.filter(held_on__isnull=True, cancelled_on__isnull=True)


class Session(ProjectRecord):
    """One meeting or activity in a stage: in a room, online, by phone, on a walk, in writing."""

    class Place(models.TextChoices):
        OURS = "ours", "Our own building"
        THEIRS = "theirs", "Where the group is at home"
        NEUTRAL = "neutral", "Somewhere else"
        ONLINE = "online", "Online"
        PHONE = "phone", "By phone"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="sessions", editable=False)
    about = models.CharField("what we will talk about", max_length=200)
    folded = Folded("about")
    starts_at = models.DateTimeField("when it starts")
    minutes = models.PositiveSmallIntegerField("how long it lasts, in minutes")
    preparation_minutes = models.PositiveSmallIntegerField("reading or other work before, in minutes", default=0)
    place_kind = models.CharField("what kind of place", max_length=8, choices=Place.choices)
    # A link to a meeting online can be as long as this.
    place = models.CharField("where", max_length=500)
    # A list of keys of Way.
    ways = models.JSONField("ways to take part", default=list)
    place_chosen_together = models.BooleanField("the group chose the place", default=False)
    time_chosen_together = models.BooleanField("the group chose the time", default=False)
    sensitive = models.BooleanField("something hard may come up", default=False)
    content_note = models.CharField("what may be hard to hear", max_length=300, blank=True)
    invited_on = models.DateField("day people were invited", null=True, blank=True)
    papers_sent_on = models.DateField("day papers went out", null=True, blank=True)
    held_on = models.DateField(null=True, blank=True, editable=False)
    logged_at = models.DateTimeField(null=True, blank=True, editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    cancelled_on = models.DateField(null=True, blank=True, editable=False)

    parent = "stage"
    objects = SessionQuerySet.as_manager()
    opened_as = "session"
    seen_by = COORDINATOR | MANAGER
    known_as = "when and where sessions are"
    personal = NotPersonal("where and when; who came stands in attendance")
    corrects = PutRight(
        {
            "about": "What we talk about",
            "sensitive": "Something hard may come up",
            "content_note": "What may be hard to hear",
            "place_chosen_together": "The group chose the place",
            "time_chosen_together": "The group chose the time",
        }
    )

    class Meta:
        ordering = ["starts_at"]
        indexes = [
            models.Index(
                fields=["project", "starts_at"],
                condition=Q(held_on__isnull=True, cancelled_on__isnull=True),
                name="sessions_planned",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="session_lasts_some_time",
                violation_error_message="Say how long it lasts: at least one minute.",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(cancelled_on__isnull=True), name="session_is_held_or_cancelled"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, logged_at__isnull=True, logged_by__isnull=True)
                | Q(held_on__isnull=False, logged_at__isnull=False, logged_by__isnull=False),
                name="session_held_says_who_logged_it_and_when",
            ),
        ]

    def opens(self, reader):
        address = page("gatherings:session", self.project_id, self.pk)
        return Opened(f"Session on {day(self.starts_at)}: {self.about}", address)

    def __str__(self):
        return self.about

    @property
    def on(self):
        """The day, in London."""
        return self.starts_at.astimezone(LONDON).date()

    @property
    def ways_in_words(self):
        return [Way(way).label for way in self.ways]


class SafetyPlan(ProjectRecord):
    """What makes a session safe: made before it, four questions."""

    session = models.OneToOneField(Session, models.CASCADE, related_name="safety_plan")
    who_is_there = models.CharField("who will be there", max_length=300)
    quiet_place = models.CharField("a quiet place to step out to", max_length=200)
    turn_to = models.CharField("who to turn to on the day", max_length=200)
    good_area = models.CharField("is this a good area for everyone", max_length=300)
    made_at = models.DateTimeField()

    parent = "session"
    seen_by = COORDINATOR | MANAGER
    known_as = "what makes a session safe"
    personal = NotPersonal("about the place and the staff; participants are not named in it")
    corrects = PutRight(
        {
            "who_is_there": "Who will be there",
            "quiet_place": "A quiet place to step out to",
            "turn_to": "Who to turn to on the day",
            "good_area": "Is this a good area for everyone",
        }
    )
