from django.conf import settings
from django.db import models
from django.db.models import F, Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.due import in_words
from coproduction.base.privacy import BLANK, NotPersonal, Personal
from projects.models import ProjectRecord, Session, Stage, Update
from projects.models.project import ProjectRecordQuerySet

from .people import Participant


class ContributionQuerySet(ProjectRecordQuerySet):
    def unanswered(self):
        return self.filter(outcome=Contribution.Outcome.OPEN)


class Contribution(ProjectRecord):
    """Something a person said or brought, and what became of it."""

    class Credit(models.TextChoices):
        NAME = "name", "by name"
        GROUP = "group", "as one of the group"
        NONE = "none", "not named"

    class Outcome(models.TextChoices):
        OPEN = "", "not answered yet"
        USED = "used", "we did it"
        PARTLY = "partly", "we did part of it"
        NOT_USED = "not_used", "we did not"

    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="contributions")
    credit = models.CharField(max_length=8, choices=Credit.choices, default=Credit.GROUP)
    words = models.CharField(max_length=500)
    said_on = models.DateField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default=Outcome.OPEN)
    because = models.CharField("what came of it, and why", max_length=500, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    told_on = models.DateField(null=True, blank=True)

    seen_by = COORDINATOR
    objects = ContributionQuerySet.as_manager()
    known_as = "what a person said, and our answer"
    personal = Personal(path="participant", on_erase=BLANK, fields=("words", "participant"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", answered_on__isnull=True)
                | (~Q(outcome="") & Q(answered_on__isnull=False) & ~Q(because="")),
                name="contribution_answered_says_why_and_when",
                violation_error_message="Say what came of it and why.",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True) | Q(answered_on__isnull=False),
                name="contribution_is_answered_before_it_is_told",
            ),
        ]


class Decision(ProjectRecord):
    """What was decided, how, and who was there: participants and staff as counts, never as names."""

    class Method(models.TextChoices):
        CONSENSUS = "consensus", "everyone agreed"
        VOTE = "vote", "by a vote"
        STAFF = "staff", "staff decided"
        OUTSIDE = "outside", "someone outside decided"

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=500)
    method = models.CharField(max_length=10, choices=Method.choices)
    participants_there = models.PositiveSmallIntegerField()
    staff_there = models.PositiveSmallIntegerField()
    disagreed = models.CharField("who saw it differently, and how", max_length=300, blank=True)
    decided_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)

    parent = "stage"
    seen_by = COORDINATOR | MANAGER
    known_as = "what was decided, and how"
    personal = NotPersonal("counts of who was there; people are not named in it")


class PromiseQuerySet(ProjectRecordQuerySet):
    def open(self):
        """Neither kept, nor changed and told."""
        return self.filter(kept_on__isnull=True, changed_told_on__isnull=True)


class Promise(ProjectRecord):
    """What we said we would do, by when, and whether we did or told people in time that it changed."""

    session = models.ForeignKey(Session, models.PROTECT, null=True, blank=True, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, blank=True, related_name="promises")
    words = models.CharField(max_length=300)
    made_on = models.DateField()
    by_when = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    changed_to = models.CharField(max_length=300, blank=True)
    changed_told_on = models.DateField(null=True, blank=True)

    seen_by = COORDINATOR
    objects = PromiseQuerySet.as_manager()
    known_as = "what was promised"
    personal = Personal(path="participant", on_erase=BLANK, fields=("participant",))

    class Meta:
        ordering = ["by_when"]
        constraints = [
            models.CheckConstraint(
                condition=Q(by_when__gte=F("made_on")),
                name="promise_is_due_after_it_is_made",
                violation_error_message="The day it is promised for is before the day it was promised.",
            ),
            models.CheckConstraint(
                condition=Q(changed_told_on__isnull=True) | ~Q(changed_to=""), name="promise_changed_says_to_what"
            ),
        ]

    def how_late(self, day):
        """In words, as beside the line of whoever made it; "" where it is settled, or its day is not over."""
        settled = self.kept_on or self.changed_told_on
        return "" if settled or self.by_when >= day else in_words(self.by_when, day)


class Delivery(ProjectRecord):
    """How one update reached one person, or why it waits."""

    class Route(models.TextChoices):
        PAGE = "page", "on their page"
        TEXT = "text", "on their page, with a text"
        EMAIL = "email", "on their page, with an email"
        CALL = "call", "by phone"
        LETTER = "letter", "on paper"
        PERSON = "person", "face to face"

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        TOLD = "told", "told"
        BLOCKED = "blocked", "no safe way now"

    update = models.ForeignKey(Update, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="deliveries")
    route = models.CharField(max_length=8, choices=Route.choices)
    state = models.CharField(max_length=8, choices=State.choices)
    reached_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField(null=True, blank=True)

    parent = "update"
    seen_by = COORDINATOR
    known_as = "who has heard which news"
    personal = Personal(path="participant")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["update", "participant"], name="person_is_told_an_update_once"),
            models.CheckConstraint(
                condition=~Q(state__in=["sent", "told"]) | Q(reached_on__isnull=False),
                name="delivery_made_says_when",
            ),
        ]


class AskingRound(ProjectRecord):
    """The six questions, asked at the close of a stage. Results show from closed rounds only."""

    stage = models.OneToOneField(Stage, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    parent = "stage"
    known_as = "when the six questions are asked"
    personal = NotPersonal("a time of asking")


class AskedQuerySet(ProjectRecordQuerySet):
    def waiting(self, day):
        """Neither answered nor skipped, in a round that still takes answers on that day."""
        return self.filter(done=False, round__closed_on__isnull=True, round__closes_on__gte=day)


class Asked(ProjectRecord):
    """That one person was asked in a round, and has answered or skipped. What they said is not linked to it."""

    round = models.ForeignKey(AskingRound, models.PROTECT, related_name="asked")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="asked")
    asked_on = models.DateField()
    done = models.BooleanField(default=False)
    taken_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    parent = "round"
    seen_by = COORDINATOR
    objects = AskedQuerySet.as_manager()
    known_as = "who was asked the six questions, and who has answered"
    personal = Personal(path="participant")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "participant"], name="person_is_asked_once_in_a_round")]


class Rating(ProjectRecord):
    """One answer to one question: 1 to 5, or empty for "can't say". It names nobody and carries no time."""

    round = models.ForeignKey(AskingRound, models.PROTECT, related_name="ratings")
    principle = models.CharField(max_length=20)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)
    recorded_at = None

    parent = "round"
    seen_by = frozenset()
    known_as = "what anyone answered to the six questions"
    personal = NotPersonal("not linked to who answered")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(answer__range=(1, 5)), name="rating_is_one_to_five_or_cant_say"
            )
        ]
