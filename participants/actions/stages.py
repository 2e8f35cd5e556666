from datetime import date, timedelta

from coproduction.accounts.audit import action
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.closing import what_is_open
from participants.models import Asked, AskingRound, Briefing, Involvement, Participant, Pause
from projects.actions.stages import mark_closed, mark_open
from projects.models import Stage

from .closing import leave_open, refuse_unless_settled
from .ways import ask_about_ways

ASKING_LASTS = timedelta(days=14)
# Over all projects: nobody is asked more often than this.
ASKED_AGAIN_AFTER = timedelta(days=14)


@action("stage opened")
def open_stage(*, stage, people, on: date | None = None, by):
    """`people` are dicts: participant, part, and how they were briefed: briefed, held_on, way (all may be empty)."""
    on = on or days.today()
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
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
def involve(*, stage, participant, part="", state=Involvement.State.ACTIVE, on: date | None = None, by):
    on = on or days.today()
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
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


@action("briefing recorded")
def record_briefing(
    *, project, stage, participant, kind, outcome, way="", held_on: date | None = None, on: date | None = None, by
):
    """`stage` is None for a briefing about the whole project. What the person said of it stands untouched."""
    on = on or days.today()
    if outcome == Briefing.Outcome.DONE:
        held_on = held_on or on
        if not way:
            raise Refused("Say how the briefing was: a call, a meeting, on paper or a voice note.")
        if held_on > days.today():
            raise Refused("The day of the briefing is still to come. Choose 'offered' until then.")
    else:
        held_on, way = None, ""
    involved = Involvement.objects.for_project(project).filter(participant=participant)
    if not (involved.filter(stage=stage) if stage else involved).exists():
        raise Refused("This person does not take part here yet. Add them first.")
    briefing, _ = Briefing.objects.update_or_create(
        project=project,
        stage=stage,
        participant=participant,
        kind=kind,
        defaults={"outcome": outcome, "way": way, "held_on": held_on},
        create_defaults={"outcome": outcome, "way": way, "held_on": held_on, "offered_on": held_on or on},
    )
    return briefing


@action("stage closed")
def close_stage(*, stage, debriefs, thanked, on: date | None = None, override="", by):
    """`debriefs` are dicts like those of `open_stage`. `override` is a manager's reason to close over open items."""
    on = on or days.today()
    stage = Stage.objects.select_for_update().get(pk=stage.pk)
    for debrief in debriefs:
        record_briefing(project=stage.project, stage=stage, kind=Briefing.Kind.AFTER, **debrief, on=on, by=by)
    waiting = refuse_unless_settled(stage.organisation_id, what_is_open(stage, as_of=on), override, by)
    if not thanked and not override:
        raise Refused("Thank people before you close the stage, and tick that you did.")
    mark_closed(stage, on, on if thanked else None, despite=override if waiting else "")
    leave_open(stage.project, waiting, override, on, by, stage=stage)
    ask_people(stage, on)
    return stage


def ask_people(stage, on):
    """Opens the round of the six questions, for those who took part and can be asked now."""
    asking, _ = AskingRound.objects.get_or_create(
        stage=stage, defaults={"opened_on": on, "closes_on": on + ASKING_LASTS}
    )
    there = Involvement.objects.filter(stage=stage).there().values("participant")
    resting = Pause.objects.now().values("participant")
    # Locked, so that two stages closing at once do not both ask the same person.
    people = Participant.objects.here().filter(pk__in=there).exclude(pk__in=resting).order_by("pk").select_for_update()
    just_asked = set(
        Asked.objects.filter(
            participant__in=list(people), asked_on__gt=on - ASKED_AGAIN_AFTER, asked_on__lt=on + ASKED_AGAIN_AFTER
        ).values_list("participant", flat=True)
    )
    Asked.objects.bulk_create(
        [Asked(round=asking, participant=person, asked_on=on) for person in people if person.pk not in just_asked],
        ignore_conflicts=True,
    )
    return asking


@action("round of questions closed")
def close_round(*, round, on: date | None = None, by):
    on = on or days.today()
    asking = AskingRound.objects.select_for_update().get(pk=round.pk)
    if asking.closed_on:
        raise Refused("This round is closed already.")
    if on <= asking.closes_on and asking.asked.filter(done=False).exists():
        raise Refused("People still have time to answer.")
    asking.closed_on = on
    asking.save(update_fields=["closed_on"])
    return asking
