"""What is owed to a person, as lines of Today: money, an answer, a promise, a talk, news, a check that it is still safe
to write to them. It is the list of queries.py, of closed projects too.

Written for the coordinators of the projects: the lines name people.
"""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from coproduction.base.due import WEEK, Due
from coproduction.base.tags import near_day
from participants.contact.models import SafeContact
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.payments.models import Payment
from participants.payments.summary import PaymentSummary
from participants.people.models import Participant
from participants.promises.models import Promise
from projects import deadlines
from projects.stages.models import Stage

from .models import OwedKind
from .queries import ONE_TO_DO, handed_over, owed_in

# How long before its day a thing stands on Today; all else for a week.
AHEAD = {OwedKind.PAYMENT: timedelta(days=3), OwedKind.SESSION: timedelta(0)}


def as_due(projects, user, day):
    """Lines for these projects on this day, in a fixed number of queries. What this user has taken on always shows."""
    projects = list(projects)
    taken = handed_over(projects)
    rows = [row for row in owed_in(projects) if is_shown(row, taken.get(row.key), user, day)]
    about = details(projects, rows, day)
    grouped = defaultdict(list)
    for row in rows:
        on = taken.get(row.key)
        whose = (on.handed_to_id, on.by_when) if on else None
        # What is late is no line with what is not.
        is_late = last_day(row, on) < day
        grouped[row.kind, row.project, *TOGETHER[row.kind](row, about), whose, is_late].append(row)
    for (kind, project_id, *_), same in grouped.items():
        sentence, action, route, ids = LINES[kind](same, about)
        on = taken.get(same[0].key)
        days = {last_day(row, on) for row in same}
        principle = PRINCIPLES.get(kind, "resources")
        whose = whose_words(on, user) if on else ""
        ids = {"project_id": project_id, **ids}
        yield Due(min(days), principle, sentence + whose, action, route, ids, first_of_several=len(days) > 1)


def last_day(row, taken_on):
    return min(filter(None, (row.due, taken_on and taken_on.by_when)))


def is_shown(row, taken_on, user, day):
    if taken_on and taken_on.handed_to_id == user.pk:
        return True
    if row.due is None:
        return False
    if row.kind == OwedKind.QUESTIONS:
        # Until then people answer, and nobody can do anything.
        return row.is_late(day)
    return row.due <= day + AHEAD.get(row.kind, WEEK)


def whose_words(on, user):
    who = "You have" if on.handed_to_id == user.pk else f"{on.handed_to} has"
    return f". {who} this, by {near_day(on.by_when)}"


class Details(NamedTuple):
    """What the lines say beside what every row has."""

    day: object
    names: dict
    slips: dict
    promised: dict
    updates: dict
    stages: dict

    def name_of(self, row):
        return self.names[row.person]


def details(projects, rows, day):
    """In one query for each kind of record."""
    ids = defaultdict(list)
    for row in rows:
        ids[row.kind].append(row.about)
    payments = Payment.objects.filter(pk__in=ids[OwedKind.PAYMENT]).select_related("organisation")
    persons = {row.person for row in rows if row.person}
    return Details(
        day=day,
        names=dict(Participant.objects.filter(pk__in=persons).values_list("pk", "name")),
        slips={payment.pk: PaymentSummary(payment, day) for payment in payments},
        promised=dict(Promise.objects.filter(pk__in=ids[OwedKind.PROMISE]).values_list("pk", "words")),
        updates=dict(Delivery.objects.filter(pk__in=ids[OwedKind.DELIVERY]).values_list("pk", "update_id")),
        stages=dict(Stage.objects.filter(pk__in={row.stage for row in rows if row.stage}).values_list("pk", "name")),
    )


# What makes several things one to do, beside their kind, their project and who has taken it on.
TOGETHER = ONE_TO_DO | {
    OwedKind.PAYMENT: lambda row, about: (row.happened_on, about.slips[row.about].waits_for),
    OwedKind.ANSWER: lambda row, about: (row.settled_on is None,),
}

# What it serves, where that is not Resources.
PRINCIPLES = {
    OwedKind.ANSWER: "relationships",
    OwedKind.PROMISE: "relationships",
    OwedKind.QUESTIONS: "sustainability",
}


def payment_line(rows, about):
    """What is waited for is one thing to do, however many people wait. How late it is stands beside the line."""
    first, single = rows[0], len(rows) == 1
    names = those([about.name_of(row) for row in rows], "payment", "payments")
    step = about.slips[first.about].waits_for or "not with them yet"
    on = f"{first.happened_on.day} {first.happened_on:%B}"
    return f"{names} for {on} {'is' if single else 'are'} due: {step}", "Open the money", "money:project", {}


