"""Roads to a group that can speak for itself: a project planned, people welcomed, a stage opened with them in it."""

from datetime import date

from participants.models import Involvement, Participant
from projects.models import Project, Stage

from .visitor import Visitor

TICKED = "on"


def plan(as_cora, title="The letters", stages=("review",)):
    """Cora is the contact; the deputy is the one other coordinator there is, or nobody."""
    as_cora.open("/projects/new/").send(
        "Plan this project",
        title=title,
        purpose="Letters that people can read",
        together=["reviews"],
        size="few_sessions",
        can_change="The words",
        cannot_change="The law",
        who_decides="The group",
        stages=list(stages),
        why_none="Nothing is needed",
    )
    return Project.objects.get(title=title)


def welcome(as_cora, *names, without=()):
    """{name: Participant}; each signs in by email, but for those in `without`."""
    for name in names:
        email = "" if name in without else f"{name.lower()}@people.example"
        assert as_cora.open("/people/new/").send("Welcome them", name=name, email=email).status == 200
    return {person.name: person for person in Participant.objects.filter(name__in=names)}


def open_stage(as_cora, project, people, kind="review"):
    stage = Stage.objects.get(project=project, kind=kind)
    page = as_cora.open(f"/projects/{project.pk}/stages/{stage.pk}/open/")
    rows = page.form("Open this stage").fields
    chosen = {str(person.pk) for person in people}
    ticks = {
        name.replace("-participant", "-takes_part"): TICKED if kept.values[0] in chosen else None
        for name, kept in rows.items()
        if name.endswith("-participant")
    }
    page.send("Open this stage", ticks)
    assert Involvement.objects.filter(stage=stage, state="active").count() == len(people)
    return stage


def group_of(as_cora, *names, without=(), **more):
    """A project with one stage open and these people in it: the stage, and {name: Visitor or None}."""
    people = welcome(as_cora, *names, without=without)
    stage = open_stage(as_cora, plan(as_cora, **more), people.values())
    return stage, {name: person.user and Visitor(person.user) for name, person in people.items()}


def begin(visitor, stage, principle="creativity", **ticks):
    ticks = {"alone": TICKED, "known": TICKED, **ticks}
    return visitor.open("/me/group/").send("We want to say this", stage=stage.pk, principle=principle, **ticks)


def say_yes(visitor, alone=TICKED):
    return visitor.open("/me/").link("Your group wants to say").send("Yes, we should say this", alone=alone)


def object_to_it(visitor):
    return visitor.open("/me/").link("Your group wants to say").send("I object, without my name")


def principle_page(visitor, stage, principle="creativity"):
    return visitor.open(f"/projects/{stage.project_id}/principles/{principle}/")


# The last day to object to what is begun on the first day of the cases, a Tuesday; it stands from the next day.
LAST_DAY = date(2026, 6, 16)
