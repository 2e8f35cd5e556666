"""What one person answered cannot be worked out from what shows: attacked as a reader would who knows much already.

The reader knows how many answered, everything our records say, and every figure that shows anywhere. Some know all
answers but one.
"""

import random
import re
from collections import defaultdict
from dataclasses import replace
from itertools import combinations_with_replacement, product

import pytest

from coproduction.base.disclosure import LEAST
from coproduction.base.words import PRINCIPLE_KEYS
from principles.findings import Finding, State, verdict
from principles.gap import pooled, voice
from principles.quarters import over_quarters, spans
from principles.report import Cell
from tests import factories as make
from tests.conftest import signed_in
from tests.factories import ago
from tests.figures import DEPTH

from . import build
from .build import asking, project, ref
from .scenes import asked_and_answered, group

SCORES = range(1, 6)
KEY = "equality"
ONE = ref("project")
WORDS = "attacks on people's answers and figures: nobody's answer and no group's can be worked out"


def what_shows(said, records=State.MET):
    """All that any page takes from one principle of one project."""
    cell = Cell(ONE, KEY, verdict(KEY, (Finding("E1", records),)), said)
    gaps = (said.apart, said.gap, said.team_sentence)
    return (cell.state, cell.because, cell.together, cell.order, said.people, said.figure, said.count, *gaps)


def said_of(scores, team=(), asked=None):
    return voice(project(rounds=(asking(scores, asked=asked, coordinators=team, principle=KEY),)), KEY)


@pytest.mark.parametrize("score", [1, 5])
def test_where_all_agree_whoever_knows_all_answers_but_one_cannot_tell_the_last(score, figure):
    looked_at = 0
    for n, records, team in product(range(LEAST, 31), State, ((), (3,), (5, 4))):
        seen = {what_shows(said_of([score] * (n - 1) + [last], team), records) for last in SCORES}
        assert len(seen) == 1, (n, records, team)
        looked_at += 1
    figure("PV4", looked_at, WORDS)


@pytest.mark.parametrize("records", State)
def test_of_fewer_than_ten_people_each_may_have_said_yes_and_each_no(records, figure):
    """The five who answered 1, 1, 5, 5, 5 are *partly*: two of them said no, and it may be any two."""
    looked_at = 0
    for n in range(LEAST, 10):
        worlds = defaultdict(set)
        for scores in combinations_with_replacement(SCORES, n):
            worlds[what_shows(said_of(scores), records)] |= set(scores)
        for shown, possible in worlds.items():
            assert possible & {1, 2} and possible & {4, 5}, (n, shown)
            looked_at += 1
    figure("PV4", looked_at, WORDS)


def test_the_state_of_five_whose_figure_is_three_and_more_tells_of_two_low_answers_only_where_records_are_met():
    split, content = said_of([1, 1, 5, 5, 5]), said_of([3, 3, 3, 4, 4])
    for records in set(State) - {State.MET}:
        assert what_shows(split, records) == what_shows(content, records)
    assert what_shows(split)[0] == "partly" and what_shows(content)[0] == "met"


def some_scores(chance):
    return [chance.choice(SCORES) for _ in range(chance.randint(0, 14))]


def alike(chance, scores):
    """Other answers, as many, of which as much shows."""
    wanted = what_shows(said_of(scores))
    tries = ([chance.choice(SCORES) for _ in scores] for _ in range(40))
    return next((other for other in tries if what_shows(said_of(other)) == wanted), scores)


def over_all(every):
    """Each project's answers, and how many more were asked."""
    rounds = [
        asking(scores, asked=len(scores) + more, closed_on=build.ago(100 - place), principle=KEY)
        for place, (scores, more) in enumerate(every)
    ]
    # That questions were opened at all is no secret: whoever looks before they close sees it too.
    return replace(pooled([project(rounds=(one,)) for one in rounds], KEY), asked=True)


def test_beside_the_figures_that_show_the_one_over_all_projects_tells_nothing_more(figure):
    """Wherever groups that show had answered otherwise, but so that their own figures show the same."""
    seen = 0
    for seed in range(300):
        chance = random.Random(seed)
        every = [(some_scores(chance), chance.randint(0, 3)) for _ in range(chance.randint(1, 6))]
        other = [(alike(chance, s), more) if shows(s, more) else (s, more) for s, more in every]
        assert over_all(every) == over_all(other)
        seen += over_all(every).shown
    assert seen > 100
    figure("PV4", seen, WORDS)


def shows(scores, more):
    return said_of(scores, asked=len(scores) + more).shown


