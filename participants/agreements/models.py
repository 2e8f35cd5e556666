from django.db import models
from django.db.models import Q

from coproduction.base.access import COORDINATOR
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.privacy import Personal
from participants.people.models import Participant
from projects.agreements.models import GroupAgreement
from projects.project.models import ProjectRecord


class AgreementSaid(ProjectRecord):
    """That one person was asked about one version of the ways of working, and what they say of it."""

    agreement = models.ForeignKey(GroupAgreement, models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="agreements_said")
    # Nothing yet, yes, or "I would change something".
    yes = models.BooleanField("this is how we work", null=True, blank=True)
    words = models.CharField("what you would change", max_length=300, blank=True)
    said_on = models.DateField("day you said it", null=True, blank=True)

    parent = "agreement"
    seen_by = COORDINATOR
    known_as = "what a person says of the ways of working"
    personal = Personal(path="participant")
    corrects = StandsAsWritten("the person says it anew, of each version")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "participant"], name="person_is_asked_once_about_an_agreement"
            ),
            models.CheckConstraint(
                condition=Q(yes__isnull=True, said_on__isnull=True) | Q(yes__isnull=False, said_on__isnull=False),
                name="what_is_said_of_an_agreement_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(words="") | Q(yes__isnull=False, yes=False), name="change_to_an_agreement_is_not_a_yes"
            ),
        ]
