"""K9: a silence lasts until it is broken. Closing a project does not end it, and "nothing new" is news only once."""

from . import roads

TOLD = "came within 28 days of the one before"


def s3b(visitor, project):
    return roads.statement(visitor, project, "S3b")


def test_k09_eighty_days_of_silence_then_closing_stay_not_met(as_cora, as_mina, sam, clock):
    project = roads.plan_project(as_cora)
    clock.forward(days=80)
    assert s3b(as_cora, project).says("Not met", f"0 of 1 update due {TOLD}")
    roads.close_project_despite(as_mina, project)
    for days in (0, 1, 60):
        clock.forward(days=days)
        assert s3b(as_mina, project).says("Not met", f"0 of 1 update due {TOLD}"), days


def test_k09_nothing_new_breaks_a_silence_once_and_not_twice_in_a_row(as_cora, sam, clock):
    project, _, _ = roads.begin(as_cora, people=roads.welcome_many(as_cora, 5))
    clock.forward(days=27)
    roads.tell_nothing_new(as_cora, project)
    clock.forward(days=2)
    assert s3b(as_cora, project).says(f"1 of 1 update due {TOLD}")
    clock.forward(days=25)
    nothing = ("Nothing new", "none", "No change.", "Nothing to report")
    roads.tell(as_cora, project, **dict(zip(roads.PARTS, nothing, strict=True)))
    clock.forward(days=35)
    assert s3b(as_cora, project).says("Not met", f"1 of 2 updates due {TOLD}"), s3b(as_cora, project)
    roads.tell(as_cora, project)
    assert s3b(as_cora, project).says(f"1 of 2 updates due {TOLD}", "late and put right"), s3b(as_cora, project)
