"""Closing a stage or a project: what is open is settled, handed to one of the team, or closed over with a reason."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from coproduction.accounts.audit import action, one_piece_of_work
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from coproduction.base.tags import near_day
from participants.briefings.actions import record_briefing
from participants.briefings.models import Briefing
from participants.owed.models import OpenAtClosing
from participants.owed.open_items import OpenItem, still_open, what_is_open, what_is_open_in
from participants.survey.actions import ask_people
from projects import deadlines
from projects.project.actions import close_project
from projects.project.models import Project, TeamMember
from projects.stages.actions import mark_closed
from projects.stages.models import Stage


@action("open things handed over")
def hand_over(
    *, project: Project, items: Sequence[OpenItem], to: User, by_when: date, stage: Stage | None = None, by: User
) -> Project:
    """To one of the team, until a day. It is owed from the same day as before: nothing promised moves."""
    if not items:
        raise Refused("Choose what is handed over.")
    if by_when < days.today():
        raise Refused("This day is over already. Choose one to come.")
    if by_when > (latest := deadlines.handed_over(days.today())):
        raise Refused(f"{near_day(by_when)} is too long for people to wait. Choose a day up to {near_day(latest)}.")
    if not all(item.can_be_handed_over for item in items):
        raise Refused("Money that is owed can't be handed over. It has to be paid.")
    if not TeamMember.objects.current().filter(project=project, user=to).exists():
        raise Refused("Hand it to somebody on the team: they can open what has to be done.")
    for row in (row for item in items for row in item.rows):
        OpenAtClosing.objects.update_or_create(
            project=project,
            kind=row.kind,
            about=row.about,
            handed_to__isnull=False,
            defaults={"handed_to": to, "by_when": by_when, "stage": stage, "left_by": by, "left_on": days.today()},
        )
    return project


def refuse_unless_settled(
    organisation_id: UUID, items: Sequence[OpenItem], override: str, by: User
) -> Sequence[OpenItem]:
    """Part of closing: `items` that nobody has taken on keep it open, unless a manager says why it closes over them."""
    waiting = still_open(items)
    if not waiting:
        return []
    if not override:
        raise Refused(not_closed(waiting))
    if organisation_id not in by.organisations_as({"manager"}):
        raise Refused("A manager can close it with a reason. Ask one, or settle what is open.")
    return waiting


def not_closed(waiting: Sequence[OpenItem]) -> str:
    """The page lists them all above; what is last to be settled stands in the form, so that it is said here alone."""
    more = len(waiting) - 1
    others = f" {more} more {'things are' if more > 1 else 'thing is'} open." if more else ""
    return f"Not closed yet: {waiting[0].sentence}{others}"


def leave_open(
    project: Project, items: Sequence[OpenItem], reason: str, on: date, by: User, stage: Stage | None = None
) -> None:
    """Part of closing over what is open. It stays owed, and on every list, until it is settled."""
    OpenAtClosing.objects.bulk_create(
        OpenAtClosing(
            project=project, stage=stage, kind=row.kind, about=row.about, reason=reason, left_by=by, left_on=on
        )
        for item in items
        for row in item.rows
    )


def close_whole_project(*, project: Project, override: str = "", on: date | None = None, by: User) -> Project:
    """`override` is a manager's reason to close it over what is open; stages have to be closed before."""
    on = on or days.today()
    with one_piece_of_work():
        project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
        items = what_is_open_in(project, on)
        waiting = refuse_unless_settled(project.organisation_id, items, override, by)
        if first := [item.sentence for item in waiting if item.must_close_first]:
            raise Refused(f"Close each stage first: {' '.join(first)}")
        leave_open(project, waiting, override, on, by)
        return close_project(project=project, open_items=(), on=on, by=by)


@action("stage closed")
def close_stage(
    *,
    stage: Stage,
    debriefs: Iterable[dict[str, Any]],
    thanked: bool,
    on: date | None = None,
    override: str = "",
    by: User,
) -> Stage:
    """`debriefs` are dicts like those of `open_stage`. `override` is a manager's reason to close over open items."""
    on = on or days.today()
    stage = Stage.objects.select_for_update(no_key=True).get(pk=stage.pk)
    for debrief in debriefs:
        record_briefing(project=stage.project, stage=stage, kind=Briefing.Kind.AFTER, **debrief, on=on, by=by)
    waiting = refuse_unless_settled(stage.organisation_id, what_is_open(stage, as_of=on), override, by)
    if not thanked and not override:
        raise Refused("Thank people before you close the stage, and tick that you did.")
    mark_closed(stage, on, on if thanked else None, despite=override if waiting else "")
    leave_open(stage.project, waiting, override, on, by, stage=stage)
    ask_people(stage, on)
    return stage
