from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import outbox
from coproduction.base.days import LONDON
from coproduction.base.models import Wording
from participants.decisions.models import Decision
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.messages.reach import NUDGES, REACH, how_to_tell
from participants.people.models import Participant
from projects.project.models import Project
from projects.updates.models import Update

REACHED = (Delivery.State.SENT, Delivery.State.TOLD)


def people_to_tell(project: Project) -> QuerySet[Participant]:
    """Those involved now: taking part or pausing in a stage that has been opened. Of a closed project, those who were
    at its end: they are still to be told what came of it.
    """
    involved = Involvement.objects.for_project(project).filter(
        state__in=[Involvement.State.ACTIVE, Involvement.State.PAUSED], stage__opened_on__isnull=False
    )
    here = Participant.objects.current().filter(organisation=project.organisation_id)
    return here.filter(pk__in=involved.values("participant")).select_related("user").prefetch_related(*REACH)


@action("people told")
def tell_people(
    *,
    project: Project,
    parts: Mapping[str, str],
    decisions: Iterable[Decision] = (),
    as_of: date | None = None,
    at: datetime | None = None,
    by: User,
) -> Update:
    """`parts` {progress, outcomes, blocks, risks: words}; `decisions` are those that this update tells of."""
    at = at or timezone.now()
    on = at.astimezone(LONDON).date()
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    update = Update.objects.create(
        project=project, as_of=as_of or on, written_by=by, told_at=at, **{part: parts[part] for part in Update.PARTS}
    )
    told = [decision.pk for decision in decisions]
    Decision.objects.for_project(project).filter(pk__in=told, told_on__isnull=True).update(told_on=on)
    for person in people_to_tell(project):
        deliver(update, person, on)
    return update


def deliver(update: Update, person: Participant, on: date) -> None:
    route, state, channel = how_to_tell(person, on)
    Delivery.objects.create(
        update=update, participant=person, route=route, state=state, reached_on=on if state in REACHED else None
    )
    # A call or a letter is for a person to make: only texts and emails go by the post.
    if state == Delivery.State.SENT and channel and channel.kind in NUDGES:
        outbox.enqueue(
            key=f"update:{update.pk}:{person.pk}",
            organisation=update.organisation,
            recipient=person.user,
            channel=channel.kind,
            address=channel.address,
            wording=Wording.NEWS,
        )
