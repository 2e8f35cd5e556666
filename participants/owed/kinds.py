"""What one thing that is owed is made of, when each kind of it is due, and what of it is one thing to do."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

from participants.payments.life import State
from projects import deadlines

from .models import OwedKind


class TakenOn(NamedTuple):
    """Who of the team has what is owed, and until when."""

    handed_to_id: UUID
    name: str
    by_when: date


class Owed(NamedTuple):
    """One thing that is owed: its kind, the id of its record (or of what it hangs on: the involvement for a talk in a
    stage, the person for a talk about the whole project, the project for an update), and to whom: a person's id, or
    None for everyone in the project. `happened_on`: the day it goes back to. `due`: None where no day is promised.
    `name`: the person's, where a line can name them. `says`: what a line says of it: the state of a payment, what came
    of what was said ("" where nobody answered), the words of a promise, the id of an update, the name of a stage.
    """

    kind: str
    about: UUID
    project: UUID
    stage: UUID | None
    person: UUID | None
    happened_on: date
    due: date | None
    name: str = ""
    says: str = ""
    taken_on: TakenOn | None = None

    @property
    def key(self):
        return str(self.kind), self.about

    def is_late(self, day):
        return self.due is not None and self.due < day


def promised(day, happened_on):
    """The last day is written down as it was promised."""
    return day


def no_day(day, happened_on):
    """The person asked us to wait."""


def before_the_first_session(first, joined_on):
    if first is None:
        return deadlines.newcomer_briefing(joined_on)
    return deadlines.briefing(first, joined_late=joined_on >= first)


DUE_FROM = {
    OwedKind.PAYMENT: promised,
    OwedKind.PUT_OFF: no_day,
    OwedKind.SESSION: promised,
    OwedKind.ANSWER: lambda day, happened_on: deadlines.answer(day),
    OwedKind.PROMISE: promised,
    OwedKind.DELIVERY: lambda day, happened_on: deadlines.delivery(day),
    OwedKind.QUESTIONS: promised,
    OwedKind.BRIEFING: before_the_first_session,
    OwedKind.DEBRIEF: lambda day, happened_on: deadlines.debrief(day),
    OwedKind.PROJECT_DEBRIEF: lambda day, happened_on: deadlines.project_debrief(day),
}


def owed(row):
    kind = OwedKind.PUT_OFF if row.says == State.LATER and row.kind == OwedKind.PAYMENT else row.kind
    due = DUE_FROM[kind](row.counts_from, row.happened_on)
    whom = (row.project, row.stage, row.person)
    return Owed(kind, row.about, *whom, row.happened_on, due, row.name, row.says)


# What makes several things one to do, beside their kind and their project.
ONE_TO_DO = {
    OwedKind.PAYMENT: lambda row: (row.happened_on, row.says),
    OwedKind.PUT_OFF: lambda row: (row.happened_on,),
    OwedKind.SESSION: lambda row: (row.about,),
    OwedKind.ANSWER: lambda row: (not row.says,),
    OwedKind.PROMISE: lambda row: (row.about,),
    OwedKind.UPDATE: lambda row: (),
    OwedKind.DELIVERY: lambda row: (row.says,),
    OwedKind.BRIEFING: lambda row: (row.stage,),
    OwedKind.DEBRIEF: lambda row: (row.stage,),
    OwedKind.PROJECT_DEBRIEF: lambda row: (),
    OwedKind.QUESTIONS: lambda row: (row.about,),
}


def things_to_do(rows: Iterable[Owed], apart) -> list[list[Owed]]:
    """What is one thing to do, however many people wait for it, and is in the same hands. `apart`: what else keeps two
    rows apart on a page.
    """
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.kind, row.project, *ONE_TO_DO[OwedKind(row.kind)](row), row.taken_on, apart(row)].append(row)
    return list(grouped.values())
