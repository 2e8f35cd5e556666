"""A principle over quarters: which quarters, what stood on record at the end of each, and whose answers show."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coproduction.base.days import LONDON, today
from coproduction.base.disclosure import LEAST
from principles.evidence import gather
from principles.findings import State
from principles.gap import SMALL_GROUP
from principles.quarters import SHOWN, STEP, height, over_quarters, quarters_in_words, spans
from principles.summary.freezing import freeze, quarters_over
from tests import factories as make
from tests.factories import ago

from . import build
from .build import asking, gathering, project
from .reading import Page
from .scenes import asked_and_answered, group

SPRING, SUMMER = date(2026, 2, 14), date(2026, 6, 30)


def ends(starts_on, closed_on=None, on=date(2026, 11, 24)):
    return [(one.words, one.so_far) for one in spans(starts_on, closed_on, on)]


def test_the_last_five_calendar_quarters_show_and_the_one_going_on_says_so():
    found = ends(date(2020, 1, 1))
    assert len(found) == SHOWN
    assert found[0] == ("October to December 2025", False)
    assert found[-2:] == [("July to September 2026", False), ("October to December 2026", True)]


def test_a_project_has_no_quarter_before_it_began_nor_after_it_closed():
    assert ends(date(2026, 6, 30), date(2026, 7, 1)) == [
        ("April to June 2026", False),
        ("July to September 2026", False),
    ]
    assert ends(None) == ends(date(2027, 1, 1)) == []


def test_each_quarter_but_the_last_is_looked_at_on_its_last_day():
    days = [one.as_of for one in spans(SPRING, None, date(2026, 11, 24))]
    assert days == [date(2026, 3, 31), SUMMER, date(2026, 9, 30), date(2026, 11, 24)]


def pictured(*states):
    """Quarters of a project of which so many of seven statements of Resources were met by our records."""
    facts = {span: project(starts_on=SPRING) for span in spans(SPRING, None, build.TODAY)}
    first, last = over_quarters("resources", facts, project(starts_on=SPRING), LEAST)
    return [replace(last, verdict=replace(last.verdict, met=met, of=7), state=state) for state, met in states]


def test_the_sentence_says_what_the_picture_says():
    quarters = pictured((State.PARTLY, 3), ("group_met", 4), ("records_only", 7), ("not_confirmed", 7), (State.MET, 5))
    assert (
        quarters_in_words("resources", quarters)
        == "Resources: met in 2 of the last 5 quarters; by our records from 3 of 7 statements to 5 of 7."
    )
    same = pictured((State.PARTLY, 3), (State.PARTLY, 3))
    assert quarters_in_words("resources", same).endswith(
        "none of the last 2 quarters; by our records 3 of 7 statements at first, and as many now."
    )
    assert "first quarter" in quarters_in_words("resources", same[:1])


def test_a_picture_has_a_block_for_each_statement_and_fills_from_the_ground():
    facts = {span: project(starts_on=SPRING) for span in spans(SPRING, None, build.TODAY)}
    quarters = over_quarters("creativity", facts, project(**gathering(3), starts_on=SPRING), LEAST)
    for one in quarters:
        assert (len(one.blocks), height(quarters)) == (one.verdict.of, one.verdict.of * STEP)
        assert [block.top for block in one.blocks] == sorted((block.top for block in one.blocks), reverse=True)
        assert sum(block.met for block in one.blocks) == one.verdict.met


def heard(*rounds):
    seen = project(starts_on=SPRING, rounds=rounds)
    return [
        one.voice for one in over_quarters("creativity", dict.fromkeys(spans(SPRING, None, build.TODAY), seen), seen, 5)
    ]


def test_people_are_heard_in_the_quarter_in_which_their_questions_closed_and_in_no_other():
    winter, spring = heard(asking([4] * 6, closed_on=date(2026, 3, 31)), asking([2] * 5, closed_on=date(2026, 4, 1)))
    assert (winter.people, spring.people) == ("3 to 4", "2 to 3")


@pytest.mark.parametrize("scores", [[1] * 4, [5] * 4, [], [None] * 9])
def test_few_answers_and_none_leave_the_same_quarter_and_are_never_added_to_others(scores):
    """Two rounds of four are not eight answers, and no figure shows of which they could be the rest."""
    few = [asking(scores, asked=9, closed_on=day) for day in (date(2026, 4, 3), date(2026, 5, 3))]
    winter, spring = heard(asking([4] * 6, closed_on=date(2026, 3, 1)), *few)
    assert (winter.people, spring.shown, spring.sentence) == ("3 to 4", False, SMALL_GROUP)
    alone = heard(asking([4] * 6, closed_on=date(2026, 3, 1)))
    assert replace(spring, waiting=False) == replace(alone[1], waiting=False)


def test_a_round_shows_beside_one_of_too_few_in_the_same_quarter():
    both = [asking([3] * 7, closed_on=date(2026, 4, 3)), asking([1] * 4, closed_on=date(2026, 5, 3))]
    assert heard(*both)[1].people == "3 to 4"


def states(*rounds, **known):
    """Of two quarters of a project, in each of which every record of Creativity is as it should be."""
    seen = project(starts_on=SPRING, rounds=rounds, **known)
    good = gathering(3, on=SPRING, person_knows={"needs_asked_on": SPRING})
    facts = {span: replace(project(**good, **known), as_of=span.as_of) for span in spans(SPRING, None, build.TODAY)}
    return [one.state for one in over_quarters("creativity", facts, seen, LEAST)]


def test_a_quarter_is_met_only_where_people_had_confirmed_it_by_then():
    assert states() == ["records_only", "records_only"]
    assert states(asking([4] * 5, closed_on=date(2026, 3, 31))) == ["met", "met"]
    assert states(asking([4] * 5, closed_on=date(2026, 4, 1))) == ["records_only", "met"]
    assert states(asking([4] * 5, closed_on=date(2026, 3, 31)), asking([2] * 5, closed_on=date(2026, 5, 1))) == [
        "met",
        "not_confirmed",
    ]
    assert states(asking([4] * 4, closed_on=date(2026, 3, 31))) == ["records_only", "records_only"]
    assert states(group_says=frozenset({"creativity"})) == ["group_met", "group_met"]


def test_history_from_before_has_no_quarters():
    facts = project(starts_on=SPRING, imported=True)
    assert over_quarters("equality", dict.fromkeys(spans(SPRING, None, build.TODAY), facts), facts, LEAST) == ()


# In the database --------------------------------------------------------------------------------------------------

LONG_AGO = 40


def then(work):
    return gather([work], ago(LONG_AGO))[work.pk]


@pytest.fixture
def work(organisation):
    return make.ProjectFactory(organisation=organisation, starts_on=ago(90))


@pytest.fixture
def where(work):
    return make.StageFactory(project=work, open=True, opened_on=ago(80))


def moment(days):
    return datetime.combine(ago(days), time(12), tzinfo=LONDON)


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"state": "active", "joined_on": ago(10)}, "invited"),
        ({"state": "ended", "joined_on": ago(60), "ended_on": ago(10)}, "active"),
        ({"state": "ended", "joined_on": ago(70), "ended_on": ago(50)}, "ended"),
        ({"state": "active", "joined_on": ago(60)}, "active"),
    ],
)
def test_who_joined_or_left_later_had_not_done_so_yet(where, known, state):
    make.InvolvementFactory(stage=where, invited_on=ago(75), **known)
    assert [one.state for one in then(where.project).involvements] == [state]


def test_a_pause_counts_for_as_long_as_it_lasted(where):
    over, later = (make.InvolvementFactory(stage=where, invited_on=ago(70), joined_on=ago(70)) for _ in range(2))
    make.PauseFactory(participant=over.participant, began_at=moment(60), ended_at=moment(20))
    make.PauseFactory(participant=later.participant, began_at=moment(20))
    paused = {one.id: one.paused for one in then(where.project).people}
    assert paused == {over.participant_id: True, later.participant_id: False}


def test_a_talk_that_was_held_later_was_only_offered_then(where):
    one = make.InvolvementFactory(stage=where, invited_on=ago(70), joined_on=ago(70))
    make.BriefingFactory(
        stage=where, participant=one.participant, outcome="done", way="call", offered_on=ago(60), held_on=ago(20)
    )
    assert [(one.outcome, one.held_on) for one in then(where.project).briefings] == [("offered", ago(60))]


def test_a_check_of_safe_contact_that_came_later_hides_what_stood_before(where):
    one = make.InvolvementFactory(stage=where, invited_on=ago(70), joined_on=ago(70)).participant
    make.SafeContactFactory(participant=one, checked_on=ago(10))
    (fact,) = then(where.project).people
    assert (fact.contact_checked_on, fact.contact_checked_since) == (None, True)


def test_what_was_done_after_a_quarter_does_not_count_in_it(where):
    """Everything here carries a day after it."""
    make.SessionFactory(stage=where, held=True)
    make.DecisionFactory(stage=where)
    make.ContributionFactory(project=where.project, said_on=ago(5))
    make.PromiseFactory(project=where.project, made_on=ago(9), by_when=ago(2))
    make.UpdateFactory(project=where.project, told=True)
    asked_and_answered(where, [4] * 6, closed_on=ago(3))
    facts = then(where.project)
    assert not (facts.decisions or facts.contributions or facts.promises or facts.updates)
    assert not [one for one in facts.sessions if one.held_on or one.on <= facts.as_of]
    assert not [one for one in facts.rounds if one.closed_on or one.answers]


def test_the_page_shows_each_quarter_with_its_words(project, mina_client):
    project.starts_on = ago(200)
    project.save()
    answer = mina_client.get(f"/projects/{project.pk}/principles/resources/")
    text, page = Page(answer).text, answer.content.decode()
    assert "Over the quarters" in text and "so far" in text and "from today's records" in text
    assert page.count('<svg class="blocks"') == len(spans(ago(200), None, today())) and " style=" not in page


def test_a_team_that_has_not_answered_yet_sees_no_answers_in_any_quarter(project, cora, cora_client, mina_client):
    project.starts_on = ago(200)
    project.save()
    where = make.StageFactory(project=project, open=True, opened_on=ago(100))
    group(where, 6)
    asked_and_answered(where, [2] * 6, closed_on=ago(3))
    address = f"/projects/{project.pk}/principles/resources/"
    assert "2 to 3 of 5" in Page(mina_client.get(address)).text
    assert "2 to 3 of 5" not in Page(cora_client.get(address)).text


def test_a_page_asks_the_same_whatever_the_quarters_once_they_are_frozen(project, mina_client):
    def queries():
        mina_client.get(f"/projects/{project.pk}/principles/resources/")
        with CaptureQueriesContext(connection) as captured:
            mina_client.get(f"/projects/{project.pk}/principles/resources/")
        return len(captured)

    def began(days):
        project.starts_on = ago(days)
        project.save()
        for first in quarters_over(today(), SHOWN):
            freeze(first, [project])
        return queries()

    assert began(0) == began(900)
