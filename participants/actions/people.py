from datetime import date

from coproduction.accounts.addresses import give_addresses, new_participant, same_address, take_away_addresses
from coproduction.accounts.audit import action
from coproduction.accounts.cards import takes_part_alone
from coproduction.accounts.models import User
from coproduction.base import days, outbox
from coproduction.base.access import STAFF
from coproduction.base.refusals import Refused
from coproduction.base.scope import everywhere
from participants.models import AccessNeed, Channel, GivenAddress, Participant, SafeContact, Strength

from .choices import offer_choice


@action("person welcomed")
def welcome(
    *,
    organisation,
    name,
    contact=None,
    channels=None,
    phone="",
    email="",
    by_card=False,
    needs=None,
    strengths=None,
    choices=None,
    on=None,
    by,
):
    """A sign-in is made where one was asked for: by a phone, an email, or `by_card` alone.

    `contact` has hours, voicemail, shared_phone, say_from, dont_chase; `channels` is {kind: (safe, address)};
    `needs` and `strengths` are lines; `choices` is {kind: picked, or "" where it was offered and not answered yet}.
    None, or a kind left out: they were not asked.
    """
    on = on or days.today()
    wanted = phone or email or by_card
    user = new_participant(organisation=organisation, name=name, phone=phone, email=email) if wanted else None
    participant = Participant.objects.create(
        organisation=organisation, user=user, name=name, welcomed_on=on, welcomed_by=by
    )
    GivenAddress.keep(participant, phone, email, sign_in=True)
    if contact is not None:
        keep_contact(participant, contact, channels, on)
    keep_what_helps(participant, needs, strengths, on)
    for kind, picked in (choices or {}).items():
        offer_choice(participant=participant, kind=kind, picked=picked, on=on, by=by)
    return participant


@action("sign-in switched on")
def switch_on_sign_in(*, participant, phone="", email="", by):
    """With neither phone nor email the person comes in by a card."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.user_id:
        raise Refused(f"{participant.name} can sign in already.")
    participant.user = new_participant(
        organisation=participant.organisation, name=participant.name, phone=phone, email=email
    )
    participant.save(update_fields=["user"])
    GivenAddress.keep(participant, phone, email, sign_in=True)
    mark_unsafe(participant)
    return participant


@action("sign-in changed")
def change_sign_in(*, participant, phone="", email="", take_away=(), by):
    """What is given takes the place of what was there; `take_away` names what goes with nothing in its place."""
    user = User.objects.select_for_update().get(pk=participant.user_id)
    if not takes_part_alone(user, participant.organisation_id):
        raise Refused(f"We cannot change how {participant.name} signs in. They can do it themselves.")
    given = {field for field, address in (("phone", phone), ("email", email)) if address}
    take_away_addresses(user, given | set(take_away))
    give_addresses(user, phone, email)
    GivenAddress.keep(participant, phone, email, sign_in=True)
    mark_unsafe(participant)
    return participant


@action("safe contact asked again")
def recheck_contact(*, participant, contact, channels, on: date | None = None, by):
    """Takes what `welcome` takes. It is dated even where nothing changed: it was asked."""
    keep_contact(participant, contact, channels, on or days.today())
    return participant


def keep_contact(participant, contact, channels, on):
    safe, _ = SafeContact.objects.update_or_create(participant=participant, defaults={**contact, "checked_on": on})
    for kind, (answer, address) in channels.items():
        Channel.objects.update_or_create(contact=safe, kind=kind, defaults={"safe": answer, "address": address})
    if participant.user_id and any(answer != Channel.Safe.YES for answer, _ in channels.values()):
        # What waits to be sent was meant for what was safe before; it stands on their page all the same.
        outbox.hold_back(participant.user)
    mark_unsafe(participant)


def mark_unsafe(participant):
    """No sign-in code goes where the person said that a message is not safe: to that number or address, or, where they
    named none, to any. Said otherwise later, it goes there again.
    """
    if not participant.user_id:
        return
    user = User.objects.get(pk=participant.user_id)
    with everywhere("what is not safe for a person is not safe, whoever was told"):
        said = Channel.objects.filter(contact__participant__user=user, safe=Channel.Safe.NO)
        unsafe = list(said.values_list("kind", "address"))
    user.phone_unsafe = any(kind == "text" and same_address(said, user.phone) for kind, said in unsafe)
    # The email of somebody who works here is how work lets them in: not a colleague's to shut.
    shut = any(kind == "email" and same_address(said, user.email) for kind, said in unsafe)
    user.email_unsafe = shut and not user.roles & STAFF
    user.save(update_fields=["phone_unsafe", "email_unsafe"])


@action("asked what helps")
def ask_what_helps(*, participant, needs=None, strengths=None, on: date | None = None, by):
    """The lines that stand now: a need no longer among them ends, and nothing at all is an answer too.

    None where that was not asked: what stands stays as it is.
    """
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    keep_what_helps(participant, needs, strengths, on or days.today())
    return participant


def keep_what_helps(participant, needs, strengths, on):
    if needs is not None:
        keep_needs(participant, needs, on)
        note_asked(participant, "needs", on)
    if strengths is not None:
        keep_strengths(participant, strengths)
        note_asked(participant, "strengths", on)


def note_asked(participant, what, on):
    """Keeps the first day and the last: who was asked in time stays so, however often they are asked again."""
    first, again = f"{what}_asked_on", f"{what}_asked_again_on"
    days_asked = sorted({day for day in (getattr(participant, first), getattr(participant, again), on) if day})
    setattr(participant, first, days_asked[0])
    setattr(participant, again, days_asked[-1] if len(days_asked) > 1 else None)
    participant.save(update_fields=[first, again])


def keep_needs(participant, needs, on):
    standing = {need.words: need for need in participant.needs.filter(ended_on__isnull=True)}
    gone = [need.pk for words, need in standing.items() if words not in needs]
    AccessNeed.objects.filter(pk__in=gone).update(ended_on=on)
    new = [words for words in dict.fromkeys(needs) if words not in standing]
    AccessNeed.objects.bulk_create(AccessNeed(participant=participant, words=words) for words in new)


def keep_strengths(participant, strengths):
    kept = set(participant.strengths.values_list("words", flat=True))
    participant.strengths.exclude(words__in=strengths).delete()
    added = [words for words in dict.fromkeys(strengths) if words not in kept]
    Strength.objects.bulk_create(Strength(participant=participant, words=words) for words in added)
