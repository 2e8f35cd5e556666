"""How projects stand, for a page: six cells a project and what people say, as the reader may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import itemgetter
from uuid import UUID

from django.urls import reverse

from coproduction.accounts.models import Organisation, User
from coproduction.base.tags import sentence_start
from coproduction.base.words import PRINCIPLE_NAMES
from participants.survey.models import SurveyRound
from projects.project.models import Project

from .actions import WITHHELD_FOR
from .evidence import gather
from .facts import ProjectFacts
from .gap import Voice
from .models import Reflection
from .report import Cell, Row, row


@dataclass(frozen=True, slots=True)
class StripCell:
    """One principle, as the strip of six shows it. total None: there is nothing to count."""

    key: str
    name: str
    state: str
    label: str
    met: int
    total: int | None
    url: str


@dataclass(frozen=True, slots=True)
class ProjectAssessment:
    """withheld_stages: the stages whose answers this reader sees once they have answered the questions themselves."""

    facts: ProjectFacts
    row: Row
    withheld_stages: tuple[UUID, ...] = ()

    @property
    def cells(self) -> list[StripCell]:
        return [strip_cell(cell) for cell in self.row.cells]

    @property
    def voices(self) -> str:
        return voices_in_words([cell.voice for cell in self.row.cells])

    def cell(self, principle: str) -> Cell:
        return next(cell for cell in self.row.cells if cell.principle == principle)


def assess_projects(projects: Iterable[Project], user: User, day: date) -> dict[UUID, ProjectAssessment]:
    """{project id: ProjectAssessment} for projects that this reader may see, in a fixed number of queries."""
    projects = list(projects)
    facts = gather(projects, day)
    withheld = withheld_rounds(projects, user, day)
    organisations = Organisation.objects.filter(pk__in={project.organisation_id for project in projects})
    least = dict(organisations.values_list("pk", "small_group"))
    return {
        project.pk: assess_project(facts[project.pk], least[project.organisation_id], withheld) for project in projects
    }


def assess_project(facts: ProjectFacts, least: int, withheld: set[UUID]) -> ProjectAssessment:
    hidden = [survey_round for survey_round in facts.rounds if survey_round.ref.id in withheld]
    # That people were asked is no secret; the answers are, as if the round was open still.
    rounds = (
        replace(survey_round, closed_on=None, answers=()) if survey_round in hidden else survey_round
        for survey_round in facts.rounds
    )
    seen = replace(facts, rounds=tuple(rounds))
    return ProjectAssessment(seen, row(seen, least), tuple(survey_round.stage for survey_round in hidden))


def withheld_rounds(projects: Iterable[Project], user: User, day: date) -> set[UUID]:
    """Rounds closed a short while ago, which a member of the team has not answered from their own side yet."""
    closed = SurveyRound.objects.filter(closed_on__gte=day - WITHHELD_FOR, closed_on__lte=day)
    own = closed.filter(project__in=Project.objects.run_by(user).filter(pk__in=[project.pk for project in projects]))
    answered = Reflection.objects.filter(user=user).values("survey_round")
    return set(own.exclude(pk__in=answered).values_list("pk", flat=True))


def strip_cell(cell: Cell) -> StripCell:
    verdict = cell.verdict
    return StripCell(
        key=cell.principle,
        name=PRINCIPLE_NAMES[cell.principle],
        state=cell.state,
        label=cell.words,
        met=verdict.met,
        total=verdict.of or None,
        url=principle_url(cell),
    )


def principle_url(cell: Cell) -> str:
    return reverse("principles:principle", args=[cell.project.id, cell.principle])


def voices_in_words(voices: Sequence[Voice]) -> str:
    """One sentence on both voices: what is not confirmed, else where they are furthest apart."""
    shown = [(voice.figure.place, voice) for voice in voices if voice.figure is not None]
    if not shown:
        return f"{sentence_start(voices[0].sentence)}."
    _, lowest = min(shown, key=itemgetter(0))
    if lowest.low:
        return f"People do not confirm {PRINCIPLE_NAMES[lowest.principle]}: {lowest.sentence}."
    with_gap = [(abs(voice.apart), voice) for _, voice in shown if voice.far_apart and voice.apart is not None]
    if with_gap:
        _, furthest = max(with_gap, key=itemgetter(0))
        name = PRINCIPLE_NAMES[furthest.principle]
        return f"Furthest apart on {name}: {furthest.sentence}, {furthest.team_sentence}."
    return f"{sentence_start(lowest.sentence)} on {PRINCIPLE_NAMES[lowest.principle]}, and no less on the others."
