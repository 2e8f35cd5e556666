"""What is shown over all projects of an organisation: kept too, and worked out anew when any of them changed."""

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from coproduction.accounts.models import AuditHead, Organisation
from coproduction.base.words import PRINCIPLE_KEYS
from participants.survey.models import SurveyRound
from projects.project.models import Project

from ..charts import Count, people_by_stage
from ..evidence import gather_rounds
from ..gap import Voice, pooled
from ..models import OrganisationSummary, ProjectSummary, SummaryCheck
from ..response_rate import people_heard, people_taking_part
from .keeping import behind, work_out
from .keys import Key, rules_version
from .packing import pack, unpack
from .reading import AT_MOST
from .standing import hide_rounds

log = logging.getLogger(__name__)

ALL = ""
FIGURES = tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class OrganisationStanding:
    """behind: ids of projects that changed since they were worked out. missing: how many never were.

    organisation: with `changes`, and when its summaries were compared with the records, and how many were equal.
    """

    organisation: Organisation
    summary: OrganisationSummary
    behind: frozenset[UUID] = field(default=frozenset())
    missing: int = 0

    @property
    def figures(self) -> tuple[Voice, ...]:
        return unpack(FIGURES, self.summary.figures)

    def people(self, project: UUID | None) -> list[Count]:
        """How many took part in it, by kind of stage and in all; None for all projects. Empty where it is new."""
        return [Count(*count) for count in self.summary.people.get(project.hex if project else ALL, ())]


def standings_of_organisations(ids: Collection[UUID], day: date) -> list[OrganisationStanding]:
    kept = {row.organisation_id: row for row in OrganisationSummary.objects.filter(organisation__in=ids)}
    return [
        OrganisationStanding(organisation, kept[organisation.pk])
        if organisation.pk in kept and stands(kept[organisation.pk], changes_of(organisation), day)
        else bring_up_organisation(organisation, kept.get(organisation.pk), day)
        for organisation in with_changes(ids)
    ]


def with_changes(ids: Collection[UUID]) -> QuerySet[Organisation]:
    """Each with how often anything in it changed that is counted, and when its summaries were last compared."""
    head = AuditHead.objects.filter(pk=OuterRef("pk")).values("changes")
    check = SummaryCheck.objects.filter(pk=OuterRef("pk"))
    compared = {name: Subquery(check.values(name)) for name in ("checked_at", "equal", "compared")}
    return (
        Organisation.objects.filter(pk__in=ids)
        .order_by("name")
        .annotate(changes=Coalesce(Subquery(head), 0), **compared)
    )


def changes_of(organisation: Organisation) -> int:
    """Of one that `with_changes` found."""
    changes: int = cast(Any, organisation).changes
    return changes


def stands(row: OrganisationSummary, changes: int, day: date) -> bool:
    return (row.counted, row.day, row.rules) == (changes, day, rules_version())


def bring_up_organisation(
    organisation: Organisation, before: OrganisationSummary | None, day: date
) -> OrganisationStanding:
    """Works out a few projects that are behind, those without a summary first, and then what is shown over all."""
    projects = list(Project.objects.filter(organisation=organisation))
    rows = ProjectSummary.objects.filter(organisation=organisation).only(*Key._fields)
    kept = {row.project_id: row for row in rows}
    waiting = sorted(behind(projects, kept, day), key=lambda project: project.pk in kept)
    now, left = waiting[:AT_MOST], waiting[AT_MOST:]
    work_out(now, day)
    row = work_out_organisation(organisation, before, changes_of(organisation), day)
    if not left:
        keep_organisation(row)
    missing = sum(project.pk not in kept for project in left)
    return OrganisationStanding(organisation, row, frozenset(project.pk for project in left), missing)


def work_out_organisation(
    organisation: Organisation, before: OrganisationSummary | None, changes: int, day: date
) -> OrganisationSummary:
    rows = ProjectSummary.objects.filter(organisation=organisation).order_by("project").values_list("project", "people")
    people = people_by_stage(dict(rows), organisation.small_group)
    closed = SurveyRound.objects.filter(organisation=organisation, closed_on__lte=day).count()
    fresh = OrganisationSummary(
        organisation=organisation,
        counted=changes,
        day=day,
        rules=rules_version(),
        people={pk.hex if pk else ALL: [pack(Count, count) for count in counts] for pk, counts in people.items()},
        closed_rounds=closed,
        small_group=organisation.small_group,
        took_part=people_taking_part(organisation.pk, day),
        answered=people_heard(organisation.pk, day),
    )
    said_before = before is not None and said_from(before) == said_from(fresh)
    fresh.figures = before.figures if before and said_before else pack(FIGURES, what_people_say(organisation, day))
    return fresh


def said_from(row: OrganisationSummary) -> tuple[date, str, int, int]:
    """What people say is worked out from closed rounds, in which nothing changes any more."""
    return row.day, row.rules, row.closed_rounds, row.small_group


def what_people_say(
    organisation: Organisation, day: date, withheld: frozenset[UUID] = frozenset()
) -> tuple[Voice, ...]:
    facts = gather_rounds(Project.objects.filter(organisation=organisation), day)
    seen = [hide_rounds(of_project, withheld) for of_project in facts] if withheld else facts
    return tuple(pooled(seen, key, organisation.small_group) for key in PRINCIPLE_KEYS)


def keep_organisation(row: OrganisationSummary) -> None:
    try:
        with transaction.atomic():
            OrganisationSummary.objects.filter(organisation=row.organisation).delete()
            OrganisationSummary.objects.bulk_create([row])
    except DatabaseError:
        # Somebody else keeps the same just now.
        log.warning("what is shown over a whole organisation was worked out and not kept")
