"""Two organisations of made-up people, and their projects in every state. All days are counted from today."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from coproduction.accounts.models import Organisation
from coproduction.base.days import today
from coproduction.base.scope import everywhere
from projects.money.models import Rate, RateCard

from . import cast
from .builder import DemoOrganisation
from .stories import dropin, history, others

BRAMBLESIDE = "Brambleside Together (made up)"
HARBOUR = "Harbour Lane (made up)"
ADVICE = "Brambleside Advice Shop (made up), 0117 496 0100"


def load(day=None):
    """Loads it once; where it is already there, does nothing. Returns whether it did anything."""
    if Organisation.objects.filter(name=BRAMBLESIDE).exists():
        return False
    day = day or today()
    with everywhere("the organisations are only being made"), transaction.atomic():
        load_brambleside(day)
        load_harbour(day)
    return True


def load_brambleside(day):
    with_sign_in = [name for name in cast.BRAMBLESIDE_PEOPLE if name not in ("Gwen", "Kit")]
    house = make_organisation(
        BRAMBLESIDE,
        cast.BRAMBLESIDE_STAFF,
        cast.BRAMBLESIDE_PEOPLE,
        domain="brambleside.example",
        digits=100,
        welcomed=310,
        signed_in=with_sign_in,
        day=day,
    )
    still_asked = [name for name in house.people if name not in ("Moss", "Nell")]
    cast.ask_again(house.people, still_asked, on=house.day(-30), by=house.coordinator)
    others.tell_shelter_review(house)
    dropin.tell_dropin(house)
    others.tell_welcome_desk(house)
    others.tell_hostel_food(house)
    others.tell_letters(house)
    others.tell_handbook(house)
    history.tell_history(house)


def load_harbour(day):
    house = make_organisation(
        HARBOUR,
        cast.HARBOUR_STAFF,
        cast.HARBOUR_PEOPLE,
        domain="harbourlane.example",
        digits=200,
        welcomed=70,
        signed_in=("Pia", "Quinn"),
        day=day,
    )
    others.tell_waiting_room(house)
    others.tell_van_hours(house)


def make_organisation(name, staff, people, *, domain, digits, welcomed, signed_in, day):
    """An organisation with its four members of staff, its people welcomed that many days ago, and its rates."""
    place = Organisation.objects.create(name=name, advice=ADVICE, set_up_at=timezone.now())
    coordinator, deputy, manager, finance = cast.hire_staff(place, staff, domain)
    since = day - timedelta(days=welcomed)
    return DemoOrganisation(
        organisation=place,
        coordinator=coordinator,
        deputy=deputy,
        manager=manager,
        finance=finance,
        people=cast.welcome_people(place, people, domain, digits, on=since, by=coordinator, signed_in=signed_in),
        rate=make_rate_card(place, day),
        today=day,
    )


def make_rate_card(organisation, day):
    """A card with dates, as an organisation might publish; the hourly rate is what the stories pay."""
    card = RateCard.objects.create(
        organisation=organisation, name="What we pay for people's time", valid_from=day - timedelta(days=400)
    )
    Rate.objects.create(card=card, name="Half a day", unit="half_day", pence=7500, covers_preparation=True)
    Rate.objects.create(card=card, name="Reading one paper", unit="task", pence=1250, covers_preparation=True)
    return Rate.objects.create(card=card, name="An hour", unit="hour", pence=2500)
