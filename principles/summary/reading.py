"""How projects stand, for a page and its reader: from what is kept, worked out anew where that is behind."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from coproduction.accounts.models import Organisation, User
from participants.survey.models import SurveyRound
from projects.project.models import Project

from ..evidence import gather
from ..findings import Finding
from ..gap import WITHHELD_FOR
from ..models import KeptFinding, ProjectSummary, Reflection
from .keeping import WorkedOut, behind, work_out
from .packing import unpack
from .standing import Details, Judgement, Standing, Standings, Summary, assess, hide_rounds, voices_in_words

# How many projects one page works out anew; the others stand as they stood, and say of which day.
AT_MOST = 10


@dataclass(frozen=True, slots=True)
class ProjectStanding:
    """One project as this reader may see it. as_of: the day it stands for.

    withheld_stages: the stages whose answers this reader sees once they have answered the questions themselves.
    judged: the whole of it, where it was worked out just now, or for this reader alone.
    """

    summary: Summary
    standings: Standings
    as_of: date
    withheld_stages: tuple[UUID, ...] = ()
    judged: Judgement | None = None

    @property
    def cells(self) -> tuple[Standing, ...]:
        return self.standings.cells

    def cell(self, principle: str) -> Standing:
        return next(cell for cell in self.cells if cell.principle == principle)

    @property
    def withheld(self) -> frozenset[UUID]:
        """The rounds that are kept from this reader."""
        return frozenset(survey_round for survey_round, stage in self.summary.recent if stage in self.withheld_stages)

    @property
    def voices(self) -> str:
        return voices_in_words([cell.voice for cell in self.cells])


def standings_of(projects: Iterable[Project], user: User, day: date) -> dict[UUID, ProjectStanding]:
    """{project id: ProjectStanding}; without those of whom nothing is kept yet, where they are too many to work out."""
    by_id = {project.pk: project for project in projects}
    kept, worked_out = summaries_of(by_id.values(), day)
    seen = {pk: as_kept(row) for pk, row in kept.items()}
    seen |= {
        pk: ProjectStanding(judged.summary, judged.summary.standings, day, judged=judged)
        for pk, (_, judged) in worked_out.items()
    }
    return as_seen(by_id, seen, user, day)


def standings_of_rows(rows: Iterable[ProjectSummary], user: User, day: date) -> dict[UUID, ProjectStanding]:
    """The same of what is kept, behind or not."""
    by_id = {row.project_id: row for row in rows}
    projects = {pk: row.project for pk, row in by_id.items()}
    return as_seen(projects, {pk: as_kept(row) for pk, row in by_id.items()}, user, day)


def as_seen(
    projects: Mapping[UUID, Project], seen: dict[UUID, ProjectStanding], user: User, day: date
) -> dict[UUID, ProjectStanding]:
    """Without the rounds that are kept from this reader."""
    recent = [pk for pk, standing in seen.items() if standing.summary.recent]
    withheld = withheld_rounds(user, day, recent) if recent else {}
    return seen | {pk: without(projects[pk], seen[pk], rounds) for pk, rounds in withheld.items()}


def summaries_of(projects: Collection[Project], day: date) -> tuple[dict[UUID, ProjectSummary], dict[UUID, WorkedOut]]:
    """By project id, what is kept, without its details, and what was behind and is worked out anew: at most so many."""
    kept = {row.project_id: row for row in ProjectSummary.objects.filter(project__in=projects).defer("details")}
    worked_out = work_out(behind(projects, kept, day)[:AT_MOST], day)
    return {pk: row for pk, row in kept.items() if pk not in worked_out}, worked_out


def as_kept(row: ProjectSummary) -> ProjectStanding:
    summary = unpack(Summary, row.summary)
    return ProjectStanding(summary, summary.standings, row.day)


def without(project: Project, seen: ProjectStanding, rounds: frozenset[UUID]) -> ProjectStanding:
    """For somebody from whom these rounds are kept."""
    stages = tuple(stage for survey_round, stage in seen.summary.recent if survey_round in rounds)
    if standings := seen.summary.seen_without(rounds):
        return replace(seen, standings=standings, withheld_stages=stages, judged=None)
    judged = judge_without(project, seen.as_of, rounds)
    return replace(seen, standings=judged.summary.standings, withheld_stages=stages, judged=judged)


def judge_without(project: Project, day: date, rounds: frozenset[UUID]) -> Judgement:
    facts = hide_rounds(gather([project], day)[project.pk], rounds)
    return assess(facts, Organisation.objects.values_list("small_group", flat=True).get(pk=project.organisation_id))


def withheld_rounds(user: User, day: date, projects: Collection[UUID] | None = None) -> dict[UUID, frozenset[UUID]]:
    """{project id: rounds closed a short while ago, which this member of its team has not answered from their side}.

    projects: ids of those alone that are asked about.
    """
    own = Project.objects.run_by(user)
    closed = SurveyRound.objects.filter(closed_on__gte=day - WITHHELD_FOR, closed_on__lte=day)
    closed = closed.filter(project__in=own if projects is None else own.filter(pk__in=projects))
    answered = Reflection.objects.filter(user=user).values("survey_round")
    found: dict[UUID, frozenset[UUID]] = {}
    for project, survey_round in closed.exclude(pk__in=answered).values_list("project", "pk"):
        found[project] = found.get(project, frozenset()) | {survey_round}
    return found


def details_of(project: Project, seen: ProjectStanding) -> Details:
    """What a principle's own page says beside the standing."""
    if judged := judged_for(project, seen):
        return judged.details
    return unpack(Details, ProjectSummary.objects.values_list("details", flat=True).get(pk=project.pk))


def findings_of(project: Project, seen: ProjectStanding, statements: Collection[str]) -> list[Finding]:
    """With the records behind them, in the order of the statements."""
    if judged := judged_for(project, seen):
        found = {finding.key: finding for finding in judged.findings}
    else:
        rows = KeptFinding.objects.filter(project=project, statement__in=statements)
        found = {key: unpack(Finding, packed) for key, packed in rows.values_list("statement", "finding")}
    return [found[key] for key in statements]


def judged_for(project: Project, seen: ProjectStanding) -> Judgement | None:
    """Where it is not read from what is kept: worked out just now, or for this reader alone."""
    if seen.judged or not seen.withheld_stages:
        return seen.judged
    return judge_without(project, seen.as_of, seen.withheld)
