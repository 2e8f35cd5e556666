"""Handing over to GOV.UK Notify: a small server on this machine stands in for it."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse

from coproduction.base import outbox
from coproduction.base.models import Message
from tests.conftest import Https
from tests.factories import UserFactory

AN_ID = "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEXT, EMAIL = AN_ID.replace("3d", "aa", 1), AN_ID.replace("3d", "bb", 1)
PHONE = "+447700900123"

pytestmark = pytest.mark.django_db


class Office(ThreadingHTTPServer):
    """Takes what is handed over; answers with `status`, says nothing, or hangs up, as it is told."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Counter)
        self.status, self.taken, self.open = 201, [], threading.Event()
        self.open.set()
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()


class Counter(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.taken.append((self.path, body))
        self.server.open.wait(10)
        if self.server.status == "hangs up":
            self.close_connection = True
            return
        words = {"id": AN_ID} if self.server.status == 201 else {"errors": [{"message": f"bad: {body}"}]}
        answer = b"<html>" if self.server.status == 202 else json.dumps(words).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *args):
        pass


@pytest.fixture
def office(settings):
    office = Office()
    settings.POST_TRANSPORT = "notify"
    address = f"http://127.0.0.1:{office.server_port}"
    settings.NOTIFY = {"key": f"test-{AN_ID}-{AN_ID}", "text": TEXT, "email": EMAIL, "address": address}
    yield office
    office.open.set()
    office.shutdown()
    office.server_close()


@pytest.fixture
def finished():
    """Waits until each code on its way has arrived or been given up."""

    def wait():
        # Each of the four that carry codes has come to the barrier once what it carried before is done.
        everybody = threading.Barrier(5)
        for _ in range(4):
            outbox.codes.submit(everybody.wait, 10)
        everybody.wait(10)

    return wait


@pytest.fixture
def message(organisation):
    told = {"channel": "text", "address": PHONE, "wording": "news", "recipient": None}
    return outbox.enqueue(key="news-1", organisation=organisation, **told)


def state_of(message):
    message.refresh_from_db()
    return message.state


@pytest.mark.parametrize(
    "channel, address, path, template, named",
    [
        ("text", PHONE, "/v2/notifications/sms", TEXT, "phone_number"),
        ("email", "asha@example.org", "/v2/notifications/email", EMAIL, "email_address"),
    ],
)
def test_a_message_is_handed_over_with_its_words_and_an_id_alone(
    office, organisation, channel, address, path, template, named
):
    message = outbox.enqueue(
        key="k", organisation=organisation, recipient=None, channel=channel, address=address, wording="news"
    )
    assert outbox.send_due() == 1
    words = "There is something new for you to read. Sign in when it is a good time. https://testserver/"
    sent = {named: address, "template_id": template, "personalisation": {"words": words}, "reference": str(message.pk)}
    assert office.taken == [(path, sent)]
    assert state_of(message) == "sent"


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_what_is_refused_for_the_moment_waits(office, message, status):
    office.status = status
    assert outbox.send_due() == 0
    assert (state_of(message), message.attempts) == ("queued", 1)


def test_an_office_that_is_not_there_is_asked_again_later(office, message, settings):
    office.shutdown()
    office.server_close()
    assert outbox.send_due() == 0
    assert (state_of(message), message.attempts) == ("queued", 1)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_what_will_never_be_taken_has_failed(office, message, status):
    office.status = status
    assert outbox.send_due() == 0
    assert state_of(message) == "failed"


@pytest.mark.parametrize("status", ["hangs up", "says nothing", 202])
def test_no_answer_or_no_sense_in_it_is_not_known_and_it_is_never_sent_again(office, message, monkeypatch, status):
    monkeypatch.setattr(outbox, "PATIENCE", 0.2)
    if status == "says nothing":
        office.open.clear()
    office.status = 201 if status == "says nothing" else status
    assert [outbox.send_due(), outbox.send_due()] == [0, 0]
    assert state_of(message) == "unknown"
    assert len(office.taken) == 1


def test_a_code_goes_without_anybody_waiting_for_it(office, client, finished):
    UserFactory(email="asha@example.org")
    office.open.clear()
    answer = client.post(reverse("account_request_login_code"), {"where": "asha@example.org"})
    # Answered while the office still says nothing.
    assert answer.status_code == 302
    office.open.set()
    finished()
    ((path, sent),) = office.taken
    assert path.endswith("/email") and sent["personalisation"]["words"].startswith("Your code is ")
    assert "asha" not in sent["reference"]


def test_an_address_we_do_not_know_gets_the_same_answer_and_nothing_is_handed_over(office, finished):
    UserFactory(email="asha@example.org")
    addresses = ("asha@example.org", "nobody@example.org")
    answers = [Https().post(reverse("account_request_login_code"), {"where": each}) for each in addresses]
    finished()
    assert answers[0].status_code == answers[1].status_code and answers[0].url == answers[1].url
    assert [sent["email_address"] for _, sent in office.taken] == ["asha@example.org"]


@pytest.mark.parametrize("status", [429, 400, "hangs up"])
def test_a_code_that_did_not_go_is_logged_without_itself_or_its_address(office, finished, caplog, capfd, status):
    office.status = status
    caplog.set_level(logging.DEBUG)
    outbox.send_code(channel="email", address="asha@example.org", code="314159")
    finished()
    said = caplog.text + "".join(capfd.readouterr())
    assert "A code by email was not handed over" in said
    assert "asha@" not in said and "314159" not in said
    assert not Message.objects.exists()


def test_whatever_breaks_while_a_code_is_carried_does_not_show_in_the_answer(client, monkeypatch, caplog):
    UserFactory(email="asha@example.org")
    monkeypatch.setattr(outbox.FolderTransport, "send", lambda *_: 1 / 0)
    assert client.post(reverse("account_request_login_code"), {"where": "asha@example.org"}).status_code == 302
    assert "A code by email was not handed over: ZeroDivisionError" in caplog.text


def test_a_code_never_waits_in_the_outbox(office, finished):
    outbox.send_code(channel="text", address=PHONE, code="314159")
    finished()
    assert len(office.taken) == 1 and not Message.objects.exists()
