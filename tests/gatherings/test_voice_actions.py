import pytest

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from participants.contributions.actions import answer_contribution, tell_answer
from participants.promises.actions import change_promise, keep_promise
from tests.factories import ContributionFactory, ParticipantFactory, PromiseFactory, ago


@pytest.fixture
def asked(project, asha):
    return ContributionFactory(project=project, participant=asha)


def test_an_answer_stands_on_the_page_of_whoever_asked(asked, cora):
    answered = answer_contribution(contribution=asked, outcome="used", because="It was right", by=cora)
    assert (answered.outcome, answered.answered_on, answered.told_on) == ("used", today(), today())


def test_somebody_without_a_page_still_has_to_be_told(project, organisation, cora):
    person = ParticipantFactory(organisation=organisation)
    for whose in (person, None):
        contribution = ContributionFactory(project=project, participant=whose)
        assert (
            answer_contribution(contribution=contribution, outcome="partly", because="Some of it", by=cora).told_on
            is None
        )
        assert tell_answer(contribution=contribution, on=today(), by=cora).told_on == today()


def test_whoever_answers_can_have_told_them_at_once(project, cora):
    contribution = ContributionFactory(project=project)
    assert (
        answer_contribution(contribution=contribution, outcome="used", because="Yes", told=True, by=cora).told_on
        == today()
    )


def test_an_answer_says_what_came_of_it_and_why(asked, cora):
    for outcome, because in (("", "Because"), ("maybe", "Because"), ("used", "  ")):
        with pytest.raises(Refused):
            answer_contribution(contribution=asked, outcome=outcome, because=because, by=cora)
    asked.refresh_from_db()
    assert asked.answered_on is None


def test_an_answer_is_given_once(asked, cora, sam):
    answer_contribution(contribution=asked, outcome="used", because="It was right", by=cora)
    with pytest.raises(Refused):
        answer_contribution(contribution=asked, outcome="not_used", because="On second thoughts", by=sam)
    asked.refresh_from_db()
    assert asked.because == "It was right"


def test_nobody_is_told_of_an_answer_that_is_not_there(asked, cora):
    with pytest.raises(Refused):
        tell_answer(contribution=asked, by=cora)


def test_a_promise_is_kept_once(project, cora):
    promise = PromiseFactory(project=project)
    assert keep_promise(promise=promise, on=ago(1), by=cora).kept_on == ago(1)
    with pytest.raises(Refused):
        keep_promise(promise=promise, by=cora)
    with pytest.raises(Refused):
        change_promise(promise=promise, changed_to="Not now", by=cora)


def test_a_promise_changes_with_what_happens_instead(project, cora):
    promise = PromiseFactory(project=project)
    with pytest.raises(Refused):
        change_promise(promise=promise, changed_to=" ", by=cora)
    changed = change_promise(promise=promise, changed_to="In spring", by=cora)
    assert (changed.changed_to, changed.changed_told_on) == ("In spring", today())


def test_a_promise_that_changed_can_still_be_kept(project, cora):
    promise = PromiseFactory(project=project)
    change_promise(promise=promise, changed_to="In spring", by=cora)
    assert keep_promise(promise=promise, by=cora).kept_on == today()
