"""Roads that cases share, each through the app's own pages: from an empty house to a project that is closed.

Each takes the visitor who walks it and sends one form, checks that it was taken, and gives back the record that it
left, or the page where there is none. `fields` go into the form as they are, so a case says what is special about it.
"""

import re
from datetime import timedelta

from coproduction.base.days import today
from coproduction.base.words import FINDING_STATES, PRINCIPLE_KEYS
from participants.models import (
    Adaptation,
    Asked,
    AskingRound,
    Contribution,
    Involvement,
    Participant,
    Payment,
    Promise,
)
from projects.models import BudgetLine, Project, Session, Stage
from tests.figures import Figures

SAFETY = {
    "who_is_there": "Two of us, nobody else",
    "quiet_place": "The small room",
    "turn_to": "Cora, at the door",
    "good_area": "Yes",
}
PARTS = ("progress", "outcomes", "blocks", "risks")
POWER = ("agenda", "money", "chair", "notes", "say_no")
# Which stages a project has, where a case says nothing else: one of a kind is enough for most.
STAGES = ("design",)


def said(day):
    """A day as a person writes it."""
    return f"{day.day} {day:%B %Y}"


def taken(page, *words):
    """The page itself, once it is sure that the form before it was taken."""
    assert page.status == 200, page
    assert page.says(*words), (words, page)
    return page


# Money and projects


def publish_rates(as_mina, hour="15", **fields):
    page = as_mina.open("/money/rates/").send("Publish this card", name="Our card", hour=hour, **fields)
    return taken(page, "The new card counts")


def plan_project(as_cora, title="The front door", stages=STAGES, budget=(), **fields):
    """Heads of the budget get £500 each, or what `budget` says by head: pounds, or a reason where it is no number."""
    lines = {}
    for row, head in enumerate(BudgetLine.Head):
        line = str(dict(budget).get(head.value, "500"))
        lines[f"budget-{row}-{'pence' if line.replace('.', '').isdecimal() else 'reason'}"] = line
    page = as_cora.open("/projects/new/").send(
        "Plan this project",
        lines,
        **{
            "title": title,
            "purpose": "Nobody is turned away",
            "together": ["designs"],
            "size": "long",
            "can_change": "The door and the hours",
            "cannot_change": "The lease",
            "who_decides": "The group, by agreement",
            "stages": list(stages),
            **fields,
        },
    )
    taken(page, title)
    return Project.objects.get(title=title)


def stage_of(project, kind="design"):
    return Stage.objects.get(project=project, kind=kind)


# People


def welcome(as_cora, name, **fields):
    """By the name alone, where nothing else is said. `user` is there where a `phone` or an `email` is."""
    page = as_cora.open("/people/new/").send("Welcome them", name=name, **fields)
    taken(page, f"{name} is welcomed.")
    return Participant.objects.get(name=name)


# Everything asked, and answered shortly.
ASKED = {
    "contact_asked": "on",
    "needs_asked": "on",
    "strengths_asked": "on",
    "pay": "bank",
    "credit": "group",
    "news": "page",
}


# The choices alone, with no answer yet.
ASKED_ALONE = {"pay": "offered", "credit": "offered", "news": "offered"}


def welcome_all(as_cora, *names, **fields):
    """All asked, with an email of their own to sign in and to be reached by."""
    people = []
    for name in names:
        reached = {"email": f"{name.lower()}@people.example", "email_safe": "yes"}
        people.append(welcome(as_cora, name, **{**ASKED, **reached, **fields}))
    return people


def ask_contact(as_cora, person, **fields):
    page = as_cora.open(f"/people/{person.pk}/contact/").send("Save what they said", fields or {"contact_asked": "on"})
    return taken(page, "Saved")


def ask_what_helps(as_cora, person, **fields):
    return taken(as_cora.open(f"/people/{person.pk}/helps/").send("Save what they said", fields), "Saved")


def arrange(as_cora, person, due_on, words="Papers in large print", **fields):
    page = as_cora.open(f"/people/{person.pk}/arranged/new/")
    if "need" in page.form("Arrange it").fields:
        fields = {"need": "", **fields}
    taken(page.send("Arrange it", words=words, due_on=said(due_on), **fields), "Saved")
    return Adaptation.objects.get(participant=person, words=words)


def put_in_place(as_cora, adaptation, **fields):
    page = as_cora.open(f"/people/{adaptation.participant_id}/arranged/{adaptation.pk}/")
    return taken(page.send("Save this", fields), "Saved")


