"""Roads of the cases about what is owed: a project of one stage, its people, one session, and its closing."""

from participants.models import Participant
from projects.models import Project, Stage

from .visitor import Visitor

# The session is on Tuesday 9 June 2026; money by transfer is promised by Tuesday 23 June.
SESSION_DAY = "9 June 2026"


def plan_project(as_cora, deputy=None, title="The front desk"):
    page = as_cora.open("/projects/new/").send(
        "Plan this project",
        {"budget-0-pence": "2000"},
        title=title,
        purpose="A kinder welcome",
        together=["reviews"],
        size="few_sessions",
        can_change="The words",
        cannot_change="The room",
        who_decides="The group",
        why_none="A small piece of work",
        stages=["review"],
        **({"deputy": deputy.pk} if deputy else {}),
    )
    assert page.status == 200, page
    return Project.objects.get(title=title)


def welcome(as_cora, *names):
    for number, name in enumerate(names):
        page = as_cora.open("/people/new/").send(
            "Welcome them", name=name, phone=f"07700 900{number:03d}", pay="bank", needs="A break"
        )
        assert page.says(f"{name} is welcomed."), page


def publish_rates(as_mina):
    page = as_mina.open("/money/rates/").send("Publish this card", name="People's time", hour="25")
    assert page.says("The new card counts"), page


def open_stage(as_cora, project, *, briefed=True):
    """With everybody there is."""
    page = as_cora.open(f"/projects/{project.pk}/stages/").link("Open this stage")
    fields = page.form("Open this stage").fields
    told = {name: "on" for name in fields if name.endswith("-takes_part")}
    if briefed:
        told |= {name: "done" for name in fields if name.endswith("-outcome")}
        told |= {name: "call" for name in fields if name.endswith("-way")}
    assert page.send("Open this stage", told).says(" is open.")
    return Stage.objects.get(project=project)


def plan_session(as_cora, project, *, paid=False):
    page = as_cora.open(f"/projects/{project.pk}/sessions/").link("Plan a session")
    form = page.form("Plan this session")
    rate = {"rate": next(one for one in form.fields["rate"].offered if one)} if paid else {}
    where = {"place_kind": "ours", "place": "The back room", "ways": ["room"]}
    page = page.send("Plan this session", where | rate, about="The words", day=SESSION_DAY, time="10:00")
    assert page.status == 200, page
    return page.path


def log_session(as_cora, session_path, **named):
    """Everybody came, for two and a half hours."""
    page = as_cora.open(session_path).link("Log this session")
    fields = page.form("Log this session").fields
    spent = {name: 150 for name in fields if name.endswith("-minutes_during")}
    page = page.send("Log this session", spent, **named)
    assert page.says("Logged."), page


def tell_people(as_cora, project):
    parts = dict.fromkeys(("progress", "outcomes", "blocks", "risks"), "We met and wrote it down.")
    page = as_cora.open(f"/projects/{project.pk}/updates/new/").send("Tell them now", parts)
    assert page.says("Told."), page


def say(name, words):
    page = visitor_of(name).open("/me/say/").send("Tell us", words=words)
    assert page.says("Thank you. We read it"), page


def visitor_of(name):
    return Visitor(Participant.objects.get(name=name).user)


def close_stage(as_cora, stage):
    """Thanks everyone, and offers each a talk."""
    page = as_cora.open(f"/projects/{stage.project_id}/stages/{stage.pk}/close/")
    talks = {name: "offered" for name in page.form("Close this stage").fields if name.endswith("-outcome")}
    return page.send("Close this stage", talks, thanked="on")


def close_project(as_cora, project):
    return as_cora.open(f"/projects/{project.pk}/close/")


def hand_over(page, to, by_when, *kinds):
    """From a closing page: what is of these kinds goes to somebody; all that may be, where none is named."""
    page = page.link("Hand over what is open")
    offered = page.form("Hand it over").fields["things"].offered
    things = [key for key in offered if not kinds or key.partition(":")[0] in kinds]
    page = page.send("Hand it over", things=things, to=to.pk, by_when=by_when)
    assert page.says(f"{to} has it now."), page
    return page
