"""What a person chooses for themselves, and what they were offered."""

from datetime import date

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.people.models import Participant

from .models import Choice


@action("choice made")
def choose(*, participant: Participant, kind: str, picked: str, on: date | None = None, by: User) -> Choice:
    if picked not in Choice.OPTIONS[kind]:
        raise Refused("Choose one of the answers in the list.")
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    on = on or days.today()
    standing = Choice.objects.current().filter(participant=participant, kind=kind).first()
    if standing and standing.picked == picked:
        return standing
    if standing and not standing.picked:
        standing.picked, standing.picked_on = picked, max(on, standing.offered_on)
        standing.save(update_fields=["picked", "picked_on"])
        return standing
    if standing:
        Choice.objects.filter(pk=standing.pk).update(replaced_at=timezone.now())
    return Choice.objects.create(participant=participant, kind=kind, picked=picked, offered_on=on, picked_on=on)


@action("choice offered")
def offer_choice(*, participant: Participant, kind: str, picked: str = "", on: date | None = None, by: User) -> Choice:
    """They were asked; without an answer yet, what they picked before stands."""
    if picked:
        return choose(participant=participant, kind=kind, picked=picked, on=on, by=by)
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    standing = Choice.objects.current().filter(participant=participant, kind=kind).first()
    return standing or Choice.objects.create(participant=participant, kind=kind, offered_on=on or days.today())
