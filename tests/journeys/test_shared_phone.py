"""A phone that somebody else picks up: nothing stays on it after signing out, and one tap is enough to leave."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests.canaries import SHAPE
from tests.conftest import signed_in
from tests.figures import DEPTH
from tests.test_access import ROUTES, path_to, steps_of
from tests.world import build

WHERE, SIGN_IN = reverse("usersessions_list"), reverse("account_request_login_code")
FULL = DEPTH == "full"
COOKIE = "__Host-s"
AWAY, STUB = "https://www.bbc.co.uk/weather", "Rain"
SECOND, BACKS = 1.0, 5
# A second is promised of the page, and the machine may be doing something else for that second: a slow press is
# made again, and a page that is slow each time is slow.
PRESSES = 3
ON_THE_LINK = "document.activeElement.matches('a[data-exit]')"
# Everything a page can keep in a browser beside cookies.
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie,
  ...(await indexedDB.databases()).map((one) => one.name),
  ...(self.caches ? await caches.keys() : []),
  ...(navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : []).map((one) => one.scope),
].filter(Boolean)"""


@pytest.fixture
def world(address):
    made = build(planted=True)
    made.user = made.mine.participant.user
    Authenticator.objects.filter(user=made.user).delete()
    reader = signed_in(made.user)
    mine = [route for route in sorted(ROUTES) if route.startswith("me:")]
    paths = [path_to(route, step, made.mine) for route in mine for step in steps_of(route)]
    made.pages = [path for path in paths if reader.get(path).status_code == 200] + [WHERE]
    assert len(made.pages) > 10
    return made


@pytest.fixture
def phones(walks):
    """phones(scripts=False): a phone, with the road out of the house led to a stub."""

    def take(scripts=True):
        walk = walks(320, scripts)
        # What is sound about these pages is looked at elsewhere.
        walk.look = lambda: None
        walk.context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body=STUB, content_type="text/html"))
        return walk

    return take


def words_in(text, world):
    return {word for word in SHAPE.findall(text.encode()) if word in world.canaries}


# Nothing stays -----------------------------------------------------------------------------------------------------


def test_after_signing_out_nothing_of_the_person_is_left_on_the_phone(phones, world, figure):
    walk, answers = phones(), []
    walk.sign_in(world.user.email)
    page = walk.page
    page.on("response", lambda answer: answers.append(answer) if answer.request.is_navigation_request() else None)
    seen = set()
    for path in world.pages:
        page.goto(walk.address + path)
        seen |= words_in(page.content(), world)
    # What is searched for was there to be found.
    assert len(seen) > 10
    assert len(answers) == len(world.pages)
    assert all("no-store" in answer.headers["cache-control"] for answer in answers)
    page.get_by_role("button", name="Sign out", exact=True).click()
    page.wait_for_url("**" + reverse("signed_out"))
    assert COOKIE not in {cookie["name"] for cookie in walk.context.cookies()}
    texts = [page.content()]
    for _ in range(BACKS):
        page.go_back()
        texts.append(page.content())
        assert urlsplit(page.url).path == SIGN_IN
    page.reload()
    texts += [page.content(), str(walk.context.cookies()), page.title(), page.url]
    entries = page.evaluate(KEPT)
    left = set().union(*(words_in(text, world) for text in texts))
    assert not left and not entries
    figure("PV1", len(texts), "places searched after signing out, 0 planted words, 0 entries kept")
    figure("PV1", len(world.pages), "signed-in pages, each with no-store")


# One tap away ------------------------------------------------------------------------------------------------------


def comes_in(walk, user):
    """With a session of their own, as after signing in. Returns its id."""
    kept = signed_in(user).cookies[COOKIE].value
    walk.context.add_cookies([{"name": COOKIE, "value": kept, "url": "https://127.0.0.1", "secure": True}])
    return kept


def by_tap(page):
    page.locator("a[data-exit]").click(no_wait_after=True)


def by_keyboard(page):
    page.keyboard.press("Tab")
    assert page.evaluate(ON_THE_LINK), f"{page.url}: something else comes before the way out"
    page.keyboard.press("Enter")


