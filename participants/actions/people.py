from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coproduction.accounts.audit import action
from coproduction.accounts.models import Membership, User
from coproduction.base import days, post
from coproduction.base.refusals import Refused
from participants.models import AccessNeed, Channel, Participant, SafeContact, Strength

from .choices import choose


@action("person welcomed")
def welcome(
    *, organisation, name, contact, channels, phone="", email="", needs=(), strengths=(), choices=None, on=None, by
):
    """Where the phone or email cannot be used to sign in, the person is welcomed all the same, without a sign-in.

    `contact` has hours, voicemail, shared_phone, say_from, dont_chase; `channels` is {kind: (safe, address)};
    `choices` is {kind: picked}.
    """
    on = on or days.today()
    user = new_sign_in(organisation, name, phone, email)
    participant = Participant.objects.create(
        organisation=organisation, user=user, name=name, welcomed_on=on, welcomed_by=by
    )
    keep_contact(participant, contact, channels, on)
    keep_what_helps(participant, needs, strengths, on)
    for kind, picked in (choices or {}).items():
        choose(participant=participant, kind=kind, picked=picked, on=on, by=by)
    return participant


def new_sign_in(organisation, name, phone, email):
    """A sign-in of the person's own; None where none was asked for, or where it cannot be theirs alone."""
    if not phone and not email:
        return None
    try:
        with transaction.atomic():
            user = User.objects.create_user(name=name, phone=phone or None, email=email or None)
            Membership.objects.create(user=user, organisation=organisation, role=Membership.Role.PARTICIPANT)
            return user
    except (ValidationError, IntegrityError):
        return None


@action("sign-in switched on")
def switch_on_sign_in(*, participant, phone="", email="", by):
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.user_id:
        raise Refused(f"{participant.name} can sign in already.")
    participant.user = new_sign_in(participant.organisation, participant.name, phone, email)
    if participant.user is None:
        raise Refused("We could not switch on sign-in with that. Ask them for another, or go on without.")
    participant.save(update_fields=["user"])
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
        post.hold_back(participant.user)


@action("asked what helps")
def ask_what_helps(*, participant, needs, strengths, on: date | None = None, by):
    """The lines that stand now: a need no longer among them ends, and nothing at all is an answer too."""
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    keep_what_helps(participant, needs, strengths, on or days.today())
    return participant


def keep_what_helps(participant, needs, strengths, on):
    standing = {need.words: need for need in participant.needs.filter(ended_on__isnull=True)}
    gone = [need.pk for words, need in standing.items() if words not in needs]
    AccessNeed.objects.filter(pk__in=gone).update(ended_on=on)
    new = [words for words in dict.fromkeys(needs) if words not in standing]
    AccessNeed.objects.bulk_create(AccessNeed(participant=participant, words=words) for words in new)
    kept = set(participant.strengths.values_list("words", flat=True))
    participant.strengths.exclude(words__in=strengths).delete()
    added = [words for words in dict.fromkeys(strengths) if words not in kept]
    Strength.objects.bulk_create(Strength(participant=participant, words=words) for words in added)
    participant.needs_asked_on = participant.strengths_asked_on = on
    participant.save(update_fields=["needs_asked_on", "strengths_asked_on"])
