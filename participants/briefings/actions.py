from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.involvement.models import Involvement
from participants.people.models import Participant
from projects.project.models import Project
from projects.stages.models import Stage

from .models import Briefing


@action("briefing answered by the person")
def say_about_briefing(*, briefing: Briefing, briefed: bool, by: User) -> Briefing:
    """What the person says beats our tick."""
    Briefing.objects.filter(pk=briefing.pk).update(person_says=briefed)
    return briefing


@action("briefing recorded")
def record_briefing(
    *,
    project: Project,
    stage: Stage | None,
    participant: Participant,
    kind: str,
    outcome: str,
    way: str = "",
    held_on: date | None = None,
    on: date | None = None,
    by: User,
) -> Briefing:
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
