"""K7: where nobody was heard, or too few to show, good records are "Records only", never "Met"."""

import re

import pytest

from coproduction.base.words import PRINCIPLE_KEYS

from . import roads

RECORDS_ONLY = "Records only Our records say yes; we can't show what people say."


def solid_green(page):
    """How many of the six are drawn as "Met" is."""
    (strip,) = re.findall(r'<ul class="strip.*?</ul>', page.html, re.DOTALL)
    return strip.count("tone-good")


@pytest.mark.parametrize("scores", [[], [1, 1, 1, 1], [5, 5, 5, 5]])
def test_k07_records_that_are_met_beside_people_not_heard_are_records_only(as_cora, as_mina, clock, sam, scores):
    project = roads.ask_six(as_cora, clock, scores, count=6)
    for reader in (as_mina, as_cora):
        page = reader.open(f"/projects/{project.pk}/principles/creativity/")
        assert page.says(
            "Our records Yes 1 of 4 statements met", RECORDS_ONLY, "people's view not shown here (small group)"
        )
        overview = reader.open(f"/projects/{project.pk}/")
        assert overview.says("Creativity Records only 1 of 4 statements met by our records")
        assert solid_green(overview) == 0
        assert overview.says("A principle is met only where the records and the people agree.")
    judged = as_mina.open(f"/projects/{project.pk}/principles/")
    assert judged.says("A principle is met only where the records and the people agree.", "Records only")
    dashboard = as_mina.open("/dashboard/")
    assert dashboard.says("1 of 4, Records only") and not dashboard.says("of 3, Met")
    assert not dashboard.says("of 4, Met")
    assert as_cora.open("/today/").says("Records only")


def test_k07_the_same_records_are_met_where_people_confirm_it(as_cora, as_mina, clock, sam):
    project = roads.ask_six(as_cora, clock, [5, 4, 4, 3, 1], count=5)
    page = as_mina.open(f"/projects/{project.pk}/principles/creativity/")
    assert page.says("Together Met Our records say yes, and people confirm it.")
    assert as_mina.open("/dashboard/").says("1 of 4, Met")
    assert solid_green(as_mina.open(f"/projects/{project.pk}/")) >= 1


def test_k07_people_who_say_no_beat_the_records(as_cora, as_mina, clock, sam):
    project = roads.ask_six(as_cora, clock, [3, 3, 3, 3, 2])
    for key in PRINCIPLE_KEYS:
        page = as_mina.open(f"/projects/{project.pk}/principles/{key}/")
        assert page.says("Together Not confirmed by participants People do not confirm it, whatever our records say.")
    assert as_mina.open("/dashboard/").says("What needs help first Not confirmed")


def test_k07_two_of_five_who_say_no_leave_it_partly(as_cora, as_mina, clock, sam):
    project = roads.ask_six(as_cora, clock, [1, 1, 5, 5, 5])
    page = as_mina.open(f"/projects/{project.pk}/principles/creativity/")
    assert page.says("People say 3 to 4 of 5", "Together Partly met Our records say yes; people confirm it in part.")


def test_k07_the_six_principles_page_says_so_too(as_mina):
    page = as_mina.open("/principles/")
    assert page.says("A principle is met only where the records and the people agree.", "Records only")
