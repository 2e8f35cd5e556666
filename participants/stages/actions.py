from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.agreements.actions import ask_about_ways
from participants.briefings.actions import record_briefing
from participants.briefings.models import Briefing
from participants.involvement.models import Involvement
from participants.people.models import Participant
from projects.stages.actions import mark_open
from projects.stages.models import Stage


@action("stage opened")
def open_stage(*, stage: Stage, people: Iterable[Mapping[str, Any]], on: date | None = None, by: User) -> Stage:
    """`people` are dicts: participant, part, and how they were briefed: briefed, held_on, way (all may be empty)."""
    on = on or days.today()
    stage = Stage.objects.select_for_update(no_key=True).get(pk=stage.pk)
    mark_open(stage, on)
    for person in people:
        participant = person["participant"]
        involve(stage=stage, participant=participant, part=person.get("part", ""), on=on, by=by)
        if person.get("briefed"):
            record_briefing(
                project=stage.project,
                stage=stage,
                participant=participant,
                kind=Briefing.Kind.BEFORE,
                outcome=person["briefed"],
                way=person.get("way", ""),
                held_on=person.get("held_on"),
                on=on,
                by=by,
            )
    return stage


@action("person involved")
def involve(
    *,
    stage: Stage,
    participant: Participant,
    part: str = "",
    state: str = Involvement.State.ACTIVE,
    on: date | None = None,
    by: User,
) -> Involvement:
    on = on or days.today()
    stage = Stage.objects.select_for_update(no_key=True).get(pk=stage.pk)
    if stage.state != "now":
        raise Refused("Open the stage first: people take part in open stages.")
    if participant.organisation_id != stage.organisation_id:
        raise Refused("This person takes part elsewhere.")
    involvement, _ = Involvement.objects.get_or_create(
        stage=stage, participant=participant, defaults={"invited_on": on, "part": part}
    )
    involvement.state, involvement.part = state, part or involvement.part
    if state == Involvement.State.ACTIVE:
        involvement.joined_on, involvement.ended_on = involvement.joined_on or on, None
    elif state == Involvement.State.ENDED:
        involvement.ended_on = involvement.ended_on or on
    involvement.save()
    if state == Involvement.State.ACTIVE:
        ask_about_ways(participant, stage.project)
    return involvement
