from django.db import models
from django.db.models import F, Q

from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import PutRight
from coproduction.base.opening import Opened, page
from coproduction.base.privacy import NotPersonal
from coproduction.base.tags import day, sentence_start
from projects.project.models import ProjectRecord
from projects.sessions.models import Session
from projects.stages.models import Stage


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
    # Of a board, a partner, guests: neither of the two.
    others_there = models.PositiveSmallIntegerField(default=0)
    decided_by = models.CharField("who decided", max_length=120, blank=True)
    disagreed = models.CharField("who saw it differently, and how", max_length=300, blank=True)
    decided_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    parent = "stage"
    seen_by = COORDINATOR | MANAGER
    opened_as = "decision"
    known_as = "what was decided, and how"
    personal = NotPersonal("counts of who was there; people are not named in it")
    corrects = PutRight(
        {
            "words": "What was decided",
            "method": "How",
            "participants_there": "How many with lived experience were there",
            "staff_there": "How many from staff were there",
            "others_there": "How many others were there",
            "decided_by": "Who decided, if somebody outside did",
            "disagreed": "Who saw it differently, and how",
        }
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("pk")), name="decision_does_not_replace_itself"
            )
        ]

    def opens(self, reader):
        label = f"{sentence_start(self.words)}, {day(self.decided_on)}"
        return Opened(label, page("gatherings:decisions", self.project_id))
