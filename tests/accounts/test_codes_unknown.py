"""Known, unknown, switched off, or marked unsafe: a stranger who asks for a code and guesses it sees no difference."""

import re
import time
from statistics import median

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coproduction.accounts import sign_in_codes as codes
from coproduction.accounts.models import User
from tests.conftest import Https
from tests.figures import DEPTH

from .by_code import CODE, SIGN_IN, ask, type_in, without

pytestmark = pytest.mark.django_db

SAMPLES = 400 if DEPTH == "full" else 60
KINDS = ("known", "unknown", "switched off", "marked unsafe")
WITHIN_MS, ROUNDS = 10, 3


def address(kind, number):
    """As long for each: the length of an answer is compared too."""
    return f"person.{KINDS.index(kind)}.{number:04d}@example.org"


@pytest.fixture
def people():
    """One for each kind and sample, save those who are not known."""
    marks = {"known": {}, "switched off": {"is_active": False}, "marked unsafe": {"email_unsafe": True}}
    rows = [User(email=address(kind, n), **mark) for kind, mark in marks.items() for n in range(ROUNDS * SAMPLES)]
    User.objects.bulk_create(rows)


def seen(answer, typed):
    """All that reaches a browser, without what was typed and what is new each time for everyone."""
    body = re.sub(r'(csrfmiddlewaretoken" value="|"x-csrftoken": ")[^"]+', r"\1", answer.content.decode())
    headers = {name: value.replace(typed, "[typed]") for name, value in answer.headers.items()}
    headers.pop("Expires", None)
    headers["Content-Security-Policy"] = sorted(headers.get("Content-Security-Policy", "").split("; "))
    return answer.status_code, without(typed, body), headers, sorted(answer.cookies)


def steps(client, typed):
    """The name of each step that a stranger takes, and what takes it."""
    wrong = iter(f"{number:06d}" for number in range(100))
    yield "asks", lambda: client.post(SIGN_IN, {"where": typed})
    yield "sees the page", lambda: client.get(CODE)
    yield "first wrong code", lambda: type_in(client, next(wrong))
    yield "no code", lambda: type_in(client, "none")
    yield "second wrong code", lambda: type_in(client, next(wrong))
    yield "third wrong code", lambda: type_in(client, next(wrong))
    yield "asks afresh", lambda: client.post(SIGN_IN, {"where": typed})
    yield "asks for a new code", lambda: client.post(CODE, {"action": "resend"})
    yield "sees the page again", lambda: client.get(CODE)
    yield "fourth wrong code", lambda: type_in(client, next(wrong))
    yield "fifth wrong code", lambda: type_in(client, next(wrong))
    yield "blocked", lambda: type_in(client, next(wrong))


def browser(kind, number):
    """On a net of its own: how often one may ask in a minute is not what this is about."""
    return Https(REMOTE_ADDR=f"2001:db8:{KINDS.index(kind)}:{number:x}::1")


def test_the_answers_and_the_queries_are_the_same(people, figure, letters):
    found = {}
    for kind in KINDS:
        typed = address(kind, 0)
        for step, take in steps(browser(kind, 0), typed):
            with CaptureQueriesContext(connection) as queries:
                answer = take()
            found.setdefault(step, {})[kind] = seen(answer, typed), [shape(query["sql"]) for query in queries]
    for step, by_kind in found.items():
        for kind in KINDS:
            assert by_kind[kind] == by_kind["known"], f"{step}: {kind}"
    assert [found[step]["unknown"][0][0] for step in ("fifth wrong code", "blocked")] == [422, 429]
    assert len(letters()) == 3
    kinds = ", ".join(KINDS)
    figure("LG3", len(found) * len(KINDS), f"answers to {kinds}: same bytes, headers, cookies, queries")


def test_the_answers_take_as_long(people, figure, letters):
    """A busy machine may blur one round, but not three of them; what takes longer by itself does so in each."""
    rounds = (medians_apart(range(begin, begin + SAMPLES)) for begin in range(0, ROUNDS * SAMPLES, SAMPLES))
    apart = next((found for found in rounds if max(found.values()) <= WITHIN_MS), None)
    assert apart, f"Three times the medians lay more than {WITHIN_MS} ms apart."
    assert len(letters()) % SAMPLES == 0 and letters()
    words = f"samples each of {', '.join(KINDS[:3])}, asking, guessing, blocked: medians at most {WITHIN_MS} ms apart"
    figure("LG3", SAMPLES, words)


def medians_apart(numbers):
    """For each step, how many milliseconds lie between the medians of the kinds."""
    times = {}
    for number in numbers:
        for place in range(3):
            kind = KINDS[(number + place) % 3]
            for step, took in timed(kind, number):
                times.setdefault(step, {}).setdefault(kind, []).append(took)
    return {step: spread([median(found) for found in by_kind.values()]) for step, by_kind in times.items()}


def timed(kind, number):
    """Milliseconds for each step."""
    typed = address(kind, number)
    client, key = browser(kind, number), codes.key_of(codes.account_at("email", typed), typed)
    yield "asks", milliseconds(lambda: client.post(SIGN_IN, {"where": typed}))
    yield "guesses", milliseconds(lambda: type_in(client, "000000"))
    while codes.may_attempt(key):
        pass
    yield "is blocked", milliseconds(lambda: type_in(client, "000000"))


def milliseconds(take):
    began = time.perf_counter()
    take()
    return 1000 * (time.perf_counter() - began)


def spread(found):
    return max(found) - min(found)


def shape(sql):
    """A query without its values."""
    return re.sub(r"'[^']*'|\bs\d+_x\d+\b|\b\d+(\.\d+)?\b", "?", sql).partition("VALUES")[0]


def test_by_phone_it_is_the_same(letters):
    User.objects.create(phone="+447700900001")
    pages = [seen(ask(Https(), number), number) for number in ("+447700900001", "+447700900002")]
    assert pages[0] == pages[1]
    again = []
    for number in ("+447700900001", "+447700900002"):
        client = Https()
        ask(client, number)
        answer = client.post(CODE, {"action": "resend"}, follow=True)
        again.append(seen(answer, number))
    assert again[0] == again[1]
    assert len(letters()) == 3
