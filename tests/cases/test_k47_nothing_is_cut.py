"""What is pasted is kept whole, or refused with how much is too much; links and numbers in it can be pressed."""

import pytest

from projects.sessions.models import Session

from . import roads
from .roads.pages import path_of_stage
from .visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
LINK = "https://meet.example.org/l/meetup-join/" + "19%3ameeting_Yk" * 13 + "/0?context=b1%7d"


@pytest.fixture
def begun(as_cora):
    project, stage, (asha,) = roads.begin(as_cora, "Asha")
    return project, stage, asha


def test_k47_a_long_meeting_link_is_kept_and_can_be_pressed(as_cora, begun):
    _, stage, asha = begun
    assert len(LINK) == 250
    session = roads.plan_session(as_cora, stage, roads.in_days(9), place=f"Online: {LINK}. Or ring 0117 496 0123.")
    for page in (as_cora.open(roads.path_of_session(session)), Visitor(asha.user).open(f"/me/sessions/{session.pk}/")):
        assert page.href(LINK) == LINK and page.href("0117 496 0123") == "tel:01174960123"
        assert 'rel="noreferrer noopener"' in page.html and page.says("Or ring")


def test_k47_what_is_too_long_comes_back_whole_with_how_much_to_take_out(as_cora, begun):
    _, stage, _ = begun
    form = as_cora.open(path_of_stage(stage, "sessions", "new"))
    assert "maxlength" not in form.html
    page = form.send("Plan this session", about="Words " * 117 + "end", day="12 June", time="2 pm", place="x" * 501)
    assert page.status == 422 and page.says("705 letters; 200 fit. Take out 505.", "501 letters; 500 fit. Take out 1.")
    fields = page.form("Plan this session").fields
    assert fields["about"].values == ["Words " * 117 + "end"] and fields["place"].values == ["x" * 501]
    assert not Session.objects.exists()


def test_k47_links_and_numbers_in_an_update_and_nothing_else(as_cora, begun):
    project, _, asha = begun
    words = "See https://example.org/a(b)?c=1&d=2, or call +44 20 7946 0999. Not javascript:alert(1) or me@example.org."
    page = as_cora.open(f"/projects/{project.pk}/updates/new/")
    nothing = {f"{part}_nothing": "on" for part in ("outcomes", "blocks", "risks")}
    page = page.send("Tell them now", progress=words, **nothing)
    for read in (page, Visitor(asha.user).open("/me/news/").link(project.title)):
        assert read.href("https://example.org/a(b)") == "https://example.org/a(b)?c=1&d=2"
        assert read.href("+44 20 7946 0999") == "tel:+442079460999"
        assert not any("javascript" in href or "mailto" in href for href, _ in read.read.links)
        assert read.says(words)


def test_k47_a_session_in_the_hour_that_the_clocks_skip_is_asked_about(as_cora, begun):
    _, stage, _ = begun
    form = as_cora.open(path_of_stage(stage, "sessions", "new"))
    for day, words in (("28 March 2027", "There is no 1:30 am on 28 March 2027"), ("25 October 2026", "comes twice")):
        page = form.send(
            "Plan this session", about="A walk", day=day, time="half past one in the morning", place="Here"
        )
        assert page.status == 422 and page.says(words, "Which time do you mean, before 1 am or from 2 am?")
        assert page.form("Plan this session").fields["time"].values == ["half past one in the morning"]
    assert not Session.objects.exists()
