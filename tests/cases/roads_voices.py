"""Ways through the pages that cases about voices share: people who can sign in, a stage they took part in, the six."""

from datetime import timedelta

from coproduction.base.days import today
from coproduction.base.words import PRINCIPLE_KEYS
from participants.models import Participant
from projects.models import Project, Session, Stage

from .visitor import Visitor


def plan_project(as_cora, deputy, title="The drop-in"):
    """A project of one stage, Design."""
    page = as_cora.open("/projects/new/").send(
        "Plan this project",
        title=title,
        purpose="A drop-in that people want to come to",
        together=["designs"],
        size="few_sessions",
        can_change="Hours, rooms and who is there",
        cannot_change="The budget",
        who_decides="The group decides on the hours and the rooms",
        deputy=deputy.pk,
        stages=["design"],
        why_none="Paid from elsewhere",
    )
    assert page.status == 200, page
    return Project.objects.get(title=title)


def welcome_people(as_cora, count, start=0):
    """People who sign in by phone, and were asked what helps them."""
    names = [f"Person {chr(ord('A') + start + place)}" for place in range(count)]
    for place, name in enumerate(names):
        phone = f"07700 900{start + place:03d}"
        page = as_cora.open("/people/new/").send(
            "Welcome them", name=name, phone=phone, text_safe="yes", text_address=phone, needs="A break each hour"
        )
        assert page.status == 200 and page.says(name), page
    return list(Participant.objects.filter(name__in=names).order_by("name"))


def stage_path(project, *further):
    stage = Stage.objects.get(project=project)
    return "/".join(["", "projects", str(project.pk), "stages", str(stage.pk), *further, ""])


def rows(page, button, people, **told):
    """The fields of the rows of these people, as the table of the page holds them."""
    fields = page.form(button).fields
    chosen = {str(person.pk) for person in people}
    places = [name.rsplit("-", 1)[0] for name, kept in fields.items() if name.endswith("-participant")]
    mine = [place for place in places if fields[f"{place}-participant"].values[0] in chosen]
    assert len(mine) == len(chosen)
    return {f"{place}-{name}": value for place in mine for name, value in told.items()}


def open_stage(as_cora, project, people):
    page = as_cora.open(stage_path(project, "open"))
    took = rows(page, "Open", people, takes_part="on", outcome="done", way="call")
    page = page.send("Open", took)
    assert page.status == 200 and Stage.objects.get(project=project).opened_on, page


def plan_and_log(as_cora, clock, project, came, missed):
    """A session of two hours tomorrow, to which all who take part are invited; logged that day."""
    tomorrow = today() + timedelta(days=1)
    page = as_cora.open(stage_path(project)).link("Plan a session")
    page = page.send(
        "Plan this session", about="Opening hours", day=f"{tomorrow:%d %B %Y}", time="2 pm", place_kind="neutral",
        place="The library", ways=["room", "phone"],
    )  # fmt: skip
    clock.forward(days=1, hour=17)
    session = Session.objects.get(project=project)
    path = f"/projects/{project.pk}/sessions/{session.pk}/"
    page = as_cora.open(path).link("Log this session")
    told = rows(page, "Log", came, state="came", minutes_during=120) | rows(page, "Log", missed, state="missed")
    page = page.send("Log", told)
    assert Session.objects.get(project=project).held_on, page
    return path


def close_stage(as_cora, project, people):
    page = as_cora.open(stage_path(project, "close"))
    page = page.send("Close this stage", rows(page, "Close this stage", people, outcome="offered"), thanked="on")
    assert Stage.objects.get(project=project).closed_on, page


def answer_the_six(person, score):
    """Signed in themselves. `score`: the same to each question."""
    page = Visitor(person.user).open("/me/say/").link("Six short questions")
    page = page.send("Send my answers", dict.fromkeys(PRINCIPLE_KEYS, score))
    assert page.says("Thank you for telling us"), page


def close_questions(as_cora, clock, project):
    """The fortnight and a day over, so that whoever runs it sees what people said without answering first."""
    clock.forward(days=15)
    page = as_cora.open(stage_path(project)).send("Close the questions")
    assert page.says("What people said counts from now on"), page


def answer_as_the_team(as_cora, project, score):
    page = as_cora.open(stage_path(project)).link("Answer the six yourself")
    assert page.send("Keep my answers", dict.fromkeys(PRINCIPLE_KEYS, score)).status == 200


def asked_and_answered(as_cora, clock, deputy, scores, *, people=None, team_says=None, title="The drop-in"):
    """A stage from its opening to closed questions. `people`: how many took part; as many as answered, else."""
    project = plan_project(as_cora, deputy, title)
    group = welcome_people(as_cora, people or len(scores), start=Participant.objects.count())
    open_stage(as_cora, project, group)
    clock.forward(days=7)
    close_stage(as_cora, project, group)
    for person, score in zip(group, scores, strict=False):
        answer_the_six(person, score)
    if team_says:
        answer_as_the_team(as_cora, project, team_says)
    close_questions(as_cora, clock, project)
    return project
