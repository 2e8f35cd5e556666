from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Q

from coproduction.accounts.audit import action, note
from coproduction.accounts.models import Organisation, User
from coproduction.base.refusals import Refused

from .models import Rate, RateCard


@action("rate card published")
def publish_rates(
    *,
    organisation: Organisation,
    name: str,
    valid_from: date,
    rates: Iterable[tuple[str, str, int]],
    covers_preparation: bool = False,
    below_floor: bool = False,
    by: User,
) -> RateCard:
    """`rates`: triples of name, unit and pence. The card before ends the day before; what was promised by it stands.

    `below_floor`: whoever publishes it was asked whether they mean an hour below the wage floor, and said yes.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    cards = RateCard.objects.filter(organisation=organisation)
    if cards.filter(valid_from__gte=valid_from).exists():
        raise Refused("There is a card that counts from that day or later. Choose a later day.")
    still_open = Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from)
    cards.filter(still_open).update(valid_to=valid_from - timedelta(days=1))
    card = RateCard.objects.create(organisation=organisation, name=name, valid_from=valid_from)
    Rate.objects.bulk_create(
        Rate(card=card, name=rate, unit=unit, pence=pence, covers_preparation=covers_preparation)
        for rate, unit, pence in rates
    )
    if below_floor:
        note("rate below the wage floor confirmed", about=card, by=by)
    return card
