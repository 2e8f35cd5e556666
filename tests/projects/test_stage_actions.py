from datetime import timedelta

import pytest

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from projects.stages.actions import mark_closed, mark_open, skip_stage
from tests.factories import ProjectFactory, StageFactory, ago


@pytest.fixture
def waiting(project):
    return StageFactory(project=project)


def test_a_stage_is_skipped_with_its_reason(waiting, cora):
    assert skip_stage(stage=waiting, reason=" Nothing to decide ", by=cora).not_applicable_reason == "Nothing to decide"
    assert waiting.state == "not_applicable"


def test_no_stage_is_skipped_without_a_reason_or_once_it_is_open(waiting, stage, cora):
    with pytest.raises(Refused):
        skip_stage(stage=waiting, reason="  ", by=cora)
    with pytest.raises(Refused):
        skip_stage(stage=stage, reason="Changed our mind", by=cora)
    stage.refresh_from_db()
    assert stage.state == "now"


def test_a_skipped_stage_applies_again_once_it_opens(waiting, cora):
    skip_stage(stage=waiting, reason="Nothing to decide", by=cora)
    mark_open(waiting, today())
    assert (waiting.state, waiting.not_applicable_reason) == ("now", "")


def test_a_stage_opens_once_and_never_in_a_closed_project(stage, organisation):
    with pytest.raises(Refused):
        mark_open(stage, today())
    late = StageFactory(project=ProjectFactory(organisation=organisation, closed=True))
    with pytest.raises(Refused):
        mark_open(late, today())


def test_a_stage_closes_once_and_not_before_it_opened(stage):
    with pytest.raises(Refused):
        mark_closed(stage, stage.opened_on - timedelta(days=1), None)
    mark_closed(stage, today(), ago(1))
    assert (stage.closed_on, stage.thanked_on) == (today(), ago(1))
    with pytest.raises(Refused):
        mark_closed(stage, today(), None)
