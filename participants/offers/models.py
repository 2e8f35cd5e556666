from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR, FINANCE, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.opening import Opened
from coproduction.base.privacy import KEEP, Personal
from coproduction.base.tags import day
from participants.people.models import Participant
from projects.money.models import Rate
from projects.project.models import ProjectRecord
from projects.sessions.models import Session


class Offer(ProjectRecord):
    """What a person is told, before a session, that they will get for it. The rate is a copy: it stays."""

    class Answer(models.TextChoices):
        NONE = "", "no answer needed"
        YES = "yes", "yes"
        DECLINED = "declined", "would rather not be paid"

    session = models.ForeignKey(Session, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="offers")
    rate_name = models.CharField(max_length=80)
    unit = models.CharField(max_length=8, choices=Rate.Unit.choices)
    rate_pence = models.PositiveIntegerField()
    minutes_before = models.PositiveSmallIntegerField(default=0)
    minutes_during = models.PositiveSmallIntegerField(default=0)
    minutes_after = models.PositiveSmallIntegerField(default=0)
    pay_way = models.CharField(max_length=12)
    offered_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True, default=Answer.NONE)

    parent = "session"
    seen_by = COORDINATOR | MANAGER | FINANCE
    opened_as = "offer"
    known_as = "what a person was told they will get"
    personal = Personal(path="participant", on_erase=KEEP, why="the promise behind a payment")
    corrects = StandsAsWritten("what was offered is what people said yes to")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="person_is_offered_once_for_a_session"),
            models.CheckConstraint(condition=Q(rate_pence__gt=0), name="offer_is_more_than_nothing"),
        ]

    def opens(self, reader):
        return Opened(f"Offer of {day(self.offered_on)}")
