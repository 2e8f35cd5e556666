"""What we say of who can use these pages: each line that promises is backed, each that does not is plain."""

import pytest
from django.urls import reverse
from django.utils import timezone

from coproduction.base.readability import read
from coproduction.pages.accessibility import CAN_CHOOSE, NOT_YET, OTHER_WAYS, TESTED, TESTED_ON
from tests.figures import EXPECTED
from tests.source import ROOT

ALL = [*TESTED, *CAN_CHOOSE, *OTHER_WAYS]


@pytest.fixture(scope="module")
def test_names():
    texts = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py")]
    return {line.split("(")[0][4:] for text in texts for line in text.splitlines() if line.startswith("def test_")}


@pytest.mark.parametrize("promise", ALL, ids=lambda promise: promise.words[:30])
def test_each_promise_is_backed_by_a_figure_or_a_test(promise, test_names):
    assert promise.backed_by and set(promise.backed_by) <= set(EXPECTED) | test_names


def test_the_day_it_was_checked_is_not_to_come():
    assert timezone.localdate() >= TESTED_ON


def test_it_is_plain():
    assert read("\n".join([*(promise.words for promise in ALL), *NOT_YET])).hard == ()


def test_anyone_can_read_it_and_finds_it_at_the_foot_of_each_page(client, db):
    html = client.get("/").content.decode()
    assert f'href="{reverse("accessibility")}"' in html.partition("<footer")[2]
    answer = client.get(reverse("accessibility"))
    assert answer.status_code == 200
    assert NOT_YET[0] in answer.content.decode()


def test_who_takes_part_keeps_the_way_out_and_a_neutral_title(asha_client):
    html = asha_client.get(reverse("accessibility")).content.decode()
    assert "<title>My page</title>" in html and "data-exit" in html
