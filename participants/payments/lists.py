"""Payments of many projects as those read them who check and send money: what waits for whom, a page at a time."""

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.utils.http import urlencode

from coproduction.accounts.models.user import NAMELESS
from coproduction.base.http import whole_number
from coproduction.base.sorting import Sorting
from participants.people.likeness import closed_among
from projects.money.models import Rate

from .lateness import FIELDS
from .life import State, Step
from .models import Payment
from .summary import payment_summaries

PER_PAGE = 10

# What lists of payments that wait can be sorted by, and how they stand where nobody asks: promised first.
COLUMNS, PROMISED_FIRST = (
    {"promised": "due_on", "who": "participant__folded", "sum": "pence"},
    ("due_on", "recorded_at"),
)

# What a line shows, and what says whether it is late and whose hands it is for.
OWN = (
    *("pk", "activity_on", "reference", "unit", "rate_pence", "pay_way", *FIELDS),
    *("minutes_before", "minutes_during", "minutes_after"),
    *("organisation_id", "participant_id", "payee_id", "drafted_by_id", "approved_by_id"),
)
OF_OTHERS = (
    *("participant__name", "participant__user", "organisation__region", "project__title", "drafted_by__name"),
    "attendance__session",
)


class Listed(SimpleNamespace):
    """A payment as far as a line of a list tells of it: it answers as its record does, which takes longer to make."""

    minutes, is_draft = Payment.minutes, Payment.is_draft

    @classmethod
    def of(cls, row):
        *own, name, user_id, region, title, drafter, session_id = row
        return cls(
            **dict(zip(OWN, own, strict=True)),
            participant=SimpleNamespace(name=name, user_id=user_id),
            organisation=SimpleNamespace(region=region),
            project=SimpleNamespace(title=title),
            drafted_by=drafter or NAMELESS,
            session_id=session_id,
        )

    def get_state_display(self):
        return State(self.state).label

    def get_unit_display(self):
        return Rate.Unit(self.unit).label


def lines_of(payments):
    return payment_summaries(Listed.of(row) for row in payments.values_list(*OWN, *OF_OTHERS))


class Total(NamedTuple):
    """How many payments of one organisation are in one state, and how many of them are of some money, with its sum."""

    organisation: UUID
    state: str
    every: int
    some: int
    pence: int | None


class Totals(tuple[Total, ...]):
    """Asked for once for all lists of the page."""

    @classmethod
    def of(cls, payments):
        by_state = payments.order_by().values_list("organisation", "state")
        counts = {"every": Count("pence"), "some": Count("pence", filter=Q(pence__gt=0)), "sum": Sum("pence")}
        counted = by_state.annotate(**counts)
        return cls(Total(*row) for row in counted)

    def among(self, organisations, states):
        return Totals(row for row in self if row.organisation in organisations and row.state in states)

    @property
    def every(self):
        return sum(row.every for row in self)

    @property
    def some(self):
        return sum(row.some for row in self)

    @property
    def pence(self):
        return sum(row.pence or 0 for row in self)


class Counted(Paginator):
    """Of a list whose length is known already."""

    def __init__(self, rows, count):
        super().__init__(rows, PER_PAGE)
        self.count = count


class Places(dict[str, int]):
    """Which page of each list is in sight, and how they are sorted, as it stands in the address; what makes no sense
    there is left out.
    """

    sorting: Sorting

    @classmethod
    def of(cls, asked, names: Iterable[str]):
        numbers = ((name, whole_number(asked.get(name, ""))) for name in names)
        found = cls((name, number) for name, number in numbers if number)
        found.sorting = Sorting.of(asked, COLUMNS, "promised")
        return found

    def kept(self, moving: str) -> str:
        """What stands of the other lists, as it goes on in the address of another page of this one."""
        others = {name: number for name, number in self.items() if name != moving}
        return (f"{urlencode(others)}&" if others else "") + self.sorting.in_address

    @property
    def here(self) -> str:
        return self.kept(moving="").removesuffix("&")

    @property
    def order(self):
        return self.sorting.order if self.sorting.in_address else PROMISED_FIRST


def one_page(payments, rows, count, places: Places, name: str, order=PROMISED_FIRST):
    """A page of `rows` with what is shown beside it. The database picks them by their ids before it reads them."""
    ids = rows.order_by(*order).values("pk")
    page = Counted(ids, count).get_page(places.get(name))
    slips = lines_of(payments.filter(pk__in=page.object_list).order_by(*order)) if count else []
    return {"page": page, "name": name, "kept": places.kept(name), "here": places.here, "slips": slips}


def queue(payments, rows, totals: Totals, places: Places, step: Step, user) -> dict[str, Any]:
    """A page of those that wait for a step, and whether somebody else has to take it."""
    shown = one_page(payments, rows, totals.some, places, step.key, places.order)
    closed = closed_among(user, [slip.payment for slip in shown["slips"]])
    lines = [{"slip": slip, "not_you": step.refusal(slip.payment, user, closed)} for slip in shown["slips"]]
    return {
        **shown,
        "sorting": places.sorting,
        "rows": lines,
        "step": step,
        "count": totals.some,
        "pence": totals.pence,
    }
