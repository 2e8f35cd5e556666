"""Pages go compressed to browsers that ask for it: they are what they are without it, and never twice of one length."""

import gzip
import re

import pytest
from django.urls import reverse

from tests.access_rules import rule_for
from tests.conftest import signed_in
from tests.figures import DEPTH
from tests.test_access import DOORS, ROUTES, captured, may_enter, path_to, steps_of
from tests.world import build

# What is drawn anew for each page.
NEW = re.compile(
    rb'(csrfmiddlewaretoken" value="|x-csrftoken(": "|&quot;: &quot;)|name="(?:token|draft)" value="|nonce=")[^"&]*'
)
# Where somebody is led afterwards; nothing else stands there.
CARRY_ON = {"account_logout"}
# Bytes by which a page is at most longer than it would be, so that its length tells little.
BLUR = 100
ASKED = {"Accept-Encoding": "gzip, deflate, br"}


def compressed(client, path):
    answer = client.get(path, headers=ASKED)
    assert answer.status_code == 200 and answer["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer["Vary"] and int(answer["Content-Length"]) == len(answer.content)
    return answer


def test_it_is_the_same_page_and_a_quarter_of_it(cora_client, project):
    path = reverse("project_overview", args=[project.pk])
    plain, small = cora_client.get(path), compressed(cora_client, path)
    assert "Content-Encoding" not in plain
    assert NEW.sub(b"", gzip.decompress(small.content)) == NEW.sub(b"", plain.content)
    assert len(small.content) < len(plain.content) / 4 + BLUR


def test_its_length_is_blurred(cora_client):
    """Whoever measures the length learns less than a hundred bytes of difference."""
    lengths = {len(compressed(cora_client, reverse("people:list")).content) for _ in range(20)}
    assert len(lengths) > 10


@pytest.mark.parametrize("path", ["/healthz", "/nowhere/"])
def test_what_is_short_or_broken_is_answered_too(client, db, path):
    assert client.get(path, headers=ASKED).status_code in {200, 404}


def test_a_shared_phone_keeps_none_of_it(asha_client):
    answer = compressed(asha_client, reverse("me:home"))
    assert "no-store" in answer["Cache-Control"]


def test_no_page_of_somebody_repeats_what_stands_in_its_address(db):
    """Else whoever leads a person to such an address could guess, by the length of the page, what stands on it."""
    world, word = build(), "qzxjk"
    asked = dict.fromkeys(
        ("page", "project", "stage", "state", "size", "next", "who", "kind", "later", "sort", word), word
    )
    looked_at, repeated = 0, []
    # In a sample, every other route.
    for route in sorted(ROUTES)[:: 1 if DEPTH == "full" else 2]:
        for step in steps_of(route):
            rule = rule_for(route, DOORS[route], captured(route), "get", step)
            who = next(
                (one for one in world.actors if one.user and may_enter(one, route) and rule(one, one.home)), None
            )
            if who is None:
                continue
            answer = signed_in(who.user).get(path_to(route, step, who.home), asked)
            looked_at += answer.status_code == 200
            if answer.status_code == 200 and word.encode() in answer.content:
                repeated.append(route)
    assert looked_at > 50 and set(repeated) <= CARRY_ON
