"""K9: a silence lasts until it is broken. Closing a project does not end it, and "nothing new" is news only once."""

from . import roads_b2 as roads

TOLD = "came within 28 days of the one before"


def close_project(as_cora, as_mina, project):
    """Over whatever is still open, by a manager who says why, where the page asks for it."""
    page = as_cora.open(f"/projects/{project.pk}/close/")
    if page.offers("Close this project"):
        page = page.send("Close this project")
    else:
        page = as_mina.open(f"/projects/{project.pk}/close/override/")
        page = page.send("Close it with this reason", reason="The money ended.")
    project.refresh_from_db()
    assert project.closed_on, page


def s3b(visitor, project):
    return roads.statement(visitor, project, "resources", "S3b")


def test_k09_eighty_days_of_silence_then_closing_stay_not_met(as_cora, as_mina, sam, clock):
    project = roads.plan_project(as_cora, sam)
    clock.forward(days=80)
    assert s3b(as_cora, project).says("Not met", f"0 of 1 updates due {TOLD}")
    close_project(as_cora, as_mina, project)
    for days in (0, 1, 60):
        clock.forward(days=days)
        assert s3b(as_mina, project).says("Not met", f"0 of 1 updates due {TOLD}"), days


def test_k09_nothing_new_breaks_a_silence_once_and_not_twice_in_a_row(as_cora, sam, clock):
    project = roads.plan_project(as_cora, sam)
    roads.open_stage(as_cora, project, roads.welcome_people(as_cora, 5))
    clock.forward(days=27)
    roads.nothing_new(as_cora, project)
    clock.forward(days=2)
    assert s3b(as_cora, project).says(f"1 of 1 updates due {TOLD}")
    clock.forward(days=25)
    roads.tell_people(as_cora, project, ("Nothing new", "none", "No change.", "Nothing to report"))
    clock.forward(days=35)
    assert s3b(as_cora, project).says("Not met", f"1 of 2 updates due {TOLD}"), s3b(as_cora, project)
    roads.tell_people(as_cora, project)
    assert s3b(as_cora, project).says(f"1 of 2 updates due {TOLD}", "late and put right"), s3b(as_cora, project)