def those(names, singular, plural):
    """ "Ben's payment", or "3 payments"."""
    return f"{names[0]}'s {singular}" if len(names) == 1 else f"{len(names)} {plural}"


def who_has(rows, about):
    return f"{about.name_of(rows[0])} has" if len(rows) == 1 else f"{len(rows)} people have"


def put_off_line(rows, about):
    names = those([about.name_of(row) for row in rows], "payment", "payments")
    on = f"{rows[0].happened_on.day} {rows[0].happened_on:%B}"
    return f"{names} for {on}: put off, and still theirs", "Open the money", "money:project", {}


def session_line(rows, about):
    (row,) = rows
    on = f"{row.happened_on:%A} {row.happened_on.day} {row.happened_on:%B}"
    today = "There is a session today to log"
    sentence = f"The session on {on} is not logged yet" if row.is_late(about.day) else today
    return sentence, "Log this session", "stages:log_session", {"session_id": row.about}


def answer_line(rows, about):
    single = len(rows) == 1
    if rows[0].settled_on:
        what = "One answer was" if single else f"{len(rows)} answers were"
        return f"{what} given, and not told yet", "Tell them", "gatherings:said", {}
    what = "One thing that was said has" if single else f"{len(rows)} things that were said have"
    return f"{what} no answer yet", "Answer", "gatherings:said", {}


def promise_line(rows, about):
    (row,) = rows
    ids = {"promise_id": row.about}
    return f"You said: {about.promised[row.about]}", "Kept, or changed?", "gatherings:promise", ids


def update_line(rows, about):
    return "People have not been told how things stand for a while", "Tell people", "gatherings:tell", {}


def delivery_line(rows, about):
    on = f"{rows[0].happened_on.day} {rows[0].happened_on:%B}"
    ids = {"update_id": about.updates[rows[0].about]}
    return f"{who_has(rows, about)} not heard the update of {on} yet", "Tell them", "gatherings:update", ids


def briefing_line(rows, about):
    stage = rows[0].stage
    sentence = f"{who_has(rows, about)} not been briefed for {about.stages[stage]}"
    return sentence, "Brief them", "stages:brief", {"stage_id": stage}


def debrief_line(rows, about):
    stage = rows[0].stage
    sentence = f"{who_has(rows, about)} not been asked how {about.stages[stage]} was"
    return sentence, "Ask them", "stages:stage", {"stage_id": stage}


def project_debrief_line(rows, about):
    return f"{who_has(rows, about)} not been asked how the whole project was", "Ask them", "stages:talks", {}


def questions_line(rows, about):
    (row,) = rows
    sentence = f"The six questions after {about.stages[row.stage]} can be closed, so that the answers count"
    return sentence, "Close them", "stages:stage", {"stage_id": row.stage}


LINES = {
    OwedKind.PAYMENT: payment_line,
    OwedKind.PUT_OFF: put_off_line,
    OwedKind.SESSION: session_line,
    OwedKind.ANSWER: answer_line,
    OwedKind.PROMISE: promise_line,
    OwedKind.UPDATE: update_line,
    OwedKind.DELIVERY: delivery_line,
    OwedKind.BRIEFING: briefing_line,
    OwedKind.DEBRIEF: debrief_line,
    OwedKind.PROJECT_DEBRIEF: project_debrief_line,
    OwedKind.QUESTIONS: questions_line,
}


def contacts_due(projects, day):
    """Of live projects alone: nothing is written in one that has closed."""
    people = Involvement.objects.for_projects(projects).active().values("participant")
    asked_before = day + WEEK - deadlines.CONTACT_CHECK
    stale = SafeContact.objects.filter(participant__in=people, checked_on__lte=asked_before)
    for contact in stale.select_related("participant"):
        sentence = f"Ask {contact.participant.name} again how it is safe to reach them"
        by, ids = deadlines.contact_check(contact.checked_on), {"person_id": contact.participant_id}
        yield Due(by, "trauma_informed", sentence, "Ask again", "people:contact", ids, safety=True)
    for person in Participant.objects.current().never_asked_contact().filter(pk__in=people):
        sentence = f"Ask {person.name} how it is safe to reach them"
        ids = {"person_id": person.pk}
        yield Due(person.welcomed_on, "trauma_informed", sentence, "Ask", "people:contact", ids, safety=True)
