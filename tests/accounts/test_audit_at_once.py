"""Ten writers at once, and one chain."""

import time
from threading import Barrier

import pytest
from django.db import connection

from coproduction.accounts.audit import note, one_piece_of_work
from coproduction.accounts.chain import Chain
from coproduction.accounts.models import AuditEntry
from participants.contributions.actions import add_contribution
from participants.contributions.models import Contribution
from tests import factories
from tests.figures import DEPTH
from tests.scopes import Threads

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]
WRITERS = 10
ROWS = 5000 if DEPTH == "full" else 500
# Rows a second below which something is wrong, however busy the machine and its disk. What was measured is printed.
AT_LEAST = 20


def in_as_many_threads(work):
    """Starts them together; returns seconds. What one of them raises is raised here."""
    together = Barrier(WRITERS + 1)

    def one(number):
        try:
            together.wait()
            work(number)
        finally:
            connection.close()

    with Threads(WRITERS) as pool:
        waiting = [pool.submit(one, number) for number in range(WRITERS)]
        together.wait()
        began = time.perf_counter()
        for each in waiting:
            each.result()
        return time.perf_counter() - began


def test_ten_writers_make_one_unbroken_chain(project, asha, cora, figure):
    each = ROWS // WRITERS

    def write(number):
        for turn in range(each):
            if turn % 2:
                note("seen", about=asha, by=cora)
            else:
                add_contribution(participant=asha, project=project, words="Tea", credit="group", by=asha.user)

    seconds = in_as_many_threads(write)
    found = Chain(asha.organisation_id).read()
    assert (found.rows, found.fault) == (ROWS, "")
    assert AuditEntry.objects.count() == ROWS and Contribution.objects.count() == ROWS // 2
    pace = int(ROWS / seconds)
    assert pace >= AT_LEAST
    words = f"rows by {WRITERS} writers on {connection.vendor}, one unbroken chain, 0 lost, {pace} a second"
    figure("AU3", ROWS, words)


def test_the_first_rows_of_a_chain_may_come_at_the_same_moment(organisation, cora):
    in_as_many_threads(lambda number: note("seen", about=organisation, by=cora))
    found = Chain(organisation.pk).read()
    assert (found.rows, found.fault) == (WRITERS, "")


def test_work_in_several_chains_never_waits_in_a_ring(organisation, other_organisation, cora):
    both = [organisation.pk, other_organisation.pk]

    def write(number):
        for turn in range(10):
            note("seen", about=cora, by=cora, organisations=both if (number + turn) % 2 else both[::-1])

    in_as_many_threads(write)
    for pk in both:
        found = Chain(pk).read()
        assert (found.rows, found.fault) == (WRITERS * 10, "")


def test_a_piece_of_work_that_fails_among_others_leaves_no_gap(organisation, asha, cora):
    def write(number):
        for turn in range(10):
            try:
                now_and_then_failing(turn, asha, cora)
            except RuntimeError:
                continue

    in_as_many_threads(write)
    found = Chain(organisation.pk).read()
    assert (found.rows, found.fault) == (WRITERS * 5, "")


def now_and_then_failing(turn, asha, cora):
    with one_piece_of_work():
        note("seen", about=asha, by=cora)
        factories.StrengthFactory(participant=asha)
        if turn % 2:
            raise RuntimeError("half of them fail")