def by_three_shifts(page):
    for _ in range(3):
        page.keyboard.press("Shift")


def seconds_to_leave(walk, path, leave):
    """Until the road out of the house is taken, from the page of this path."""
    walk.page.goto(walk.address + path)
    began = time.monotonic()
    leave(walk.page)
    walk.page.wait_for_url(AWAY, wait_until="commit")
    taken = time.monotonic() - began
    walk.page.wait_for_load_state()
    assert walk.page.inner_text("body") == STUB
    return taken


def assert_left_within_a_second(walk, path, leave, come_in):
    """Returns what `come_in` gave for the press that was in time."""
    for _ in range(PRESSES):
        kept = come_in()
        if seconds_to_leave(walk, path, leave) < SECOND:
            return kept
    raise AssertionError(f"{path}: no press of {PRESSES} led away within {SECOND} s")


@pytest.mark.parametrize("leave", [by_tap, by_keyboard, by_three_shifts], ids=lambda leave: leave.__name__)
def test_one_tap_leads_away_and_back_shows_nothing(phones, world, figure, leave):
    walk = phones()
    goes_back = FULL or leave is by_tap

    def come_in():
        kept = comes_in(walk, world.user)
        if goes_back:
            # A page before the one that is left: that one must not come back either.
            walk.page.goto(walk.address + WHERE)
        return kept

    pages = in_turn(world, (by_tap, by_keyboard, by_three_shifts).index(leave))
    for path in pages:
        kept = assert_left_within_a_second(walk, path, leave, come_in)
        wait_until_gone(walk, kept)
        if goes_back:
            walk.page.go_back()
            assert urlsplit(walk.page.url).path == SIGN_IN, f"Back shows {walk.page.url}"
            assert not words_in(walk.page.content(), world)
    figure("PV3", len(pages), "ways off a page by tap, keyboard or Shift, each under 1 s")
    if goes_back:
        figure("PV3", len(pages), "times Back pressed after leaving, 0 pages shown")


def in_turn(world, first):
    """The same few lines lead away from each page, so a sixth tells: another one for each way, and the last page for
    all. At full depth, all pages.
    """
    return world.pages if FULL else [*world.pages[first:-1:6], world.pages[-1]]


def wait_until_gone(walk, kept):
    """Signing out goes on behind the page that was left: the session ends first, then the browser loses its cookie."""
    until = time.monotonic() + 10
    while Session.objects.filter(pk=kept).exists() or kept in {one["value"] for one in walk.context.cookies()}:
        assert time.monotonic() < until, "leaving did not sign out"
        walk.page.wait_for_timeout(10)


def test_without_scripts_it_is_a_plain_link_and_back_asks_us_again(phones, world, figure):
    walk = phones(scripts=False)
    pages = in_turn(world, 0)
    for path in pages:
        assert_left_within_a_second(walk, path, by_tap, lambda: comes_in(walk, world.user))
    # Nothing here can keep Back from asking for the page. It is asked for, not taken out of the phone's memory.
    walk.page.go_back()
    assert urlsplit(walk.page.url).path == WHERE
    Session.objects.all().delete()
    walk.page.goto(AWAY)
    walk.page.go_back()
    assert urlsplit(walk.page.url).path == SIGN_IN
    figure("PV3", len(pages), "ways off a page without scripts, each under 1 s")


def test_two_shifts_or_three_with_a_letter_between_stay(phones, asha):
    walk = phones()
    comes_in(walk, asha.user)
    page = walk.page
    page.goto(walk.address + WHERE)
    for keys in (["Shift", "Shift"], ["a", "Shift", "Shift", "a", "Shift"]):
        for each in keys:
            page.keyboard.press(each)
    page.keyboard.press("a")
    assert urlsplit(page.url).path == WHERE


def test_a_page_kept_whole_by_the_browser_is_asked_for_again(phones, asha):
    walk = phones()
    comes_in(walk, asha.user)
    page = walk.page
    page.goto(walk.address + WHERE)
    Session.objects.all().delete()
    with page.expect_navigation():
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert urlsplit(page.url).path == SIGN_IN
