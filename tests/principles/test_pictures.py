"""People by stages, hours and pounds, lateness by step: what shows, what does not, and what cannot be worked out."""

import re
from itertools import combinations

import pytest

from coproduction.base.disclosure import LEAST
from principles.charts import KINDS, people_by_stage, stages_by_heard, took_part, totals_of
from principles.facts import PaymentFact
from tests import factories as make
from tests.factories import ago

from . import build
from .build import asking, gathering, involved, people, person, project, ref, replace, stage
from .reading import Page
from .scenes import asked_and_answered, busy, group, late_payment

DESIGN = [kind for kind, _ in KINDS].index("design")


def paid(who, pence=2500, **known):
    return PaymentFact(ref("payment"), who.id, build.ago(20), build.ago(5), pence=pence, **known)


def some_work(size=6, sent=None, minutes=60, pence=2500):
    """`size` people came for an hour each; the first `sent` of them have their money."""
    known = gathering(size)
    sent = size if sent is None else sent
    payments = [
        paid(one, pence, released_on=build.ago(6) if place < sent else None)
        for place, one in enumerate(known["people"])
    ]
    known["attendances"] = tuple(replace(one, minutes=minutes) for one in known["attendances"])
    return project(**known, payments=tuple(payments))


def test_hours_and_pounds_are_the_sums_of_what_people_gave_and_got():
    row = totals_of(some_work(6), LEAST)
    assert (row.minutes, row.agreed, row.sent) == (360, 15000, 15000)


@pytest.mark.parametrize("size", range(5))
def test_nothing_is_told_of_a_group_of_fewer_than_five(size):
    row = totals_of(some_work(size), LEAST)
    assert (row.minutes, row.agreed, row.sent) == (None, None, None)


def test_an_organisation_may_keep_back_more_and_never_less():
    assert totals_of(some_work(7), 8).agreed is None
    assert totals_of(some_work(4), 2).agreed is None


@pytest.mark.parametrize(("sent", "shows"), [(10, True), (9, False), (6, False), (5, True), (4, False), (0, False)])
def test_the_few_whose_money_is_on_its_way_cannot_be_subtracted(sent, shows):
    row = totals_of(some_work(10, sent=sent), LEAST)
    assert (row.agreed, row.sent) == (25000, sent * 2500 if shows else None)


@pytest.mark.parametrize("situation", [{"choice": "declined"}, {"taken_back": True}, {"time_credits": True}])
def test_what_was_declined_taken_back_or_given_as_time_is_no_pounds(situation):
    facts = some_work(6)
    more = paid(facts.people[0], 9900, released_on=build.ago(3), **situation)
    assert totals_of(replace(facts, payments=(*facts.payments, more)), LEAST).agreed == 15000


def taking_part(**sizes):
    """A project with one stage of each kind named, and so many people in it."""
    stages = {kind: stage(kind=kind) for kind in sizes}
    return project(
        stages=tuple(stages.values()),
        involvements=tuple(involved(one, stages[kind]) for kind, n in sizes.items() for one in people(n)),
    )


def by_stage(many):
    return people_by_stage({facts.ref.id: took_part(facts) for facts in many}, LEAST)


def test_people_are_counted_once_in_each_kind_of_stage():
    first, again = stage(kind="design"), stage(kind="design")
    group = people(6)
    facts = project(
        stages=(first, again),
        involvements=tuple(involved(one, where) for one in group for where in (first, again))
        + (involved(person(), first, state="invited", joined_on=None), involved(person(), first, state="declined")),
    )
    assert by_stage([facts])[facts.ref.id][DESIGN].people == 6


def test_small_numbers_of_people_do_not_show_and_nobody_looks_the_same():
    several = [taking_part(design=n, deliver=9) for n in range(LEAST)]
    counts = by_stage([*several, taking_part(design=9, deliver=9)])
    read = {str([one.people for one in counts[facts.ref.id][DESIGN : DESIGN + 1]]) for facts in several}
    assert read == {"[None]"}


def test_a_kind_of_stage_that_was_not_opened_says_so():
    facts = taking_part(design=8)
    counts = by_stage([facts])[facts.ref.id]
    assert [one.none_there for one in counts[:-1]] == [kind != "design" for kind, _ in KINDS]


@pytest.mark.parametrize("more", [{}, {"design": 0}, {"decide": 9}, {"design": 0, "decide": 9}])
def test_a_kind_of_stage_that_nobody_joined_anywhere_looks_like_one_with_a_few(more):
    projects = [taking_part(design=0, decide=9), taking_part(deliver=9, **more)]
    counts = by_stage(projects)
    for ref_or_all in (projects[0].ref.id, None):
        assert (counts[ref_or_all][DESIGN].people, counts[ref_or_all][DESIGN].none_there) == (None, False)


def test_a_number_that_is_told_where_answers_show_does_not_hide_another():
    where, small = stage(kind="design"), stage(kind="decide")
    joined = [*(involved(one, where) for one in people(8)), *(involved(one, small) for one in people(3))]
    asked = replace(asking([4] * 8), stage=where.id)
    facts = project(stages=(where, small), involvements=tuple(joined), rounds=(asked,))
    counts = by_stage([facts, taking_part(design=9, decide=9)])[facts.ref.id]
    assert (counts[DESIGN].people, counts[DESIGN + 1].people, counts[-1].people) == (8, None, None)


