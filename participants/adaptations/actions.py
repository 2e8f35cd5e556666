"""What helps a person, turned into something arranged: by when, since when, and whether it worked."""

from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.involvement.models import Involvement
from participants.people.models import Participant
from projects.project.models import Project
from projects.sessions.models import Session

from .models import Adaptation


@action("adaptation arranged")
def arrange_adaptation(
    *,
    participant: Participant,
    project: Project,
    words: str,
    due_on: date,
    session: Session | None = None,
    on: date | None = None,
    by: User,
) -> Adaptation:
    """`session` where it is for one session alone."""
    involved = Involvement.objects.for_project(project).filter(participant=participant)
    if not involved.exists():
        raise Refused(f"{participant.name} does not take part in this project yet. Add them to a stage first.")
    if session and session.project_id != project.pk:
        raise Refused("This session is of another project. Choose one of this project, or none.")
    return Adaptation.objects.create(
        participant=participant,
        project=project,
        session=session,
        words=words,
        asked_on=on or days.today(),
        due_on=due_on,
    )


@action("adaptation put in place")
def put_in_place(*, adaptation: Adaptation, on: date | None = None, by: User) -> Adaptation:
    adaptation = Adaptation.objects.select_for_update(no_key=True, of=("self",)).get(pk=adaptation.pk)
    if adaptation.in_place_on:
        raise Refused("This is in place already.")
    adaptation.in_place_on = on or days.today()
    adaptation.save(update_fields=["in_place_on"])
    return adaptation


@action("adaptation judged by the person")
def say_whether_it_worked(*, adaptation: Adaptation, worked: bool, by: User) -> Adaptation:
    """What the person says, by themselves or told to us; said again, the last word counts."""
    adaptation = Adaptation.objects.select_for_update(no_key=True, of=("self",)).get(pk=adaptation.pk)
    if adaptation.in_place_on is None:
        raise Refused("This is not in place yet.")
    adaptation.worked = worked
    adaptation.save(update_fields=["worked"])
    return adaptation
