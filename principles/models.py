from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from coproduction.accounts.models import Organisation
from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import StandsAsWritten
from coproduction.base.guards import AppendOnly
from coproduction.base.privacy import KEEP, NotPersonal, Personal
from coproduction.base.scope import Scoped
from participants.survey.models import SurveyRound
from projects.project.models import Project, ProjectRecord


class Reflection(ProjectRecord):
    """What one of the team answered to the six questions, blind to what participants did. Empty for "can't say"."""

    survey_round = models.ForeignKey(SurveyRound, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    principle = models.CharField(max_length=20)
    answer = models.PositiveSmallIntegerField(null=True, blank=True)

    parent = "survey_round"
    seen_by = COORDINATOR | MANAGER
    known_as = "how the team itself sees the work"
    personal = Personal(path="user", on_erase=KEEP, why="one of two views of the work, given in a role")
    corrects = StandsAsWritten("one answer to each of six questions, given once")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["survey_round", "user", "principle"], name="team_member_reflects_once_in_a_round"
            ),
            models.CheckConstraint(
                condition=Q(answer__isnull=True) | Q(answer__range=(1, 5)), name="reflection_is_one_to_five_or_cant_say"
            ),
        ]


WORKED_OUT = NotPersonal("worked out from records, and again without a person's as soon as these go")


class Kept(Scoped):
    """What was worked out from records that stand elsewhere: it can always be worked out again.

    counted, day and rules: what it was worked out from. It stands as long as the number of changes, the day and the
    code that judges are the same.
    """

    counted = models.PositiveBigIntegerField()
    day = models.DateField()
    rules = models.CharField(max_length=64)

    personal = WORKED_OUT

    class Meta:
        abstract = True


class ProjectSummary(Kept):
    """How one project stands. What lists sort and add up stands in columns; the rest is packed in `summary`, and what
    only the page of one principle says in `details`. `of_organisation`: the number of the organisation's own changes.
    `owing`: closed, and somebody is still owed something. `people`: how many took part, by kind of stage.
    """

    project = models.OneToOneField(Project, models.CASCADE, primary_key=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    of_organisation = models.PositiveBigIntegerField()
    # In which order projects need help: a kind, how much of it, and the place of the principle.
    help_kind = models.SmallIntegerField()
    help_amount = models.IntegerField()
    help_since = models.IntegerField()
    help_place = models.SmallIntegerField()
    needs_help = models.BooleanField()
    minutes = models.PositiveIntegerField(null=True)
    agreed = models.PositiveBigIntegerField(null=True)
    sent = models.PositiveBigIntegerField(null=True)
    stages = models.PositiveIntegerField()
    heard = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()
    owing = models.BooleanField()
    people = models.JSONField()
    summary = models.JSONField()
    details = models.JSONField()

    # What needs help first comes first.
    IN_ORDER = ("help_kind", "help_amount", "help_since", "help_place", "project")

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "help_kind", "help_amount", "help_since", "help_place", "project"],
                name="summary_in_order",
            )
        ]

    @property
    def key(self) -> tuple[int, int, date, str]:
        """From what it was worked out; see summary/keys.py."""
        return (self.counted, self.of_organisation, self.day, self.rules)


class KeptOfProject(Scoped):
    """A row that goes and comes with the summary of its project."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")

    personal = WORKED_OUT

    class Meta:
        abstract = True


class KeptFinding(KeptOfProject):
    """What was found of one statement, with the records behind it."""

    statement = models.CharField(max_length=4)
    finding = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "statement"], name="statement_is_found_once_in_a_project")
        ]


class KeptLateStep(KeptOfProject):
    """How many payments are late at one step, and by how many working days the one that waits longest."""

    step = models.CharField(max_length=20)
    payments = models.PositiveIntegerField()
    days = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "step"], name="step_is_late_once_in_a_project")]


class OrganisationSummary(Kept):
    """What is shown over all projects of an organisation; `counted`: the changes of any of them.

    people: by project, and "" for all, how many took part in each kind of stage, as it may be shown. figures: what
    people say of each principle, in the rounds that had closed.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="+")
    people = models.JSONField()
    figures = models.JSONField()
    closed_rounds = models.PositiveIntegerField()
    small_group = models.PositiveSmallIntegerField()
    took_part = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()


class SummaryCheck(Scoped):
    """Each summary of an organisation that stood, worked out anew and compared."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="+")
    checked_at = models.DateTimeField()
    equal = models.PositiveIntegerField()
    compared = models.PositiveIntegerField()

    personal = NotPersonal("counts")


class FrozenQuarter(KeptOfProject):
    """How a principle of a project stood at the end of a quarter, as it was shown. first: the quarter's first day."""

    first = models.DateField()
    principle = models.CharField(max_length=20)
    frozen_at = models.DateTimeField(auto_now_add=True)
    quarter = models.JSONField()

    guard = AppendOnly()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["project", "first", "principle"], name="quarter_is_frozen_once")]
