"""What is owed to a person, as lines of Today: money, an answer, a promise, a talk, news, a check that it is still safe
to write to them. It is the list of queries.py, of closed projects too.

Written for the coordinators of the projects: the lines name people.
"""

from datetime import timedelta
from uuid import UUID

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Coalesce

from coproduction.base.due import NO_ID, WEEK, Due, in_shape
from coproduction.base.tags import near_day
from participants.involvement.models import Involvement
from participants.payments.life import SHOWN
from participants.people.models import Participant
from projects import deadlines

from .kinds import things_to_do
from .models import OwedKind
from .queries import owed_of

# How long before its day a thing stands on Today; all else for a week.
AHEAD = {OwedKind.PAYMENT: timedelta(days=3), OwedKind.SESSION: timedelta(0)}


def as_due(found, projects, user, day):
    """Lines for these projects on this day. What this user has taken on always shows."""
    rows = [row for row in owed_of(found, projects) if is_shown(row, user, day)]
    # What is late is no line with what is not.
    for same in things_to_do(rows, apart=lambda row: last_day(row) < day):
        first, days = same[0], {last_day(row) for row in same}
        sentence, action, route, ids = LINES[first.kind](same, day)
        yield Due(
            min(days),
            PRINCIPLES.get(first.kind, "resources"),
            sentence + (whose_words(first.taken_on, user) if first.taken_on else ""),
            action,
            route,
            {"project_id": first.project, **ids},
            first_of_several=len(days) > 1,
        )


def last_day(row):
    return min(filter(None, (row.due, row.taken_on and row.taken_on.by_when)))


def is_shown(row, user, day):
    if row.taken_on and row.taken_on.handed_to_id == user.pk:
        return True
    if row.due is None:
        return False
    if row.kind == OwedKind.QUESTIONS:
        # Until then people answer, and nobody can do anything.
        return row.is_late(day)
    return row.due <= day + AHEAD.get(row.kind, WEEK)


def whose_words(on, user):
    who = "You have" if on.handed_to_id == user.pk else f"{on.name} has"
    return f". {who} this, by {near_day(on.by_when)}"


# What it serves, where that is not Resources.
PRINCIPLES = {
    OwedKind.ANSWER: "relationships",
    OwedKind.PROMISE: "relationships",
    OwedKind.QUESTIONS: "sustainability",
}


def payment_line(rows, day):
    """What is waited for is one thing to do, however many people wait. How late it is stands beside the line."""
    first, single = rows[0], len(rows) == 1
    names = those([row.name for row in rows], "payment", "payments")
    step = SHOWN[first.says].wait.to_staff
    on = f"{first.happened_on.day} {first.happened_on:%B}"
    return f"{names} for {on} {'is' if single else 'are'} due: {step}", "Open the money", "money:project", {}


def those(names, singular, plural):
    """ "Ben's payment", or "3 payments"."""
    return f"{names[0]}'s {singular}" if len(names) == 1 else f"{len(names)} {plural}"


def who_has(rows):
    return f"{rows[0].name} has" if len(rows) == 1 else f"{len(rows)} people have"


def put_off_line(rows, day):
    names = those([row.name for row in rows], "payment", "payments")
    on = f"{rows[0].happened_on.day} {rows[0].happened_on:%B}"
    return f"{names} for {on}: put off, and still theirs", "Open the money", "money:project", {}


def session_line(rows, day):
    (row,) = rows
    on = f"{row.happened_on:%A} {row.happened_on.day} {row.happened_on:%B}"
    today = "There is a session today to log"
    sentence = f"The session on {on} is not logged yet" if row.is_late(day) else today
    return sentence, "Log this session", "stages:log_session", {"session_id": row.about}


def answer_line(rows, day):
    single = len(rows) == 1
    if rows[0].says:
        what = "One answer was" if single else f"{len(rows)} answers were"
        return f"{what} given, and not told yet", "Tell them", "gatherings:said", {}
    what = "One thing that was said has" if single else f"{len(rows)} things that were said have"
    return f"{what} no answer yet", "Answer", "gatherings:said", {}


def promise_line(rows, day):
    (row,) = rows
    ids = {"promise_id": row.about}
    return f"You said: {row.says}", "Kept, or changed?", "gatherings:promise", ids


def update_line(rows, day):
    return "People have not been told how things stand for a while", "Tell people", "gatherings:tell", {}


def delivery_line(rows, day):
    on = f"{rows[0].happened_on.day} {rows[0].happened_on:%B}"
    ids = {"update_id": UUID(rows[0].says)}
    return f"{who_has(rows)} not heard the update of {on} yet", "Tell them", "gatherings:update", ids


def briefing_line(rows, day):
    sentence = f"{who_has(rows)} not been briefed for {rows[0].says}"
    return sentence, "Brief them", "stages:brief", {"stage_id": rows[0].stage}


def debrief_line(rows, day):
    sentence = f"{who_has(rows)} not been asked how {rows[0].says} was"
    return sentence, "Ask them", "stages:stage", {"stage_id": rows[0].stage}


def project_debrief_line(rows, day):
    return f"{who_has(rows)} not been asked how the whole project was", "Ask them", "stages:talks", {}


def questions_line(rows, day):
    (row,) = rows
    sentence = f"The six questions after {row.says} can be closed, so that the answers count"
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


# How it is safe to reach people ---------------------------------------------------------------------------------------

ASK, ASK_AGAIN = "contact never asked", "contact to ask again"


def ask_about_contacts(projects, day):
    """Of who takes part in these live projects: nothing is written in one that has closed."""
    people = Involvement.objects.for_projects(projects).active().values("participant")
    stale = Q(contact__checked_on__lte=day + WEEK - deadlines.CONTACT_CHECK)
    never = Q(contact__isnull=True, ended_on__isnull=True)
    return in_shape(
        Participant.objects.filter(stale | never, pk__in=people),
        Case(When(contact__isnull=True, then=Value(ASK)), default=Value(ASK_AGAIN)),
        project=NO_ID,
        name="name",
        happened_on=Coalesce("contact__checked_on", "welcomed_on"),
    )


def contacts_due(found):
    for row in found[ASK_AGAIN]:
        sentence, by = f"Ask {row.name} again how it is safe to reach them", deadlines.contact_check(row.happened_on)
        yield Due(by, "trauma_informed", sentence, "Ask again", "people:contact", {"person_id": row.about}, safety=True)
    for row in found[ASK]:
        sentence = f"Ask {row.name} how it is safe to reach them"
        yield Due(
            row.happened_on, "trauma_informed", sentence, "Ask", "people:contact", {"person_id": row.about}, safety=True
        )
