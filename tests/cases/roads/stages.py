"""Roads of a stage: it opens with people in it, they are briefed, it closes."""

from participants.involvement.models import Involvement
from projects.stages.models import Stage

from .pages import path_of_stage, rows_of, taken
from .people import welcome_all
from .projects import plan_project, stage_of

POWER = ("agenda", "money", "chair", "notes", "say_no")


def open_stage(as_cora, project, people, kind="design", outcome="done", **fields):
    """`outcome`: how each was briefed (done, offered, declined, or "" for not yet)."""
    stage = stage_of(project, kind)
    page = as_cora.open(path_of_stage(stage, "open"))
    rows = rows_of(page, "form", "Open this stage")
    inside = {person.pk for person in people}
    assert inside <= set(rows.values()), page
    for row, person in rows.items():
        takes_part = person in inside
        fields[f"{row}-takes_part"] = "on" if takes_part else None
        if takes_part and outcome:
            fields[f"{row}-outcome"] = outcome
            fields[f"{row}-way"] = "call" if outcome == "done" else ""
    taken(page.send("Open this stage", fields), f"{stage.name} is open.")
    return stage_of(project, kind)


def begin(as_cora, *names, kind="design", outcome="done", people=(), **fields):
    """A project with one open stage, and those in it: by `names`, all asked (see `welcome_all`), and `people`."""
    project = plan_project(as_cora, **{"stages": [kind], **fields})
    people = [*welcome_all(as_cora, *names), *people]
    return project, open_stage(as_cora, project, people, kind, outcome), people


def add_person(as_cora, stage, person, **fields):
    page = as_cora.open(path_of_stage(stage, "people"))
    return taken(page.send("Add this person", participant=person.pk, **fields), f"{person.name} ")


def take_part(as_cora, stage, person, state, **fields):
    """`state`: active, invited or declined before they joined; active, paused or ended after it."""
    one = Involvement.objects.get(stage=stage, participant=person)
    page = as_cora.open(path_of_stage(stage, "people", str(one.pk)))
    return taken(page.send("Save this", state=state, **fields), "Saved.")


def brief(as_cora, stage, person, kind="before", outcome="done", **fields):
    page = as_cora.open(path_of_stage(stage, "briefings"))
    way = {"way": "call"} if outcome == "done" else {}
    told = {"participant": person.pk, "kind": kind, "outcome": outcome, **way, **fields}
    return taken(page.send("Save this", told), "Saved.")


def skip_stage(as_cora, project, kind, reason="Another team has done it"):
    stage = stage_of(project, kind)
    page = as_cora.open(path_of_stage(stage, "skip"))
    return taken(page.send("Save that it does not apply", reason=reason), reason)


def check_power(as_cora, stage, shared=2, **fields):
    """`shared`: how many of the five things are shared; staff hold the others."""
    page = as_cora.open(path_of_stage(stage, "power"))
    held = {name: "shared" if place < shared else "staff" for place, name in enumerate(POWER)}
    return taken(page.send("Keep these answers", {**held, **fields}), "Kept.")


def try_to_close_stage(as_cora, stage, outcome="offered", **fields):
    """Everyone is offered a talk, and thanked. Gives back the page that follows, or the refusal."""
    page = as_cora.open(path_of_stage(stage, "close"))
    for row in rows_of(page, "form", "Close this stage"):
        fields[f"{row}-outcome"] = outcome
        fields[f"{row}-way"] = "call" if outcome == "done" else ""
    return page.send("Close this stage", {"thanked": "on", **fields})


def close_stage(as_cora, stage, **told):
    """See `try_to_close_stage`; nothing else may be open."""
    taken(try_to_close_stage(as_cora, stage, **told), f"{stage.name} is closed.")
    return Stage.objects.get(pk=stage.pk)


def close_stage_despite(as_mina, stage, reason="Nobody can come any more"):
    page = as_mina.open(path_of_stage(stage, "close", "override"))
    return taken(page.send("Close it with this reason", reason=reason), f"{stage.name} is closed.")