def test_a_group_of_ten_with_its_number_beside_five_leaves_the_five_untold():
    """Ten who say 2.4 and five "below 2": a mean over all fifteen would tell five times 1 from anything else."""
    ten = ([2] * 6 + [3] * 4, 0)
    assert over_all([ten, ([1] * 5, 0)]) == over_all([ten, ([1, 1, 1, 1, 5], 0)])


def test_small_groups_tell_no_more_together_than_one_band():
    for fifth in ([1], [5]):
        assert over_all([([1] * 4, 0), (fifth, 0)]).people == "below 2"
    assert over_all([([1] * 4, 0), ([5], 0), ([4] * 3, 0)]) == over_all([([1] * 4, 0), ([5], 0), ([1] * 3, 0)])


def test_between_two_dates_no_smaller_group_comes_or_goes(figure):
    """Rounds close one after another. A change is a whole group that shows, or a whole band of small groups."""
    changes = 0
    for seed in range(200):
        chance = random.Random(seed)
        every = [(some_scores(chance), chance.randint(0, 3)) for _ in range(6)]
        waiting = []
        for day in range(1, len(every) + 1):
            before, after, (scores, more) = over_all(every[: day - 1]), over_all(every[:day]), every[day - 1]
            if shows(scores, more):
                changes += 1
                continue
            waiting.append((scores, more))
            if before != after:
                new = [one for scores, _ in waiting for one in scores]
                assert len(new) >= LEAST and sum(bool(scores) for scores, _ in waiting) >= 2
                waiting, changes = [], changes + 1
    assert changes > 100
    figure("PV4", changes, WORDS)


def test_no_quarter_tells_more_of_a_round_than_its_band(figure):
    looked_at = 0
    for score, n in product((1, 5), (5, 9, 12)):
        seen = set()
        for last in SCORES:
            rounds = (asking([score] * (n - 1) + [last], closed_on=build.ago(10), principle=KEY),)
            facts = replace(project(starts_on=build.ago(200), rounds=rounds), ref=ONE)
            known = dict.fromkeys(spans(facts.starts_on, None, build.TODAY), facts)
            quarters = over_quarters(KEY, known, facts, LEAST)
            seen.add(tuple((one.state, one.voice) for one in quarters))
        assert len(seen) == 1
        looked_at += 1
    figure("PV4", looked_at, WORDS)


# Through pages ----------------------------------------------------------------------------------------------------


def pages_of(work):
    overview = f"/projects/{work.pk}/"
    keys = PRINCIPLE_KEYS if DEPTH == "full" else PRINCIPLE_KEYS[::4]
    judged = [f"{overview}principles/", *(f"{overview}principles/{key}/" for key in keys)]
    dashboards = ("/dashboard/", "/dashboard/?size=long", "/dashboard/?stage=design&state=all", "/dashboard/heard/")
    return [overview, *judged, *dashboards, "/today/", "/projects/"]


def read(client, pages):
    answers = {page: client.get(page) for page in pages}
    return {page: without_tokens(one.content.decode()) for page, one in answers.items() if one.status_code == 200}


def without_tokens(html):
    return re.sub(r'"x-csrftoken": "\w+"|name="csrfmiddlewaretoken" value="\w+"|value="[\w-]{20,}"', "", html)


@pytest.fixture
def work(organisation, cora, sam):
    """Beside it, a group of ten whose number shows, and one that is too small."""
    work = make.ProjectFactory(organisation=organisation, contact=cora, deputy=sam, starts_on=ago(200), size="long")
    for size in (10, 3):
        there = make.StageFactory(project__organisation=organisation, open=True)
        group(there, size)
        asked_and_answered(there, [2, 3] * (size // 2), asked=size)
    return work


@pytest.mark.parametrize("score", [1, 5])
def test_no_page_tells_the_last_of_five_answers_to_whoever_knows_the_others(work, cora, mina, score, figure):
    stage = make.StageFactory(project=work, open=True, kind="design", opened_on=ago(100))
    group(stage, 5)
    asking_round = asked_and_answered(stage, [score] * 5, team=[(cora, 4)], closed_on=ago(20))
    for reader in (cora, mina):
        client, seen = signed_in(reader), defaultdict(set)
        for last in SCORES if DEPTH == "full" else (1, 5):
            for key in PRINCIPLE_KEYS:
                answers = asking_round.answers.filter(principle=key)
                answers.filter(pk=answers.order_by("pk").first().pk).update(answer=last)
            for page, html in read(client, pages_of(work)).items():
                seen[page].add(html)
        assert len(seen) >= 6
        assert [page for page, readings in seen.items() if len(readings) != 1] == []
        figure("PV4", len(seen), WORDS)
