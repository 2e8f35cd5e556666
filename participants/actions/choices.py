"""What a person chooses for themselves: ways of being paid, named and told; a pause; whether they were briefed."""

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.base import days, outbox
from coproduction.base.refusals import Refused

from ..models import Briefing, Choice, Participant, Pause


@action("choice made")
def choose(*, participant, kind, picked, on=None, by):
    if picked not in Choice.OPTIONS[kind]:
        raise Refused("Choose one of the answers in the list.")
    Participant.objects.select_for_update().get(pk=participant.pk)
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
def offer_choice(*, participant, kind, picked="", on=None, by):
    """They were asked; without an answer yet, what they picked before stands."""
    if picked:
        return choose(participant=participant, kind=kind, picked=picked, on=on, by=by)
    Participant.objects.select_for_update().get(pk=participant.pk)
    standing = Choice.objects.current().filter(participant=participant, kind=kind).first()
    return standing or Choice.objects.create(participant=participant, kind=kind, offered_on=on or days.today())


@action("pause begun")
def pause(*, participant, at=None, by):
    """Twice is the same as once. No reason is asked."""
    Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.user_id:
        outbox.hold_back(participant.user)
    standing = Pause.objects.now().filter(participant=participant).first()
    return standing or Pause.objects.create(participant=participant, began_at=at or timezone.now())


@action("pause ended")
def come_back(*, participant, at=None, by):
    Pause.objects.now().filter(participant=participant).update(ended_at=at or timezone.now())
    return participant


@action("contact confirmed by the person")
def confirm_contact(*, participant, on=None, by):
    """The person says that what we know about reaching them is still right."""
    contact = participant.contact
    contact.checked_on = on or days.today()
    contact.save(update_fields=["checked_on"])
    return contact


@action("briefing answered by the person")
def say_about_briefing(*, briefing, briefed, by):
    """What the person says beats our tick."""
    Briefing.objects.filter(pk=briefing.pk).update(person_says=briefed)
    return briefing
