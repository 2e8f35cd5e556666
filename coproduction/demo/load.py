"""Two organisations of made-up people, and their projects in every state. All days are counted from today."""

from datetime import timedelta

from django.db import transaction

from coproduction.accounts.models import Organisation
from coproduction.base.days import today
from projects.models import Rate, RateCard

from . import cast
from .stories import dropin, history, others
from .teller import House

BRAMBLESIDE = "Brambleside Together (made up)"
HARBOUR = "Harbour Lane (made up)"
ADVICE = "Brambleside Advice Shop (made up), 0117 496 0100"


@transaction.atomic
def load(day=None):
    """Loads it once; where it is already there, does nothing. Returns whether it did anything."""
    if Organisation.objects.filter(name=BRAMBLESIDE).exists():
        return False
    day = day or today()
    brambleside(day)
    harbour(day)
    return True


def brambleside(day):
    place = cast.organisation(BRAMBLESIDE, ADVICE)
    staff = cast.staff(place, cast.BRAMBLESIDE_STAFF, "brambleside.example")
    welcomed = cast.people(
        place,
        cast.BRAMBLESIDE_PEOPLE,
        "brambleside.example",
        100,
        on=day - timedelta(days=310),
        by=staff["cora"],
        signed_in=tuple(name for name in cast.BRAMBLESIDE_PEOPLE if name not in ("Gwen", "Kit")),
    )
    still_asked = [name for name in welcomed if name not in ("Moss", "Nell")]
    cast.ask_again(welcomed, still_asked, on=day - timedelta(days=30), by=staff["cora"])
    house = House(
        organisation=place,
        coordinator=staff["cora"],
        deputy=staff["sam"],
        manager=staff["mina"],
        finance=staff["fin"],
        people=welcomed,
        rate=rates(place, day),
        today=day,
    )
    others.shelter_review(house)
    dropin.tell(house)
    others.welcome_desk(house)
    others.hostel_food(house)
    others.letters(house)
    others.handbook(house)
    history.tell(house)


def harbour(day):
    place = cast.organisation(HARBOUR, ADVICE)
    staff = cast.staff(place, cast.HARBOUR_STAFF, "harbourlane.example")
    welcomed = cast.people(
        place,
        cast.HARBOUR_PEOPLE,
        "harbourlane.example",
        200,
        on=day - timedelta(days=70),
        by=staff["orla"],
        signed_in=("Pia", "Quinn"),
    )
    house = House(
        organisation=place,
        coordinator=staff["orla"],
        deputy=staff["per"],
        manager=staff["oli"],
        finance=staff["otis"],
        people=welcomed,
        rate=rates(place, day),
        today=day,
    )
    others.waiting_room(house)
    others.van_hours(house)


def rates(organisation, day):
    """A card with dates, as an organisation might publish; the hourly rate is what the stories pay."""
    card = RateCard.objects.create(
        organisation=organisation, name="What we pay for people's time", valid_from=day - timedelta(days=400)
    )
    Rate.objects.create(card=card, name="Half a day", unit="half_day", pence=7500, covers_preparation=True)
    Rate.objects.create(card=card, name="Reading one paper", unit="task", pence=1250, covers_preparation=True)
    return Rate.objects.create(card=card, name="An hour", unit="hour", pence=2500)
