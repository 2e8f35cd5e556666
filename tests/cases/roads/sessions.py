"""Roads of a session: it is planned, made safe, called off or logged."""

from projects.sessions.models import Session

from .money import publish_rates
from .pages import in_days, path_of_session, path_of_stage, rows_of, said, taken
from .stages import begin

SAFETY = {
    "who_is_there": "Two of us, nobody else",
    "quiet_place": "The small room",
    "turn_to": "Cora, at the door",
    "good_area": "Yes",
}


def plan_session(as_cora, stage, day, about="The new door", **fields):
    """Everyone in the stage is invited, and offered the rate there is, if any. `safety` None: no plan yet."""
    page = as_cora.open(path_of_stage(stage, "sessions", "new"))
    plan = {} if fields.pop("safety", SAFETY) is None else SAFETY
    page = page.send(
        "Plan this session",
        {
            "about": about,
            "day": said(day),
            "time": "2 pm",
            "place_kind": "neutral",
            "place": "The library",
            "ways": ["room", "online"],
            **rate_there_is(page),
            **plan,
            **fields,
        },
    )
    taken(page, "Planned. Thank you.")
    return Session.objects.get(stage=stage, about=about)


def rate_there_is(page):
    """One by the hour is proposed, and any other has to be picked. Nothing, where no rates are published."""
    field = page.form("Plan this session").fields.get("rate")
    return {"rate": next(rate for rate in [*field.values, *field.offered] if rate)} if field else {}


def make_safety_plan(as_cora, session):
    page = as_cora.open(path_of_session(session, "safety"))
    return taken(page.send("Save the safety plan", SAFETY), "The safety plan is saved.")


def call_off(as_cora, session):
    page = as_cora.open(path_of_session(session))
    return taken(page.send("Cancel this session"), "Cancelled")


def try_to_log(as_cora, session, states=(), heard=(), decided=(), promised=(), minutes=None, **fields):
    """Who stands in no pair of `states` (person, state) came, for so many `minutes`, or as long as planned. `heard`:
    words, or pairs of words and person; `decided`: pairs of words and method; `promised`: pairs of words and the day
    by which. Gives back the page that follows, or the same one where it is refused.
    """
    page = as_cora.open(path_of_session(session, "log"))
    states = {person.pk: state for person, state in dict(states).items()}
    for row, person in rows_of(page, "who", "Log this session").items():
        fields[f"{row}-state"] = state = states.get(person, "came")
        if state == "came" and minutes is not None:
            fields[f"{row}-minutes_during"] = minutes
    for line, one in enumerate(heard):
        words, person = one if isinstance(one, tuple) else (one, None)
        fields[f"said-{line}-words"] = words
        fields[f"said-{line}-participant"] = person.pk if person else ""
    for line, (words, method) in enumerate(decided):
        fields |= {f"decided-{line}-words": words, f"decided-{line}-method": method}
    for line, (words, by_when) in enumerate(promised):
        fields |= {f"promised-{line}-words": words, f"promised-{line}-by_when": said(by_when)}
    return page.send("Log this session", fields)


def log_session(as_cora, session, also_came=(), **told):
    """See `try_to_log`."""
    if also_came:
        told["also_came"] = [person.pk for person in also_came]
    taken(try_to_log(as_cora, session, **told), "Logged. Thank you.")
    return Session.objects.get(pk=session.pk)


def hold_session(as_cora, as_mina, clock, *names, minutes=150, rates=None, **fields):
    """A session a week from now, paid by the card of `rates` (by the hour, where none is named), is written down on
    the day after. Whose it is, and in which project: see `begin`.
    """
    publish_rates(as_mina, **(rates or {}))
    _, stage, _ = begin(as_cora, *names, **fields)
    session = plan_session(as_cora, stage, in_days(7))
    clock.forward(8)
    return log_session(as_cora, session, minutes=minutes)
