"""A transport that breaks in the middle of a batch leaves one message unsure, where a person sees it and what to do."""

import pytest

from coproduction.accounts.models import AuditEntry
from coproduction.base import outbox
from coproduction.base.models import Message
from projects.project.models import Project

from ..factories import member
from . import roads
from .visitor import Visitor

PHONES = [f"07700 90012{number}" for number in range(3)]


class Breaking:
    """Carries all but the second one: on that it breaks, and says the address while it does."""

    takes_time = False

    def __init__(self):
        self.carried = []

    def send(self, channel, address, text, reference):
        self.carried.append(address)
        if len(self.carried) == 2:
            raise RuntimeError(f"socket closed for {address}")


@pytest.fixture
def carrier(monkeypatch):
    made = Breaking()
    monkeypatch.setattr(outbox, "transport", lambda: made)
    return made


@pytest.fixture
def told(as_cora, sam):
    """Three people in a project of Cora's, each with a safe phone, are told something."""
    people = [
        roads.welcome(as_cora, name, phone=phone, text_safe="yes", text_address=phone)
        for name, phone in zip(("Asha", "Ben", "Chi"), PHONES, strict=True)
    ]
    project, _, _ = roads.begin(as_cora, people=people)
    roads.tell(as_cora, project)


@pytest.mark.both_databases
def test_k91_one_message_is_unsure_and_the_rest_go_once(told, carrier, clock):
    assert [outbox.send_due(), outbox.send_due()] == [2, 0]
    clock.forward(days=3)
    assert outbox.send_due() == 0
    assert len(carrier.carried) == len(set(carrier.carried)) == 3
    assert Message.objects.undelivered().count() == 1


def test_k91_a_manager_sees_it_without_a_name_and_what_to_do(told, carrier, as_mina):
    outbox.send_due()
    page = as_mina.open("/")
    assert page.says("1 message may not have arrived.")
    page = page.link("See what to do")
    assert page.says("There is something new for you to read.", "by text message", "Somebody who takes part")
    assert page.says("We do not know if it went.", "Ask Cora to ring them")
    assert not any(page.says(name) for name in ("Asha", "Ben", "Chi")) and "7700" not in page.html
    assert as_mina.open("/organisation/").says("1 message may not have arrived.")
    done = page.send("Dealt with")
    assert done.says("Marked as dealt with.", "Nothing waits here")
    assert not as_mina.open("/").says("may not have arrived")
    entry = AuditEntry.objects.get(action="undelivered message dealt with")
    assert entry.actor_id == as_mina.user.pk


def test_k91_their_coordinator_sees_who_it_is_and_how_to_reach_them(told, carrier, as_cora):
    outbox.send_due()
    page = as_cora.open("/today/").link("See what to do")
    assert page.says("Ben One message", "Their page says how.") and "7700" not in page.html
    assert page.link("Ben").says("Ben")


def test_k91_a_coordinator_of_other_people_sees_nothing_of_it(told, carrier, as_sam, other_coordinator):
    outbox.send_due()
    assert not other_coordinator.open("/today/").says("may not have arrived")
    assert other_coordinator.open("/messages/").says("Nothing waits here")


def test_k91_what_two_mark_at_the_same_moment_is_said_to_the_second(told, carrier, as_mina, as_cora):
    outbox.send_due()
    first, second = as_mina.open("/messages/"), as_cora.open("/messages/")
    first.send("Dealt with")
    assert second.send("Dealt with").says("Somebody else has marked this already.")
    assert first.send("Dealt with").says("Nothing waits here")
    assert AuditEntry.objects.filter(action="undelivered message dealt with").count() == 1


def test_k91_an_invitation_that_failed_says_so(as_mina, monkeypatch):
    class Refuses(Breaking):
        def send(self, *told):
            raise outbox.PermanentFailure("answered 400")

    monkeypatch.setattr(outbox, "transport", Refuses)
    page = as_mina.open("/organisation/").link("Invite someone")
    page.send("Invite", name="Ida", email="ida@example.org", roles=["coordinator"])
    outbox.send_due()
    page = as_mina.open("/organisation/").link("See what to do")
    assert page.says("You are invited.", "Somebody you invited", "It did not go.", "Tell them yourself.")
    assert "ida@example.org" not in page.html


class Down:
    """Says for each address in `outcomes` what becomes of its messages, and for any other that it is never taken."""

    takes_time = False

    def __init__(self, outcomes):
        self.outcomes = outcomes

    def send(self, channel, address, text, reference):
        raise self.outcomes.get(address, outbox.PermanentFailure)("answered")


@pytest.fixture
def told_thrice(as_cora, sam, clock, monkeypatch):
    """Asha and Ben, in a project of Cora's. Of Ben's three messages one may have gone; of all others none did."""
    people = [
        roads.welcome(as_cora, name, phone=phone, text_safe="yes", text_address=phone)
        for name, phone in zip(("Asha", "Ben"), PHONES, strict=False)
    ]
    project, _, _ = roads.begin(as_cora, people=people)
    for outcome in (outbox.OutcomeUnknown, outbox.PermanentFailure, outbox.PermanentFailure):
        roads.tell(as_cora, project)
        to_ben = people[1].contact.channels.get(kind="text").address
        monkeypatch.setattr(outbox, "transport", lambda outcome=outcome, to=to_ben: Down({to: outcome}))
        outbox.send_due()
        clock.forward(days=1)
    return people


def test_k91_a_person_has_one_row_and_one_press_and_what_may_have_gone_another(told_thrice, as_mina):
    page = as_mina.open("/messages/")
    assert page.says(
        "3 messages, the last on Thursday 4 June 2026", "They did not go.", "2 messages, the last on", "One message, on"
    )
    assert len([form for form in page.read.forms if "dealt-with" in form.action]) == 3
    ashas, bens = (person.user_id for person in told_thrice)
    after = press(page, ashas, "failed")
    assert after.says("Marked as dealt with.", "2 messages", "One message") and not after.says("3 messages")
    assert {message.recipient_id for message in Message.objects.undelivered()} == {bens}
    assert not press(after, bens, "failed").says("2 messages")
    assert [message.state for message in Message.objects.undelivered()] == ["unknown"]


def press(page, recipient, state):
    """The button in the row of this person's messages that have this state."""
    theirs = Message.objects.filter(recipient=recipient, state=state)
    paths = {f"/messages/{message.pk}/dealt-with/" for message in theirs}
    form = next(form for form in page.read.forms if form.action in paths)
    return page.visitor.send(form.action, {"token": form.fields["token"].values})


def test_k91_what_came_after_the_page_was_opened_is_not_dealt_with(told_thrice, as_mina, as_cora):
    page = as_mina.open("/messages/")
    roads.tell(as_cora, Project.objects.get())
    outbox.send_due()
    press(page, told_thrice[0].user_id, "failed")
    assert Message.objects.undelivered().filter(recipient=told_thrice[0].user).count() == 1


def test_k91_the_row_names_who_looks_after_the_person_now(told_thrice, as_mina, as_sam, as_cora):
    assert as_cora.open("/messages/").says("Ring them") and not as_cora.open("/messages/").says("agree who rings")
    assert as_sam.open("/messages/").says("The person they know is Cora: agree who rings.")
    roads.change_contact(as_cora, Project.objects.get(), as_sam.user)
    assert as_mina.open("/messages/").says("Ask Sam to ring them")


@pytest.fixture
def other_coordinator(clock, organisation):
    return Visitor(member(organisation, "coordinator", name="Una", email="una@example.org"))
