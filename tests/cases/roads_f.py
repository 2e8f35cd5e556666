"""Roads that several cases begin on: a project is planned, people are welcomed, a session is held and written down."""

from participants.models import Participant, Payment
from projects.models import Project

BUDGET = {f"budget-{number}-pence": "" for number in range(1, 8)} | {"budget-0-pence": "2000"}


def planned(visitor, title="The front desk", **named):
    """A project with all its stages; Cora is its contact and Sam her deputy, as the page proposes."""
    told = {"purpose": "A kinder welcome", "can_change": "The words", "cannot_change": "The room"}
    page = visitor.open("/projects/new/").send(
        "Plan this project",
        BUDGET,
        title=title,
        together=["reviews"],
        size="few_sessions",
        who_decides="The group",
        why_none="A small piece of work",
        **{**told, **named},
    )
    assert page.status == 200, page
    return Project.objects.get(title=title)


def welcomed(visitor, name, **named):
    page = visitor.open("/people/new/").send("Welcome them", name=name, **named)
    assert page.says(f"{name} is welcomed."), page
    return Participant.objects.get(name=name)


def opened(visitor, project):
    """The first stage that can be opened, with everybody who can take part in it."""
    page = visitor.open(f"/projects/{project.pk}/stages/").link("Open this stage")
    everybody = {name: "on" for name in page.form("Open this stage").fields if name.endswith("-takes_part")}
    page = page.send("Open this stage", everybody)
    assert page.says(" is open."), page


def session_planned(visitor, project, day):
    """A session on that day, to which everybody of the stage is asked. Returns its page."""
    page = visitor.open(f"/projects/{project.pk}/sessions/").link("Plan a session")
    where = {"place_kind": "ours", "place": "The back room", "ways": ["room"]}
    page = page.send("Plan this session", where, about="The words at the door", day=day, time="10:00")
    assert page.status == 200, page
    return page


def rates_published(visitor):
    page = visitor.open("/money/rates/").send("Publish this card", name="People's time", hour="25")
    assert page.says("The new card counts"), page


def written_down(visitor, session_path):
    """Everybody came as planned. Returns the page that follows, or the same one where it is refused."""
    return visitor.open(session_path).link("Log this session").send("Log this session")


def drafts_sent(visitor, project):
    """The drafts of the project's one session go to be checked."""
    page = visitor.open(f"/money/project/{project.pk}/").send("Send ")
    assert page.says("to approve."), page


def payment_waits(as_cora, as_mina, clock, project):
    """For everybody who is welcomed by now: a stage is opened, a session held, its payments sent to be checked."""
    rates_published(as_mina)
    opened(as_cora, project)
    session = session_planned(as_cora, project, "9 June 2026")
    clock.forward(days=8)
    assert written_down(as_cora, session.path).says("Logged.")
    drafts_sent(as_cora, project)
    return Payment.objects.for_project(project).order_by("participant__name")
