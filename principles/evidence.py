"""The one door down: what the records of some projects say on one day, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from coproduction.accounts.models import Organisation
from coproduction.base import garbage
from principles.fact_queries.as_of import AsOf
from principles.fact_queries.learning import learning
from principles.fact_queries.money import offers, payments
from projects.project.models import Project

from .fact_queries import people, voices, ways, work
from .facts import ProjectFacts, Ref

Fact = TypeVar("Fact")

# Each yields pairs of a project's id and a fact, for all projects at once.
GATHERED: dict[str, Callable[[AsOf], Iterable[tuple[UUID, Any]]]] = {
    "team": work.team,
    "stages": work.stages,
    "sessions": work.sessions,
    "updates": work.updates,
    "budget": work.budget,
    "funding": work.funding,
    "people": people.people,
    "involvements": people.involvements,
    "attendances": people.attendances,
    "briefings": people.briefings,
    "adaptations": people.adaptations,
    "choices": people.choices,
    "offers": offers,
    "payments": payments,
    "contributions": voices.contributions,
    "decisions": voices.decisions,
    "promises": voices.promises,
    "rounds": voices.rounds,
    "agreements": ways.agreements,
    "power": ways.power,
    "learning": learning,
}


def gather(projects: Iterable[Project], as_of: date) -> dict[UUID, ProjectFacts]:
    """{project id: ProjectFacts}: what was known by the end of `as_of`."""
    with garbage.not_looked_for():
        return gather_all(list(projects), as_of)


def gather_all(projects: Sequence[Project], as_of: date) -> dict[UUID, ProjectFacts]:
    scope = scope_of(projects, as_of)
    said = group_by_project(voices.group_says(scope))
    found = {name: group_by_project(gathered(scope)) for name, gathered in GATHERED.items()}
    return {project.pk: project_facts(project, as_of, found, frozenset(said[project.pk])) for project in projects}


def gather_rounds(projects: Iterable[Project], as_of: date) -> list[ProjectFacts]:
    """Facts with nothing but the six questions and their answers."""
    projects = list(projects)
    found = group_by_project(voices.rounds(scope_of(projects, as_of)))
    return [
        ProjectFacts(Ref("project", project.pk, project.starts_on), as_of, rounds=tuple(found[project.pk]))
        for project in projects
    ]


def scope_of(projects: Sequence[Project], as_of: date) -> AsOf:
    organisations = Organisation.objects.filter(pk__in={project.organisation_id for project in projects})
    regions = dict(organisations.values_list("pk", "region"))
    closed = frozenset(project.pk for project in projects if project.closed_on and project.closed_on < as_of)
    return AsOf(as_of, {project.pk: regions[project.organisation_id] for project in projects}, closed)


def group_by_project(pairs: Iterable[tuple[UUID, Fact]]) -> defaultdict[UUID, list[Fact]]:
    grouped: defaultdict[UUID, list[Fact]] = defaultdict(list)
    for project, fact in pairs:
        grouped[project].append(fact)
    return grouped


def project_facts(
    project: Project,
    as_of: date,
    found: Mapping[str, Mapping[UUID, Sequence[Any]]],
    group_says: frozenset[str] = frozenset(),
) -> ProjectFacts:
    return ProjectFacts(
        Ref("project", project.pk, project.starts_on),
        as_of,
        size=project.size,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        closed_on=project.closed_on,
        imported=project.before_we_started,
        group_says=group_says,
        **{name: tuple(facts.get(project.pk, ())) for name, facts in found.items()},
    )
