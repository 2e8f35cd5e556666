"""Roads of a project as a whole: its plan, its contact, its ways of working and its end."""

import re

from projects.money.models import BudgetLine
from projects.project.models import Project
from projects.stages.models import Stage

from .pages import said, taken

# What is planned where a case says nothing else: of stages one of a kind is enough for most.
PLAN = {
    "title": "The front door",
    "purpose": "Nobody is turned away",
    "together": ["designs"],
    "size": "long",
    "can_change": "The door and the hours",
    "cannot_change": "The lease",
    "who_decides": "The group, by agreement",
    "stages": ["design"],
}
POUNDS = re.compile(r"[\d,.]+")


def plan_project(as_cora, budget=(), **fields):
    """Heads of the budget get £500 each, or what `budget` says by head: pounds, or a reason where it is no number."""
    assert set(dict(budget)) <= set(BudgetLine.Head.values), budget
    plan = {**PLAN, **fields}
    for row, head in enumerate(BudgetLine.Head.values):
        line = dict(budget).get(head, "500")
        plan[f"budget-{row}-{'pence' if POUNDS.fullmatch(line) else 'reason'}"] = line
    taken(as_cora.open("/projects/new/").send("Plan this project", plan), plan["title"])
    return Project.objects.get(title=plan["title"])


def stage_of(project, kind="design"):
    return Stage.objects.get(project=project, kind=kind)


def change_contact(as_cora, project, user, **fields):
    page = as_cora.open(f"/projects/{project.pk}/team/").link("Change the contact")
    return taken(page.send("Save this", person=user.pk, **fields), "is the contact now")


def agree_ways(as_cora, project, people=(), **fields):
    """`people` said yes to it there."""
    page = as_cora.open(f"/projects/{project.pk}/ways/")
    yes = {"said_yes": [person.pk for person in people]} if people else {}
    words = {"words": "We speak one at a time", "how": "talk"}
    offered = page.form("Keep this agreement").fields["how"].offered
    words["how"] = offered[0]
    return taken(page.send("Keep this agreement", {**words, **yes, **fields}), "Kept.")


def page_to_close(visitor, project):
    """With the button to close it, or with what is still open."""
    return taken(visitor.open(f"/projects/{project.pk}/close/"))


def close_project(as_cora, project):
    page = page_to_close(as_cora, project).send("Close this project")
    return taken(page, f"{project.title} is closed.")


def hand_over(page, to, by_when, *kinds):
    """From a page to close: what is of these kinds goes to somebody; all that may be, where none is named."""
    page = page.link("Hand over what is open")
    offered = page.form("Hand it over").fields["things"].offered
    things = [key for key in offered if not kinds or key.partition(":")[0] in kinds]
    page = page.send("Hand it over", things=things, to=to.pk, by_when=said(by_when))
    return taken(page, f"{to} has it now.")


def close_project_despite(as_mina, project, reason="The money ended."):
    page = as_mina.open(f"/projects/{project.pk}/close/override/")
    return taken(page.send("Close it with this reason", reason=reason), f"{project.title} is closed.")
