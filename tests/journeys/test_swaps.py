"""What changes without a new page: it is said, focus stays, waiting shows, and Back leads back."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories as make
from tests.conftest import signed_in
from tests.figures import DEPTH
from tests.journeys.test_shared_phone import COOKIE, KEPT

LIST, SIGN_IN = reverse("projects:list"), reverse("account_request_login_code")
NOTHING_HAS_FOCUS = "document.activeElement === document.body"
# Watches focus from now on: how often nothing had it, looked at after each change of the page.
WATCH = """() => {
  window.lost = 0;
  const look = () => { window.lost += document.activeElement === document.body; };
  new MutationObserver(() => setTimeout(look)).observe(document.body, {childList: true, subtree: true});
}"""


class Person:
    """Somebody at a page, who counts what it took to change it."""

    def __init__(self, walk, user):
        self.walk, self.page, self.swaps, self.loads = walk, walk.page, 0, 0
        self.page.on("domcontentloaded", self.count_load)
        kept = signed_in(user).cookies[COOKIE].value
        cookie = {"name": COOKIE, "value": kept, "url": "https://127.0.0.1", "secure": True, "httpOnly": True}
        walk.context.add_cookies([cookie])

    def count_load(self, _):
        self.loads += 1

    def comes_to(self, path):
        self.walk.open(path)
        self.page.evaluate(WATCH)
        self.loads = 0
        return self

    def presses(self, button):
        """By keyboard, from wherever they are."""
        button.focus()
        self.page.keyboard.press("Enter")

    def sees(self, *said):
        """The part has changed, it was said, and nothing was lost."""
        for words in said:
            expect(self.page.locator("#live, #messages").filter(has_text=words)).to_have_count(1)
        expect(self.page.locator("[aria-busy]")).to_have_count(0)
        assert not self.page.evaluate(NOTHING_HAS_FOCUS)
        assert not self.page.evaluate("window.lost"), "nothing had focus for a while"
        assert self.loads == 0, "a new page was loaded"
        assert self.page.evaluate(KEPT) == []
        self.swaps += 1

    @property
    def faults(self):
        """Without what htmx writes into the console of a request that was cut off, which the person is told."""
        cut_off = ("htmx:afterRequest", "htmx:sendAbort", "htmx:sendError", "ERR_INTERNET_DISCONNECTED")
        return [fault for fault in self.walk.faults if not any(words in fault for words in cut_off)]

    @property
    def showing(self):
        return self.walk.labelled("Show").first

    @property
    def waits(self):
        return self.page.locator("#waiting")


@pytest.fixture
def cora_at(walks, cora, project):
    """cora_at(width): Cora at a list of 21 live projects, one of them at the stage "deliver", and two closed ones."""
    for at in range(20):
        make.ProjectFactory(organisation=project.organisation, title=f"Project {at}", contact=cora)
    make.StageFactory(project=project, kind="deliver", name="Deliver", open=True)
    for _ in range(2):
        make.ProjectFactory(organisation=project.organisation, contact=cora, closed=True)
    return lambda width: Person(walks(width), cora).comes_to(LIST)


@pytest.mark.parametrize("width", [320, 1280] if DEPTH == "full" else [320])
def test_a_filter_changes_the_list_alone_and_back_leads_back(cora_at, figure, width):
    cora = cora_at(width)
    page, show = cora.page, cora.page.get_by_role("button", name="Show these")
    cora.showing.focus()
    page.keyboard.press("C")
    # Choosing alone changes nothing.
    assert page.locator("article").count() == 20
    cora.presses(show)
    cora.sees("2 projects shown")
    expect(show).to_be_focused()
    assert page.url.endswith("state=closed") and page.locator("article").count() == 2
    cora.showing.select_option(label="Live ones")
    cora.walk.labelled("In the stage").select_option(label="Deliver")
    cora.presses(show)
    cora.sees("1 project shown")
    cora.walk.look()
    page.go_back()
    expect(page.locator("article")).to_have_count(2)
    expect(cora.showing).to_have_value("closed")
    page.go_forward()
    expect(page.locator("article")).to_have_count(1)
    expect(cora.walk.labelled("In the stage")).to_have_value("deliver")
    assert page.evaluate(KEPT) == [] and not cora.walk.faults
    figure("UX3", cora.swaps, "swaps, focus never lost")


def test_the_next_page_of_a_list_is_read_from_its_beginning(cora_at, figure):
    cora = cora_at(320)
    cora.presses(cora.page.get_by_role("link", name="Further in the list"))
    cora.sees("21 to 21 of 21 projects")
    expect(cora.page.get_by_role("region", name="Projects", exact=True)).to_be_focused()
    assert cora.page.url.endswith("?page=2") and cora.page.locator("#list").bounding_box()["y"] >= 0
    cora.page.go_back()
    expect(cora.page.locator("article")).to_have_count(20)
    assert not cora.walk.faults
    figure("UX3", cora.swaps, "swaps, focus never lost")


def shows_no_waiting(cora, show):
    cora.page.evaluate("window.waited = 0")
    cora.presses(show)
    cora.sees("1 to 20 of 21 projects")
    return cora.page.evaluate("window.waited") == 0


def test_waiting_shows_where_it_takes_long_and_the_newest_question_counts(cora_at, figure):
    cora = cora_at(320)
    page, show = cora.page, cora.page.get_by_role("button", name="Show these")
    page.evaluate("""() => { document.getElementById("waiting").addEventListener(
      "transitionend", () => { window.waited += 1; }); }""")
    # A machine that is busy with something else is not quick: one quick answer of three is enough.
    assert any(shows_no_waiting(cora, show) for _ in range(3)), "a quick answer showed waiting"
    held = []
    page.route("**/projects/?*", lambda route: held.append(route))
    cora.showing.select_option(label="All")
    cora.presses(show)
    expect(cora.waits).to_be_visible()
    expect(cora.waits).to_have_text("One moment")
    expect(page.locator("#list")).to_have_attribute("aria-busy", "true")
    expect(page.locator("#live")).to_have_text("One moment.")
    cora.walk.look()
    cora.showing.select_option(label="Closed ones")
    page.unroute_all()
    cora.presses(show)
    cora.sees("2 projects shown")
    expect(cora.waits).to_be_hidden()
    assert page.url.endswith("state=closed") and len(held) == 1 and not cora.faults
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.getElementById('waiting').classList.add('htmx-request')")
    assert page.evaluate("getComputedStyle(document.getElementById('waiting')).transitionDelay") == "0.3s"
    figure("UX3", cora.swaps, "swaps, focus never lost")


def test_what_did_not_go_through_says_so_and_a_lost_session_asks_for_sign_in(cora_at):
    cora = cora_at(320)
    page, show = cora.page, cora.page.get_by_role("button", name="Show these")
    cora.showing.select_option(label="Closed ones")
    cora.walk.context.set_offline(True)
    cora.presses(show)
    expect(page.get_by_role("alert")).to_contain_text("We could not reach the server. What you typed is still here.")
    expect(cora.showing).to_have_value("closed")
    expect(show).to_be_focused()
    expect(page.locator("[aria-busy]")).to_have_count(0)
    cora.walk.context.set_offline(False)
    assert page.locator("article").count() == 20
    Session.objects.all().delete()
    cora.presses(show)
    page.wait_for_url(re.compile(re.escape(SIGN_IN)))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert not cora.faults


def test_one_press_keeps_the_place_and_what_was_typed(walks, mina, cora, asha, ben, project, figure):
    stage = make.StageFactory(project=project, open=True)
    make.BudgetLineFactory(project=project, pence=100_000)
    for at in range(3):
        session = make.SessionFactory(stage=stage)
        attendance = make.AttendanceFactory(session=session, participant=asha, came=True)
        make.PaymentFactory(attendance=attendance, drafted_by=cora, due=True, due_on=make.ago(-at - 1))
    person = Person(walks(1280), mina).comes_to(reverse("money:list"))
    page, rows = person.page, person.page.locator("#queues tbody tr")
    second = rows.nth(2).inner_text()
    person.presses(rows.nth(1).get_by_role("button"))
    person.sees("Approved. Finance can send it now.")
    assert rows.count() == 2 and rows.nth(1).inner_text() == second
    expect(rows.nth(1)).to_be_focused()
    # Pressed twice at once: sent once.
    sent = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    rows.nth(0).locator("form").evaluate("form => { form.requestSubmit(); form.requestSubmit(); }")
    expect(rows).to_have_count(1)
    assert len(sent) == 1 and not person.walk.faults
    figure("UX3", person.swaps, "swaps, focus never lost")


def test_a_participants_press_changes_one_part_of_a_long_page(walks, asha, project, figure):
    make.ChannelFactory(contact__participant=asha, contact__stale=True)
    for kind in ("before", "after"):
        make.BriefingFactory(participant=asha, project=project, kind=kind)
    person = Person(walks(320), asha.user).comes_to(reverse("me:home"))
    person.presses(person.page.get_by_role("button", name="Yes, still right"))
    person.sees("We will ask again in a few months.")
    expect(person.page.get_by_role("heading", level=1)).to_be_focused()
    person.comes_to(reverse("me:choices"))
    picked = person.page.locator("form fieldset").first.get_by_role("radio").last
    picked.check()
    told = person.page.locator("#briefings > ul > li")
    second = told.nth(1).inner_text()
    person.presses(told.nth(0).get_by_role("button", name="Yes, I was"))
    person.sees("What you say counts.")
    expect(picked).to_be_checked()
    expect(told).to_have_count(1)
    assert told.inner_text() == second
    expect(told).to_be_focused()
    # The message above stays in sight, and covers nothing that has focus.
    assert told.bounding_box()["y"] >= (said := person.page.locator("#messages").bounding_box())["y"] + said["height"]
    expect(person.page.locator("#messages")).to_be_in_viewport()
    person.walk.look()
    assert not person.walk.faults
    figure("UX3", person.swaps, "swaps, focus never lost")
