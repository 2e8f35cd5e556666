"""What a group says of itself: kept so that no reader learns who objected, or how many said yes."""

from django.conf import settings
from django.db import models

from coproduction.base.corrections import StandsAsWritten
from coproduction.base.guards import AppendOnly
from coproduction.base.privacy import BLANK, NotPersonal, Personal
from coproduction.base.words import PRINCIPLE_NAMES
from participants.people.models import Participant
from projects.project.models import ProjectRecord
from projects.stages.models import Stage


class GroupStatement(ProjectRecord):
    """A group wants to say: in this stage, this principle was as it should be. Who began it is not kept.

    Whether it stands is worked out from the days and from what is said to it: see `rules.py`.
    """

    stage = models.ForeignKey(Stage, models.PROTECT, related_name="+")
    principle = models.CharField(max_length=20, choices=list(PRINCIPLE_NAMES.items()))
    opened_on = models.DateField()
    recorded_at = None  # type: ignore[assignment]  # Takes the field of the base away.

    parent = "stage"
    seen_by = frozenset()
    guard = AppendOnly()
    known_as = "what a group wants to say of itself, before it stands"
    personal = NotPersonal("names nobody")
    corrects = StandsAsWritten("its words belong to a group: taken back, and begun anew")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stage", "principle", "opened_on"], name="group_begins_to_say_a_thing_once_a_day"
            )
        ]


class GroupYes(ProjectRecord):
    """One person's yes. It is kept only where they said that nobody of the project was with them."""

    statement = models.ForeignKey(GroupStatement, models.PROTECT, related_name="+")
    # Empty once the person is erased: what the group said stays said.
    participant = models.ForeignKey(Participant, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField("day you said it")
    taken_down_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    parent = "statement"
    seen_by = frozenset()
    known_as = "who said yes to what a group says of itself"
    personal = Personal(path="participant", on_erase=BLANK, fields=("participant", "taken_down_by"))
    corrects = StandsAsWritten("a vote")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["statement", "participant"], name="person_says_yes_to_a_statement_once")
        ]


class GroupObjection(ProjectRecord):
    """That somebody objected: not who, not when, and not how many, since a second one leaves nothing."""

    statement = models.OneToOneField(GroupStatement, models.PROTECT, related_name="+")
    recorded_at = None  # type: ignore[assignment]  # Takes the field of the base away.

    parent = "statement"
    seen_by = frozenset()
    guard = AppendOnly()
    known_as = "whether anybody objected to what a group says of itself"
    personal = NotPersonal("not linked to who objected")
    corrects = StandsAsWritten("nobody knows whose it is")
