"""What we promise is what is measured, and whoever finds a hole knows whom to tell."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from coproduction.base.readability import read
from coproduction.pages.safety import NOT_PROMISED, PROMISES
from tests.figures import EXPECTED
from tests.source import ROOT

ALL = [promise for _, kept in PROMISES for promise in kept]
SECURITY_TXT = "/.well-known/security.txt"


@pytest.mark.parametrize("promise", ALL, ids=lambda promise: promise.words[:30])
def test_each_promise_is_backed_by_figures_of_the_test_run(promise):
    assert promise.backed_by and set(promise.backed_by) <= set(EXPECTED)


def test_anyone_can_read_it_and_it_is_plain(client):
    answer = client.get(reverse("safety"))
    words = answer.content.decode()
    assert answer.status_code == 200
    assert all(promise.words.split("'")[0] in words for promise in ALL)
    assert read("\n".join([*(promise.words for promise in ALL), *NOT_PROMISED])).hard == ()


def test_what_is_promised_to_readers_of_the_code_is_measured_too():
    words = (ROOT / "SECURITY.md").read_text()
    promises = words.partition("## What we promise")[2].partition("\n## ")[0]
    lines = [line for line in promises.splitlines() if line.startswith("- ")]
    assert len(lines) > 8
    for line in lines:
        ids = line.rpartition("(")[2].rstrip(").").split()
        assert ids and set(ids) <= set(EXPECTED), line


def test_whoever_finds_a_hole_is_told_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    answer = client.get(SECURITY_TXT)
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:security@example.org"
    ends = timezone.make_aware(datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ"))
    assert timedelta(days=90) < ends - timezone.now() < timedelta(days=365)
    assert fields["Canonical"].endswith(SECURITY_TXT)


def test_without_an_address_it_leads_to_the_page_that_says_what_to_do(client, settings):
    assert f"Contact: {settings.SITE_ADDRESS}/safety/" in client.get(SECURITY_TXT).content.decode()