# Stages and ways of working


def open_stage(as_cora, project, people, kind="design", outcome="done", **fields):
    """`outcome`: how each was briefed (done, offered, declined, or "" for not yet)."""
    stage = stage_of(project, kind)
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/open/")
    rows = rows_of(page, "form", "Open this stage")
    inside = {person.pk for person in people}
    for row, person in rows.items():
        takes_part = person in inside
        fields[f"{row}-takes_part"] = "on" if takes_part else None
        if takes_part and outcome:
            fields[f"{row}-outcome"] = outcome
            fields[f"{row}-way"] = "call" if outcome == "done" else ""
    taken(page.send("Open this stage", fields), f"{stage.name} is open.")
    return stage_of(project, kind)


def rows_of(page, prefix, button):
    """{prefix of the row: whose it is} of a table with a row for each person."""
    fields, ids = page.form(button).fields, {str(person.pk): person.pk for person in Participant.objects.all()}
    ends = "-participant"
    names = [name for name in fields if name.startswith(f"{prefix}-") and name.endswith(ends)]
    return {name.removesuffix(ends): ids[fields[name].values[0]] for name in names if fields[name].values[:1] != [""]}


def begin(as_cora, *names, outcome="done", people=(), **fields):
    """A project with one open stage, and those in it: by `names`, all asked (see `welcome_all`), and `people`."""
    project = plan_project(as_cora, **fields)
    people = [*welcome_all(as_cora, *names), *people]
    return project, open_stage(as_cora, project, people, outcome=outcome), people


def add_person(as_cora, stage, person, **fields):
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/people/")
    return taken(page.send("Add this person", participant=person.pk, **fields), f"{person.name} ")


def take_part(as_cora, stage, person, state, **fields):
    """`state`: active, invited or declined before they joined; active, paused or ended after it."""
    one = Involvement.objects.get(stage=stage, participant=person)
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/people/{one.pk}/")
    return taken(page.send("Save this", state=state, **fields), "Saved.")


def brief(as_cora, stage, person, kind="before", outcome="done", **fields):
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/briefings/")
    way = {"way": "call"} if outcome == "done" else {}
    told = {"participant": person.pk, "kind": kind, "outcome": outcome, **way, **fields}
    return taken(page.send("Save this", told), "Saved.")


def skip_stage(as_cora, project, kind, reason="Another team has done it"):
    stage = stage_of(project, kind)
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/skip/")
    return taken(page.send("Save that it does not apply", reason=reason), reason)


def agree_ways(as_cora, project, people=(), **fields):
    """`people` said yes to it there."""
    page = as_cora.open(f"/projects/{project.pk}/ways/")
    yes = {"said_yes": [person.pk for person in people]} if people else {}
    words = {"words": "We speak one at a time", "how": "talk"}
    offered = page.form("Keep this agreement").fields["how"].offered
    words["how"] = offered[0]
    return taken(page.send("Keep this agreement", {**words, **yes, **fields}), "Kept.")


def check_power(as_cora, stage, shared=2, **fields):
    """`shared`: how many of the five things are shared; staff hold the others."""
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/power/")
    held = {name: "shared" if place < shared else "staff" for place, name in enumerate(POWER)}
    return taken(page.send("Keep these answers", {**held, **fields}), "Kept.")


def change_contact(as_cora, project, user, **fields):
    page = as_cora.open(f"/projects/{project.pk}/team/").link("Change the contact")
    return taken(page.send("Save this", person=user.pk, **fields), "is the contact now")


# Sessions


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


# What people said, and what they are told


def answer(as_cora, words, outcome="used", because="It is in the plan", **fields):
    one = Contribution.objects.get(words=words)
    page = as_cora.open(f"/projects/{one.project_id}/said/{one.pk}/answer/")
    return taken(page.send("Give this answer", outcome=outcome, because=because, **fields), "Answered. Thank you.")


def settle_promise(as_cora, words, what="kept", changed_to=""):
    one = Promise.objects.get(words=words)
    page = as_cora.open(f"/projects/{one.project_id}/promises/{one.pk}/")
    done = "Kept. Thank you." if what == "kept" else "Saved: it changed"
    return taken(page.send("Save what became of it", what=what, changed_to=changed_to), done)


