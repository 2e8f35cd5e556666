from typing import ClassVar

from django.db import models
from django.db.models import Q

from coproduction.accounts.records import Record, RecordQuerySet
from coproduction.base.access import COORDINATOR, FINANCE
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.opening import Opened
from coproduction.base.privacy import Personal
from participants.people.models import Participant

NO_ANSWER = "Asked, no answer yet"


class ChoiceQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """All choices of those whom a coordinator may open; of the others, finance sees how they like to be paid."""
        opened = Q(participant__in=Participant.objects.visible_to(user))
        paid = Q(kind=Choice.Kind.PAY, organisation__in=user.organisations_as(FINANCE))
        return super().visible_to(user).filter(opened | paid)

    def current(self):
        """What stands now, offered or picked."""
        return self.filter(replaced_at__isnull=True)

    def picked(self):
        """Without those that were offered and not answered yet."""
        return self.filter(picked_on__isnull=False)


class Choice(Record):
    """Something a person was offered a choice in, and what they picked, if they did yet. A change is a new row; none
    costs anything. Offered means that somebody asked them, or that they answered on their own page: a sign-in alone
    asks nobody anything.
    """

    class Kind(models.TextChoices):
        PAY = "pay", "How I am paid"
        CREDIT = "credit", "How I am named for what I bring"
        NEWS = "news", "How I get my news"
        JOIN = "join", "How I like to take part"

    # What can be picked, in words, by kind.
    OPTIONS: ClassVar[dict[str, dict[str, str]]] = {
        Kind.PAY: {
            "bank": "Bank transfer",
            "cash": "Cash",
            "voucher": "A voucher",
            "credits": "Time credits",
            "other": "Something else we agree",
            "charity": "Give it to a charity",
            "decline": "I would rather not be paid",
        },
        Kind.CREDIT: {"name": "By the name I like", "group": "As one of the group", "none": "Not at all"},
        Kind.NEWS: {"page": "On my page", "call": "By phone", "letter": "On paper", "person": "Face to face"},
        Kind.JOIN: {
            "room": "In the room",
            "online": "Online",
            "phone": "By phone",
            "one_to_one": "One to one",
            "writing": "In writing",
            "any": "It depends on the day",
        },
    }

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    picked = models.CharField(max_length=12, blank=True)
    offered_on = models.DateField()
    picked_on = models.DateField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    parent = "participant"
    seen_by = COORDINATOR | FINANCE
    objects = ChoiceQuerySet.as_manager()
    opened_as = "choice"
    known_as = "how a person likes to be paid, named, told and to take part"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("asked again: the newest answer stands")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind"], condition=Q(replaced_at__isnull=True), name="choice_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(picked="", picked_on__isnull=True)
                | (~Q(picked="") & Q(picked_on__isnull=False, picked_on__gte=models.F("offered_on"))),
                name="choice_picked_says_when",
            ),
        ]

    def opens(self, reader):
        return Opened("A choice that somebody was offered")

    @property
    def in_words(self):
        return self.OPTIONS[self.kind].get(self.picked, self.picked) or NO_ANSWER