def test_a_stage_is_heard_once_enough_people_have_answered():
    facts = taking_part(design=9, decide=9, deliver=9)
    scores = ([4] * 5, [4] * 4, [1] * 4)
    rounds = tuple(replace(asking(s), stage=one.id) for s, one in zip(scores, facts.stages, strict=True))
    found = stages_by_heard([replace(facts, rounds=rounds)], {facts.ref.id: LEAST})
    assert [heard for _, _, heard in found] == [True, False, False]


# On the page ------------------------------------------------------------------------------------------------------

DASHBOARD = "/dashboard/"
FILTERS = ("", "state=all", "state=closed", "size=long", "size=one_event", "stage=design", "stage=decide&state=all")


def section(client, query, begin, end):
    # Past the list of what stands on the page, which names each section too.
    _, _, text = Page(client.get(f"{DASHBOARD}?{query}")).text.partition("What people say")
    return text[text.index(begin) : text.index(end)] if begin in text else ""


def test_no_filter_changes_what_shows_of_the_people_of_a_project(organisation, mina_client):
    """Otherwise two filters could be subtracted."""
    sizes = (("long", 3, 9), ("one_event", 7, 6), ("few_sessions", 12, 4))
    for number, (size, designing, deciding) in enumerate(sizes):
        work = make.ProjectFactory(organisation=organisation, size=size, title=f"Cohort {'xyz'[number]}")
        group(make.StageFactory(project=work, kind="design", open=True), designing)
        group(make.StageFactory(project=work, kind="decide", closed=True), deciding)
    whole = section(mina_client, "state=all", "People and stages", "Hours and pounds")
    assert "Cohort z" in whole
    for query in FILTERS:
        shown = section(mina_client, query, "People and stages", "Hours and pounds")
        for row in re.findall(r"(?:Cohort|All projects) .*?(?= Cohort| All projects| Who takes)", shown):
            assert row in whole


def test_whom_we_have_heard_is_counted_over_all_projects_whatever_is_asked_for(organisation, mina_client):
    for size in ("long", "one_event"):
        where = make.StageFactory(project__organisation=organisation, project__size=size, open=True)
        asked_and_answered(where, [4] * 8)
        for person_asked in group(where, 14)[:8]:
            make.SurveyInvitationFactory(
                survey_round=make.SurveyRoundFactory(
                    stage=make.StageFactory(project=where.project, open=True), closed_on=ago(3)
                ),
                participant=person_asked,
                done=True,
            )
    lines = {section(mina_client, query, "Heard from", "over all projects") for query in FILTERS} - {""}
    assert lines == {"Heard from about 15 of 30 people "}


@pytest.mark.parametrize("answered", range(LEAST))
def test_how_many_were_heard_does_not_show_where_they_are_few(project, mina_client, answered):
    where = make.StageFactory(project=project, closed=True)
    asking_round = make.SurveyRoundFactory(stage=where, closed_on=ago(1))
    for place, person_asked in enumerate(group(where, 12)):
        make.SurveyInvitationFactory(survey_round=asking_round, participant=person_asked, done=place < answered)
    assert section(mina_client, "", "Heard from", "over all projects") == "Heard from: not shown (small numbers) "


def test_lateness_tells_each_step_and_how_long(project, stage, mina_client):
    late_payment(stage)
    late_payment(stage, due=True)
    late_payment(stage, due=True)
    late_payment(stage, approved=True)
    text = section(mina_client, "", "Late, by step", "What people say, over")
    for words in (
        "Sending it to be checked by a coordinator 1 payment",
        "Approval by a manager 2 payments",
        "Sending the money by finance 1 payment",
        "5 working days",
    ):
        assert words in text
    behind = Page(mina_client.get("/dashboard/late/?step=approval"))
    assert (len(behind.counted), "Sending the money" in behind.text) == (2, False)


def test_a_project_that_pays_a_few_shows_no_sum_and_opens_none(organisation, mina_client):
    few, many = (make.ProjectFactory(organisation=organisation, title=title) for title in ("Few", "Many"))
    busy(few, 4)
    busy(many, 6)
    assert "Few not shown (small group)" in section(mina_client, "", "Hours and pounds", "Late, by step")
    for page in ("agreed", "sent"):
        assert Page(mina_client.get(f"/dashboard/{page}/?project={few.pk}")).pence == []
    assert Page(mina_client.get("/dashboard/agreed/")).pence == [3000] * 6


def test_pictures_are_for_the_eye_alone_and_carry_no_style(organisation, mina_client):
    busy(make.ProjectFactory(organisation=organisation), 6)
    page = mina_client.get(DASHBOARD).content.decode()
    pictures = re.findall(r'<svg class="(?:bar|dot)"[^>]*>', page)
    assert len(pictures) >= 4
    assert all('aria-hidden="true"' in one for one in pictures)
    assert " style=" not in page


def test_sums_that_show_leave_no_small_sum_between_them():
    """Any two of hours, agreed and sent that show differ by nobody's money or by that of enough people."""
    for size, sent in combinations(range(13), 2):
        row = totals_of(some_work(sent, sent=size), LEAST)
        if row.sent is not None:
            left = (row.agreed - row.sent) // 2500
            assert left == 0 or left >= LEAST
