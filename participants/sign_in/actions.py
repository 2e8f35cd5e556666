from collections.abc import Iterable

from coproduction.accounts.addresses import create_participant, give_addresses, take_away_addresses
from coproduction.accounts.audit import action
from coproduction.accounts.cards import takes_part_alone
from coproduction.accounts.models import User
from coproduction.base.refusals import Refused
from participants.contact.actions import mark_unsafe
from participants.people.models import GivenAddress, Participant


@action("sign-in switched on")
def switch_on_sign_in(*, participant: Participant, phone: str = "", email: str = "", by: User) -> Participant:
    """With neither phone nor email the person comes in by a card."""
    participant = Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if participant.user_id:
        raise Refused(f"{participant.name} can sign in already.")
    participant.user = create_participant(
        organisation=participant.organisation, name=participant.name, phone=phone, email=email
    )
    participant.save(update_fields=["user"])
    GivenAddress.keep(participant, phone, email, sign_in=True)
    mark_unsafe(participant)
    return participant


@action("sign-in changed")
def change_sign_in(
    *, participant: Participant, phone: str = "", email: str = "", take_away: Iterable[str] = (), by: User
) -> Participant:
    """What is given takes the place of what was there; `take_away` names what goes with nothing in its place."""
    # There is a sign-in to change: one is never taken away again.
    assert participant.user_id is not None
    user = User.objects.select_for_update(no_key=True).get(pk=participant.user_id)
    if not takes_part_alone(user, participant.organisation_id):
        raise Refused(f"We cannot change how {participant.name} signs in. They can do it themselves.")
    given = {field for field, address in (("phone", phone), ("email", email)) if address}
    take_away_addresses(user, given | set(take_away))
    give_addresses(user, phone, email)
    GivenAddress.keep(participant, phone, email, sign_in=True)
    mark_unsafe(participant)
    return participant
