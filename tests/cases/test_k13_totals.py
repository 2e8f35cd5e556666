"""K13: a total counts only what this app can record, and says so of the rest."""

import re

from principles.statements import STATEMENTS

from . import roads
from .visitor import Visitor


def test_k13_totals_count_what_can_be_recorded(as_cora, as_mina, sam, clock):
    project, _, _ = roads.begin(as_cora, people=roads.welcome_many(as_cora, 5))
    of = {}
    for statement in STATEMENTS.values():
        of.setdefault(statement.principle, []).append(statement)
    for principle, statements in of.items():
        page = as_mina.open(f"/projects/{project.pk}/principles/{principle}/")
        total = re.search(r"\d+ of (\d+) statements met", page.words)
        assert int(total[1]) == sum(one.recordable for one in statements), page
    for key in ("R3", "S5", "E5", "E6", "E7", "T3", "U3"):
        page = roads.statement(as_mina, project, key)
        assert page.says("Not recorded by this app yet"), page
        assert not page.says("Not enough data"), page


def test_k13_the_pages_for_all_claim_no_more(client):
    page = Visitor(client=client).open("/principles/")
    assert page.says("what this app cannot record yet is not in the number"), page


def test_k13_a_statement_says_what_it_was_not_judged_on(as_cora, sam, clock):
    project, stage, _ = roads.begin(as_cora, people=roads.welcome_many(as_cora, 2))
    roads.plan_session(as_cora, stage, roads.in_days(10), time_chosen_together=None)
    clock.forward(days=11)
    page = roads.statement(as_cora, project, "S2")
    assert page.says("Not judged yet: whether sessions with papers had them five working days before."), page
