"""One person, one pair of hands. Where a participant looks like a colleague, money to them is closed to that colleague.

It is asked at the moment of each step, from what was ever given for the person, and from the colleague's own account as
it is now. So it holds at once, for payments that were there before, and for colleagues who come later; no job and no
flag can be late or forgotten. Nobody is told: the words are those that anyone reads whose hands are closed.

Alike are: a phone or email of the colleague's account, in any spelling, given to reach the person or to sign in with;
and the same full name. A name alone may be a namesake's, and then somebody else approves, which costs little; a first
name alone is no likeness. An answer opens nothing: whoever would cheat would say "no".
"""

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Upper
from django.db.models.lookups import Exact

from coproduction.accounts.spellings import spellings
from coproduction.base.access import STAFF
from coproduction.base.read_once import once

from .models import GivenAddress, Participant, SamePerson, digest


def closed_to(user, organisations):
    """Participants of these organisations (ids) whose money this user has no hand in. One query."""
    given = GivenAddress.objects.filter(same__in=marks_of(user, organisations)).values("participant")
    said = SamePerson.objects.filter(user=user, answer=SamePerson.Answer.YES).values("participant")
    alike = [Participant.objects.filter(user=user).values("pk"), given, said]
    if len(names := user.name.split()) > 1:
        # As the index is written, so that not every name is read.
        namesake = Exact(Upper("name"), Upper(Value(" ".join(names))))
        alike.append(Participant.objects.filter(namesake).values("pk"))
    first, *others = (rows.order_by() for rows in alike)
    return Participant.objects.filter(pk__in=first.union(*others, all=True), organisation__in=organisations)


def ids_closed_to(user, organisations):
    """They are few. A page asks for them more than once: beside each payment, and whether to ask this colleague."""

    def ids():
        return closed_to(user, organisations).values_list("pk", flat=True)

    return set(once(("money closed to", user.pk, frozenset(organisations)), ids))


def marks_of(user, organisations):
    own = [spelled.same for address in (user.email, user.phone) for spelled in spellings(address)]
    return [digest(place, mark) for place in organisations for mark in own]


def closed_among(user, payments):
    """Ids of the participants among those of these payments whose money is closed to this user."""
    ids = {payment.participant_id for payment in payments}
    places = {payment.organisation_id for payment in payments}
    return ids & ids_closed_to(user, places) if ids else set()


def to_ask_about(user):
    """Participants about whom this colleague has not said yet whether it is them."""
    asked = SamePerson.objects.filter(participant=OuterRef("pk"), user=user)
    places = user.organisations_as(STAFF)
    return closed_to(user, places).exclude(user=user).exclude(Exists(asked)).order_by("organisation", "pk")


def is_to_be_asked(user):
    """Whether there is somebody about whom this colleague has not said yet whether it is them."""
    return bool(ids_closed_to(user, user.organisations_as(STAFF))) and to_ask_about(user).exists()
