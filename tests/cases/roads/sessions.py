"""Roads of a session: it is planned, made safe, called off or logged."""

from projects.models import Session

from .pages import rows_of, said, taken

SAFETY = {
    "who_is_there": "Two of us, nobody else",
    "quiet_place": "The small room",
    "turn_to": "Cora, at the door",
    "good_area": "Yes",
}


def plan_session(as_cora, stage, day, about="The new door", **fields):
    """Everyone in the stage is invited, and offered the hourly rate where there is one. `safety` None: no plan yet."""
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/sessions/new/")
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
            **plan,
            **fields,
        },
    )
    taken(page, "Planned. Thank you.")
    return Session.objects.get(stage=stage, about=about)


def make_safety_plan(as_cora, session):
    page = as_cora.open(f"/projects/{session.project_id}/sessions/{session.pk}/safety/")
    return taken(page.send("Save the safety plan", SAFETY), "The safety plan is saved.")


def call_off(as_cora, session):
    page = as_cora.open(f"/projects/{session.project_id}/sessions/{session.pk}/")
    return taken(page.send("Call this session off"), "Called off")


def log_session(as_cora, session, states=(), heard=(), decided=(), promised=(), also_came=(), **fields):
    """Who stands in no pair of `states` (person, state) came. `heard`: words, or pairs of words and person;
    `decided`: pairs of words and method; `promised`: pairs of words and the day by which.
    """
    page = as_cora.open(f"/projects/{session.project_id}/sessions/{session.pk}/log/")
    states = {person.pk: state for person, state in dict(states).items()}
    for row, person in rows_of(page, "who", "Log this session").items():
        fields[f"{row}-state"] = states.get(person, "came")
    for line, one in enumerate(heard):
        words, person = one if isinstance(one, tuple) else (one, None)
        fields[f"said-{line}-words"] = words
        fields[f"said-{line}-participant"] = person.pk if person else ""
    for line, (words, method) in enumerate(decided):
        fields |= {f"decided-{line}-words": words, f"decided-{line}-method": method}
    for line, (words, by_when) in enumerate(promised):
        fields |= {f"promised-{line}-words": words, f"promised-{line}-by_when": said(by_when)}
    if also_came:
        fields["also_came"] = [person.pk for person in also_came]
    taken(page.send("Log this session", fields), "Logged. Thank you.")
    return Session.objects.get(pk=session.pk)