def tell(as_cora, project, as_it_is=False, **parts):
    """Plain words in all four parts, or those of `parts`; `as_it_is`: hard ones go as they are."""
    words = dict.fromkeys(PARTS, "We go on as planned.") | parts
    page = as_cora.open(f"/projects/{project.pk}/updates/new/").send("Tell them now", words)
    if as_it_is:
        assert page.status == 422 and page.says("hard to read"), page
        page = page.send("Tell them now", as_it_is="on")
    return taken(page)


# Payments


def send_drafts(as_cora, project):
    page = as_cora.open(f"/money/project/{project.pk}/")
    while page.offers("Send "):
        page = taken(page.send("Send "), "to approve")
    return page


def take_step(visitor, payment, step, label, **fields):
    page = visitor.open(f"/money/{payment.pk}/{step}/").send(label, fields)
    assert page.status == 200, page
    return page


def wish(as_person, payment, step, label, **fields):
    """A step of the person's own: in one tap where their page of the payment has the button, else on its own page."""
    page = as_person.open(f"/me/money/{payment.pk}/")
    page = page if page.offers(label) else as_person.open(f"/me/money/{payment.pk}/{step}/")
    return taken(page.send(label, fields))


def approve_all(as_mina, project):
    sent = Payment.objects.filter(project=project, sent_to_approve_at__isnull=False, approved_at__isnull=True)
    for payment in sent.exclude(state__in=["declined", "later", "disputed", "reversed"]):
        taken(take_step(as_mina, payment, "approve", "Approve"), "Approved.")


def release_all(as_fin, project):
    for payment in Payment.objects.filter(project=project, state="approved"):
        taken(take_step(as_fin, payment, "release", "Mark as sent"), "Marked as sent.")


def pay(as_cora, as_mina, as_fin, project):
    """All that is drafted goes through three hands."""
    send_drafts(as_cora, project)
    approve_all(as_mina, project)
    release_all(as_fin, project)


# Closing


def close_stage(as_cora, stage, outcome="offered", **fields):
    """Everyone is offered a talk, and thanked; nothing else may be open."""
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/close/")
    for row in rows_of(page, "form", "Close this stage"):
        fields[f"{row}-outcome"] = outcome
        fields[f"{row}-way"] = "call" if outcome == "done" else ""
    taken(page.send("Close this stage", {"thanked": "on", **fields}), f"{stage.name} is closed.")
    return Stage.objects.get(pk=stage.pk)


def close_despite(as_mina, stage, reason="Nobody can come any more"):
    page = as_mina.open(f"/projects/{stage.project_id}/stages/{stage.pk}/close/override/")
    return taken(page.send("Close it with this reason", reason=reason), f"{stage.name} is closed.")


def answer_six(as_person, person, score=4):
    """`score`: one for all six, or by the key of a principle."""
    asked = Asked.objects.get(participant=person, done=False)
    scores = score if isinstance(score, dict) else dict.fromkeys(PRINCIPLE_KEYS, score)
    return taken(as_person.open(f"/me/say/{asked.pk}/").send("Send my answers", scores))


def reflect(as_cora, stage, score=4):
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/reflect/")
    return taken(page.send("Keep my answers", dict.fromkeys(PRINCIPLE_KEYS, score)), "Kept. Thank you")


def close_questions(as_cora, stage):
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/")
    taken(page.send("Close the questions"), "Closed. What people said counts")
    return AskingRound.objects.get(stage=stage)


def close_project(as_cora, project):
    page = as_cora.open(f"/projects/{project.pk}/close/").send("Close this project")
    return taken(page, f"{project.title} is closed.")


# What the principles say


STATE = re.compile(rf"({'|'.join(words for _, words, _ in FINDING_STATES)}) statement (\w+)")
REACHED = "checks, {passed} states reached through the app's own pages on fresh data"


def states(visitor, project, principle):
    """{"C1": "Met", ...}: the word that each statement has on the page of its principle."""
    page = taken(visitor.open(f"/projects/{project.pk}/principles/{principle}/"))
    return {statement: word for word, statement in STATE.findall(page.words)}


def reaches(visitor, project, principle, **expected):
    """Whether each statement that is named has this state on the page of the principle; it is counted for PG1."""
    found = states(visitor, project, principle)
    for statement, word in expected.items():
        Figures().record("PG1", 1, REACHED, thing=f"{statement}/{word}", passed=found.get(statement) == word)
    others = {statement: found.get(statement) for statement, word in expected.items() if found.get(statement) != word}
    assert not others, f"{others} where {expected} was expected"


def in_days(days):
    return today() + timedelta(days=days)
