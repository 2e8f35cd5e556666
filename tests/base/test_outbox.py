from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from coproduction.base import outbox
from coproduction.base.logs import Lines
from coproduction.base.models import Message
from tests.scopes import Threads


class Broken(BaseException):
    """The machine stops in the middle of handing over."""


class Carrier:
    """A transport that does what it is told and remembers what it carried."""

    takes_time = False

    def __init__(self, does=None):
        self.carried, self.does = [], does

    def send(self, channel, address, text, reference):
        self.carried.append((channel, address, text))
        if self.does:
            raise self.does


@pytest.fixture
def carrier(monkeypatch):
    made = Carrier()
    monkeypatch.setattr(outbox, "transport", lambda: made)
    return made


def queue(organisation, key="news-1", **fields):
    told = {"channel": "text", "address": "+447700900123", "wording": "news", "recipient": None, **fields}
    return outbox.enqueue(key=key, organisation=organisation, **told)


def test_a_message_lands_in_the_folder_and_says_only_that_there_is_something(organisation, post_folder):
    queue(organisation)
    assert outbox.send_due() == 1
    (letter,) = post_folder.iterdir()
    words = letter.read_text()
    assert "+447700900123" in words and "something new for you to read" in words
    assert organisation.name not in words
    assert "7700" not in letter.name


def test_an_invitation_leads_to_the_way_in_and_names_no_organisation(organisation, carrier):
    queue(organisation, channel="email", address="mina@example.org", wording="invite")
    outbox.send_due()
    ((_, _, text),) = carrier.carried
    sentence = "You are invited. Open the page and type in this email address."
    assert text == f"{sentence} https://testserver/accounts/sign-in/"


def test_the_same_key_twice_makes_one_message(organisation, carrier):
    assert queue(organisation) == queue(organisation, address="+447700900999")
    outbox.send_due()
    assert [address for _, address, _ in carrier.carried] == ["+447700900123"]


def test_a_message_is_handed_over_once_however_often_the_worker_runs(organisation, carrier):
    queue(organisation)
    assert [outbox.send_due(), outbox.send_due()] == [1, 0]
    assert len(carrier.carried) == 1


def test_what_is_rolled_back_is_not_sent(organisation, carrier):
    with pytest.raises(Broken), transaction.atomic():
        queue(organisation)
        raise Broken
    assert outbox.send_due() == 0
    assert carrier.carried == []


def test_a_crash_while_sending_is_shown_as_unknown_and_never_sent_again(organisation, carrier):
    message = queue(organisation)
    carrier.does = Broken()
    with pytest.raises(Broken):
        outbox.send_due()
    message.refresh_from_db()
    assert message.state == Message.State.SENDING
    carrier.does = None
    Message.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert outbox.send_due() == 0
    message.refresh_from_db()
    assert message.state == Message.State.UNKNOWN
    assert len(carrier.carried) == 1


def test_a_worker_still_at_it_keeps_its_message(organisation, carrier):
    message = queue(organisation)
    (claimed,) = outbox.claim()
    assert outbox.send_due() == 0
    message.refresh_from_db()
    assert message.leased_until == claimed.leased_until and carrier.carried == []


def test_what_a_worker_claimed_and_never_began_goes_with_the_next_one(organisation, carrier):
    queue(organisation)
    outbox.claim()
    Message.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert [outbox.send_due(), outbox.send_due()] == [1, 0]


def test_what_is_claimed_is_still_held_back_when_the_person_pauses(organisation, asha, carrier):
    message = queue(organisation, recipient=asha.user)
    (claimed,) = outbox.claim()
    outbox.hold_back(asha.user)
    assert outbox.hand_over(claimed, carrier) == 0 and carrier.carried == []
    message.refresh_from_db()
    assert message.state == Message.State.HELD_BACK


def test_what_breaks_unexpectedly_leaves_one_message_unsure_and_the_rest_go(organisation, caplog, monkeypatch):
    class BreaksInTheMiddle(Carrier):
        def send(self, channel, address, text, reference):
            super().send(channel, address, text, reference)
            if len(self.carried) == 25:
                raise ValueError(f"no way to {address}")

    carrier = BreaksInTheMiddle()
    monkeypatch.setattr(outbox, "transport", lambda: carrier)
    for number in range(50):
        queue(organisation, key=f"news-{number}", address=f"+4477009{number:05}")
    assert [outbox.send_due(), outbox.send_due()] == [49, 0]
    states = list(Message.objects.order_by("due_at").values_list("state", flat=True))
    assert states.count("sent") == 49 and states.count("unknown") == 1 and len(carrier.carried) == 50
    (record,) = caplog.records
    assert "7700" not in Lines().format(record) and '"error": "builtins.ValueError"' in Lines().format(record)


def test_a_transport_that_is_busy_is_asked_again_later_and_in_the_end_given_up(organisation, carrier):
    message = queue(organisation)
    carrier.does = outbox.TemporaryFailure()
    waits = []
    for _ in range(outbox.MAX_ATTEMPTS):
        Message.objects.update(due_at=timezone.now())
        outbox.send_due()
        message.refresh_from_db()
        waits.append(message.due_at - timezone.now())
    assert message.state == Message.State.FAILED
    assert waits == sorted(waits)
    assert len(carrier.carried) == outbox.MAX_ATTEMPTS


@pytest.mark.parametrize("does, state", [(outbox.PermanentFailure(), "failed"), (outbox.OutcomeUnknown(), "unknown")])
def test_what_is_not_taken_or_not_known_is_shown_and_never_sent_again(organisation, carrier, does, state):
    message = queue(organisation)
    carrier.does = does
    assert [outbox.send_due(), outbox.send_due()] == [0, 0]
    message.refresh_from_db()
    assert message.state == state
    assert len(carrier.carried) == 1


def test_a_worker_that_was_so_slow_that_it_lost_its_lease_hands_nothing_more_over(organisation, carrier, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    message = queue(organisation)
    (claimed,) = outbox.claim()
    time_machine.shift(outbox.LEASE + timedelta(seconds=1))
    assert outbox.hand_over(claimed, carrier) == 0 and carrier.carried == []
    assert outbox.send_due() == 1
    assert outbox.hand_over(claimed, carrier) == 0
    message.refresh_from_db()
    assert message.state == Message.State.SENT and len(carrier.carried) == 1


def test_a_message_that_is_not_due_waits(organisation, carrier):
    queue(organisation)
    Message.objects.update(due_at=timezone.now() + timedelta(hours=1))
    assert outbox.send_due() == 0


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_messages_without_sending_one_twice(organisation, monkeypatch):

    from django.db import connection

    carrier = Carrier()
    monkeypatch.setattr(outbox, "transport", lambda: carrier)
    for number in range(40):
        queue(organisation, key=f"news-{number}")

    def work(_):
        try:
            return outbox.send_due()
        finally:
            connection.close()

    with Threads(4) as pool:
        sent = sum(pool.map(work, range(4)))
    assert sent == len(carrier.carried) == 40
