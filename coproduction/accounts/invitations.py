"""How staff come in: by an invitation that is theirs alone, for seven days, once.

Nothing in the message opens anything: the person proves the address by a sign-in code, and finds the invitation inside.
"""

import unicodedata
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from coproduction.base import outbox
from coproduction.base.models import Channel, Wording
from coproduction.base.refusals import Refused
from coproduction.base.scope import everywhere, within

from .audit import action, note
from .models import Invitation, Membership, Organisation, SignInCard, User
from .roles import NAMES, roles_in

STANDS = timedelta(days=7)
OVER = "This invitation does not stand any more."


def folded(typed):
    """An address as it is kept: two ways of typing the same letters are one, letters that only look alike are not."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


def lock_organisation(organisation):
    """Waits for whoever else changes this organisation's people or settings; gives the row as it is then."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)


def own_invitations(user):
    """A person's own invitations, of whichever organisation, the oldest first."""
    with everywhere("a person's own invitations come from organisations in which they have no part yet"):
        mine = Invitation.objects.filter(user=user).select_related("organisation", "invited_by")
        return list(mine.order_by("invited_at", "pk"))


def is_current(invitation):
    return not (invitation.accepted_at or invitation.withdrawn_at) and invitation.ends_at > timezone.now()


@action("member invited")
def invite(*, organisation, name, email, roles, by):
    """Asks the person at this address to work here. `by` is None where the organisation is only being made.

    What it does and says is the same whether the address is known elsewhere or not.
    """
    if not roles or set(roles) - set(NAMES):
        raise Refused("Choose at least one role.")
    organisation, now = lock_organisation(organisation), timezone.now()
    person, _ = User.objects.get_or_create(
        email=folded(email), defaults={"name": name, "password": make_password(None)}
    )
    if roles_in(organisation, person):
        raise Refused("They work here already. Change their roles instead.")
    open_ones = Invitation.objects.filter(
        organisation=organisation, user=person, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    if open_ones.current(now).exists():
        raise Refused("This address is invited already. To change the roles, take that invitation back first.")
    open_ones.update(withdrawn_at=now)
    invitation = Invitation.objects.create(
        organisation=organisation,
        user=person,
        roles=[role for role in NAMES if role in roles],
        invited_by=by,
        invited_at=now,
        ends_at=now + STANDS,
    )
    enqueue_invitation(invitation)
    return invitation


def enqueue_invitation(invitation):
    """Not to a participant of any organisation: how they may be reached is theirs to say, and is kept elsewhere."""
    person = invitation.user
    takes_part = Membership.objects.filter(user=person, role=Membership.Role.PARTICIPANT).exists()
    if takes_part or person.email_unsafe:
        return
    outbox.enqueue(
        key=f"invite:{invitation.pk}",
        organisation=invitation.organisation,
        recipient=person,
        channel=Channel.EMAIL,
        address=person.email,
        wording=Wording.INVITE,
    )


@action("invitation withdrawn")
def withdraw(*, invitation, by):
    return end_invitation(invitation, withdrawn_at=timezone.now())


@action("invitation declined")
def decline(*, invitation, by):
    return answer_invitation(invitation, by, withdrawn_at=timezone.now())


@action("invitation accepted")
def accept(*, invitation, name, by):
    """The person works there from now on. Of two answers at the same moment one counts."""
    answer_invitation(invitation, by, accepted_at=timezone.now())
    for role in NAMES:
        if role in invitation.roles:
            membership, _ = Membership.objects.get_or_create(
                user=by, organisation_id=invitation.organisation_id, role=role, ended_at__isnull=True
            )
            note("role given", about=membership, by=by)
    withdraw_cards(by)
    by.name = name
    by.save(update_fields=["name"])
    return invitation


def withdraw_cards(user):
    """Cards are for who takes part alone. One from before would work again on the day their roles end."""
    with everywhere("a card of any organisation opens all that its person may open"):
        unused = SignInCard.objects.filter(user=user, used_at__isnull=True, withdrawn_at__isnull=True)
        unused.update(withdrawn_at=timezone.now())


def answer_invitation(invitation, by, **how):
    """By the invited person, who has no part in that organisation yet: its scope is opened for this alone."""
    if invitation.user_id != by.pk:
        raise Refused(OVER)
    with within({invitation.organisation_id}):
        return end_invitation(invitation, **how)


def end_invitation(invitation, **how):
    """One update decides: what somebody else has ended or used in the meantime is refused."""
    if not Invitation.objects.current(timezone.now()).filter(pk=invitation.pk).update(**how):
        raise Refused(OVER)
    return invitation
