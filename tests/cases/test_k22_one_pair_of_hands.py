"""Somebody who works here takes part too, under another address or spelling: money to them is for others' hands."""

import re

import pytest

from coproduction.accounts.models import AuditEntry, User
from coproduction.base.days import today
from participants.payments.models import Payment
from participants.people.models import Participant, SamePerson
from tests import factories
from tests.accounts.by_code import Letters
from tests.conftest import Https

from . import roads
from .visitor import Visitor

SOMEONE_ELSE = "omeone else has to "
CONFIRM = "/accounts/confirm/"
STEP_OF = {"Approve": "approve", "Mark as sent": "release"}
PHONE = "+447700900123"
pytestmark = pytest.mark.django_db


@pytest.fixture
def mina(mina):
    """She has her own phone in her account."""
    User.objects.filter(pk=mina.pk).update(phone=PHONE, phone_verified=True)
    mina.refresh_from_db()
    return mina


def waits(as_cora, as_mina, clock, **given):
    """A payment to Willow, who was welcomed with these addresses, waits to be checked."""
    willow = roads.welcome(as_cora, "Willow", **given)
    return payments_wait(as_cora, as_mina, clock, [willow]).get()


def payments_wait(as_cora, as_mina, clock, people):
    """To each of them: two hours at £25."""
    project = roads.hold_session(as_cora, as_mina, clock, people=people, minutes=120).project
    roads.send_drafts(as_cora, project)
    return Payment.objects.for_project(project).order_by("participant__name")


def seen(payment):
    return {"seen": f"{payment.pence}-{payment.minutes}-{payment.pay_way}"}


def is_closed(visitor, payment, button="Approve"):
    """The button stands on neither page, and the words are those that anybody reads."""
    listed, own = visitor.open("/money/"), visitor.open(f"/money/{payment.pk}/")
    step = visitor.open(f"/money/{payment.pk}/{STEP_OF[button]}/")
    assert step.says(SOMEONE_ELSE) and step.path == own.path, step
    return not (listed.offers(button) or own.offers(button)) and listed.says(SOMEONE_ELSE) and own.says(SOMEONE_ELSE)


@pytest.mark.parametrize(
    "given",
    [
        {"phone": "+44 7700 900123"},
        {"phone": "0044 7700 900 123"},
        {"text_address": "07700 900123, after six"},
        {"call_address": "(07700) 900-123"},
        {"email": "mina@example.org"},
        {"email": "MINA@Example.org"},
        {"email": "mina+x@example.org"},
        {"email_address": "Mina <mina+home@EXAMPLE.org>"},
    ],
    ids=str,
)
def test_k22_a_colleagues_address_in_any_spelling_closes_her_hands(as_cora, as_mina, clock, mina, given):
    payment = waits(as_cora, as_mina, clock, **given)
    assert is_closed(as_mina, payment)
    # Nor past the pages.
    page = as_mina.send(f"/money/{payment.pk}/approve/", seen(payment))
    assert page.says(SOMEONE_ELSE) and not page.says("Approved")
    payment.refresh_from_db()
    assert payment.state == "submitted"


@pytest.mark.parametrize("given", [{"phone": "07700 900124"}, {"email": "mina@example.com"}, {}], ids=str)
def test_k22_nobody_elses_address_closes_anything(as_cora, as_mina, clock, mina, given):
    payment = waits(as_cora, as_mina, clock, **given)
    assert not as_mina.open("/dashboard/").says("something for you to confirm")
    assert as_mina.open("/money/").send("Approve").says("Approved.")
    payment.refresh_from_db()
    assert payment.approved_by == mina


def test_k22_at_once_for_a_payment_that_was_there_before(as_cora, as_mina, as_fin, clock, mina, fin):
    payment = waits(as_cora, as_mina, clock)
    before = as_mina.open("/money/")
    assert before.offers("Approve")
    contact = as_cora.open(f"/people/{payment.participant_id}/contact/")
    assert contact.send("Save", call_address="0044 7700 900123", email_address="fin+art@example.org").says("Saved")
    assert is_closed(as_mina, payment)
    assert before.send("Approve").says(SOMEONE_ELSE)
    # Not opened again by taking the number away.
    assert as_cora.open(contact.path).send("Save", call_address="", email_address="").says("Saved")
    assert is_closed(as_mina, payment)
    other = Visitor(make_manager(payment.organisation))
    assert other.open("/money/").send("Approve").says("Approved.")
    assert is_closed(as_fin, payment, "Mark as sent")
    assert as_fin.send(f"/money/{payment.pk}/release/", seen(payment)).says(SOMEONE_ELSE)
    own = as_fin.open(f"/money/{payment.pk}/")
    assert own.says("Someone else has to take this payment back.")


def make_manager(organisation, name="Max"):
    return factories.member(organisation, "manager", name=name, email=f"{name.lower()}@example.org")


def test_k22_a_full_name_is_a_likeness_and_a_first_name_is_none(as_cora, as_mina, clock, mina):
    User.objects.filter(pk=mina.pk).update(name="Mina Okafor")
    people = [roads.welcome(as_cora, name) for name in ("Mina", "mina okafor")]
    payments = payments_wait(as_cora, as_mina, clock, people)
    assert len(payments) == 2
    for payment in payments:
        page = as_mina.open(f"/money/{payment.pk}/")
        assert page.offers("Approve") == (payment.participant.name == "Mina")


def test_k22_a_colleague_who_comes_later_is_kept_apart_too(as_cora, as_mina, clock, organisation):
    payment = waits(as_cora, as_mina, clock, email_address="max@example.org")
    assert is_closed(Visitor(make_manager(organisation)), payment)
    assert as_mina.open("/money/").offers("Approve")


def test_k22_a_coordinator_writes_nothing_down_for_herself(as_cora, as_sam, as_mina, cora, clock):
    """Sam welcomes Cora by another address; she cannot log the session, nor say that the money came."""
    project = roads.plan_project(as_cora)
    willow = roads.welcome(as_sam, "Willow", call_address="07700 900999", email_address="cora+w@example.org")
    roads.publish_rates(as_mina)
    session = roads.plan_session(as_sam, roads.open_stage(as_sam, project, [willow]), roads.in_days(7))
    clock.forward(days=8)
    page = roads.try_to_log(as_cora, session)
    assert page.status == 422 and page.says(SOMEONE_ELSE), page
    assert not Payment.objects.exists()
    roads.log_session(as_sam, session)
    roads.send_drafts(as_sam, project)
    payment = Payment.objects.get()
    assert payment.drafted_by.name == "Sam"


# Silence ------------------------------------------------------------------------------------------------------------


IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{64}|draft\" value=\"[^\"]*\" data-left=\"[0-9]*")


def without_ids(page):
    return page.status, IDS.sub("id", page.html), sorted(page.answer.headers)


def all_that_cora_sees(as_cora, meanwhile=lambda: None, **given):
    """Each page on which she could notice something, from welcoming to changing the sign-in."""
    seen = [as_cora.open("/people/new/").send("Welcome them", name="Willow", **given)]
    person = seen[0].path
    meanwhile()
    seen.append(as_cora.open(person))
    if seen[-1].offers("Make a card"):
        seen += [seen[-1].send("Make a card"), as_cora.open(person)]
    seen.append(as_cora.open(f"{person}contact/").send("Save"))
    change = {name: value for name, value in given.items() if name in ("phone", "email")}
    seen.append(as_cora.open(f"{person}sign-in/").send("Save", **change))
    seen += [
        as_cora.open(person),
        as_cora.open(person).send("Make a new card" if given.keys() & change else "Make a card"),
    ]
    seen += [as_cora.open("/people/"), as_cora.open("/today/")]
    Participant.objects.filter(name="Willow").update(name="Gone", ended_on="2026-06-02")
    return [(page.status, blank(page.html, given), sorted(page.answer.headers)) for page in seen]


def blank(html, given):
    """Without what differs anyway: ids, what was typed, and what is printed on a card."""
    html = re.sub(r'<section class="way-in".*?</section>', "", IDS.sub("id", html), flags=re.DOTALL)
    for value in given.values():
        html = html.replace(value, "typed")
    return html


@pytest.mark.parametrize(
    "known, stranger",
    [
        ({"phone": "07700 900123"}, {"phone": "07700 900124"}),
        ({"email": "mina@example.org"}, {"email": "lena@example.org"}),
        ({"email": "mina+x@example.org"}, {"email": "lena+x@example.org"}),
    ],
    ids=["phone", "email", "spelling"],
)
def test_k22_whoever_welcomes_her_learns_nothing(as_cora, mina, known, stranger):
    assert all_that_cora_sees(as_cora, **known) == all_that_cora_sees(as_cora, **stranger)


@pytest.mark.parametrize(
    "known, stranger",
    [
        ({"phone": "07700 900123"}, {"phone": "07700 900124"}),
        ({"email_address": "mina@example.org"}, {"email_address": "lena@example.org"}),
    ],
    ids=["with a sign-in", "without one"],
)
def test_k22_after_her_yes_whoever_looks_after_her_reads_and_does_the_same(as_cora, as_mina, mina, known, stranger):
    """Their page of her goes on as it was: "she can sign in now" would tell who said so."""

    def says_yes():
        assert as_mina.open(CONFIRM).send("Send this", answer="yes", name="Willow").says("Thank you. That is all.")
        assert as_mina.open("/me/").says("Willow")

    assert all_that_cora_sees(as_cora, says_yes, **known) == all_that_cora_sees(as_cora, **stranger)
    assert as_mina.open("/me/").says("Gone")


def test_k22_others_read_of_her_what_they_read_of_anyone(as_cora, as_mina, as_fin, as_sam, clock, mina):
    """The payment, the person and the trail after she said yes: no other reader learns who it is."""
    payment = waits(as_cora, as_mina, clock, phone="07700 900123")
    pages = [(as_cora, f"/money/{payment.pk}/"), (as_cora, f"/people/{payment.participant_id}/"), (as_fin, "/money/")]
    pages += [(as_sam, f"/people/{payment.participant_id}/"), (as_cora, "/today/")]
    before = [without_ids(visitor.open(path)) for visitor, path in pages]
    trail = AuditEntry.objects.count()
    assert as_mina.open(CONFIRM).send("Send this", answer="yes", name="Willow").says("Thank you. That is all.")
    assert [without_ids(visitor.open(path)) for visitor, path in pages] == before
    (row,) = AuditEntry.objects.order_by("id")[trail:]
    assert row.actor_id is None and (row.about, row.about_id) == ("accounts.organisation", str(payment.organisation_id))


# Asked --------------------------------------------------------------------------------------------------------------


def test_k22_she_is_asked_and_the_record_takes_her_account(as_cora, as_mina, clock, mina):
    payment = waits(as_cora, as_mina, clock, phone="07700 900123")
    first_sign_in = payment.participant.user
    home = as_mina.open("/")
    assert home.path == "/dashboard/" and home.says("There is something for you to confirm.")
    assert not home.says("Willow") and not home.says("take part")
    page = home.link("Look at it")
    assert page.path == CONFIRM and page.offers("Send this") and not page.says("Willow")
    assert page.send("Send this", answer="yes").status == 422
    page = page.send("Send this", answer="yes", name="willow ")
    assert page.says("Thank you. That is all.") and not page.says("something for you to confirm")
    payment.refresh_from_db()
    first_sign_in.refresh_from_db()
    assert payment.payee == mina and payment.participant.user == first_sign_in
    assert first_sign_in.is_active and first_sign_in.memberships.current().count() == 1
    # She has both roles: her own page, and the manager's; and money to her stays closed.
    assert as_mina.open("/me/").says("Willow")
    assert is_closed(as_mina, payment)
    own = as_mina.open(f"/me/money/{payment.pk}/")
    assert own.status == 200 and own.says("£50.00")
    assert as_mina.open(CONFIRM).says("Nothing waits for you here.")


def test_k22_a_shared_phone_opens_nothing_to_whoever_shares_it(as_cora, as_mina, as_sam, clock, mina):
    """Willow gave the phone of Mina, who helps her, to be called on. She learns nothing, and is asked once."""
    payment = waits(as_cora, as_mina, clock, call_address="07700 900123")
    page = as_mina.open(CONFIRM)
    assert not page.says("Willow")
    # She tries yes, with a name that is not it; and is told no more.
    wrong = page.send("Send this", answer="yes", name="Mina")
    assert wrong.status == 422 and wrong.says("This is not what was written down.") and not wrong.says("Willow")
    assert wrong.send("Send this", answer="no").says("Thank you. That is all.")
    assert not as_mina.open("/dashboard/").says("something for you to confirm")
    assert as_mina.open(CONFIRM).says("Nothing waits for you here.")
    payment.refresh_from_db()
    assert payment.payee is None and payment.participant.user is None
    assert SamePerson.objects.get().answer == "no"
    assert as_mina.open("/me/").status == 404
    # It stays closed, in silence.
    assert is_closed(as_mina, payment)
    # Somebody else of the same phone is asked about anew.
    roads.welcome(as_sam, "Rowan", text_address="07700 900123")
    assert as_mina.open("/dashboard/").says("something for you to confirm")


def test_k22_names_are_not_tried_out(as_cora, as_mina, clock, mina):
    roads.welcome(as_cora, "Willow", call_address="07700 900123")
    page = as_mina.open(CONFIRM)
    for name in ("A", "B", "C", "D", "E"):
        assert page.send("Send this", answer="yes", name=name).says("This is not what was written down.")
    assert page.send("Send this", answer="yes", name="Willow").says("That was tried many times.")
    assert Participant.objects.get().user is None


@pytest.fixture
def letters(post_folder):
    return Letters(post_folder)


def test_k22_another_spelling_is_proved_by_a_code_to_it(as_cora, as_mina, clock, mina, letters):
    """mina+x@example.org may be somebody else's box: whoever reads it has the code."""
    person = roads.welcome(as_cora, "Willow", email="mina+x@example.org")
    own = person.user
    page = as_mina.open(CONFIRM).send("Send this", answer="yes", name="Willow")
    assert page.path == CONFIRM and page.says("We sent a code") and not page.says("mina+x")
    assert "To: mina+x@example.org\n" in letters()[-1]
    assert page.send("Send this", code=letters.wrong_code).status == 422
    person.refresh_from_db()
    assert person.user == own
    page = as_mina.open(CONFIRM).send("Send this", code=letters.code)
    assert page.says("Thank you. That is all."), page
    person.refresh_from_db()
    assert person.user == own and as_mina.open("/me/").says("Willow")


def test_k22_codes_are_not_tried_out(as_cora, as_mina, clock, mina, letters):
    person = roads.welcome(as_cora, "Willow", email="mina+x@example.org")
    page = as_mina.open(CONFIRM).send("Send this", answer="yes", name="Willow")
    for _ in range(5):
        assert page.send("Send this", code=letters.wrong_code).says("This code is not right.")
    assert page.send("Send this", code=letters.code).says("That was tried many times.")
    assert Participant.objects.get().user == person.user != mina


def test_k22_somebody_who_signs_in_elsewhere_is_not_thrown_out(as_cora, as_mina, clock, mina):
    """Willow is there by her card, and gave Mina's phone for calls: Mina's yes takes nothing from her."""
    person = roads.welcome(as_cora, "Willow", by_card="on", call_address="07700 900123")
    printed = as_cora.open(f"/people/{person.pk}/").send("Make a card")
    number = re.search(r">(\d{3} \d{3})<", printed.html)[1]
    words = " ".join(re.findall(r"<li>([a-z]+)</li>", printed.html))
    willow = Visitor(client=Https())
    assert willow.open("/accounts/card/").send("Sign me in", number=number, words=words).path == "/me/"
    assert as_mina.open(CONFIRM).send("Send this", answer="yes", name="Willow").says("Thank you. That is all.")
    assert willow.open("/me/").says("Willow") and as_mina.open("/me/").status == 404
    assert SamePerson.objects.get().joined is False


def test_k22_the_question_asks_again_who_she_is(as_cora, mina, clock):
    roads.welcome(as_cora, "Willow", phone="07700 900123")
    as_mina = Visitor(mina)
    as_mina.open("/dashboard/")
    clock.at(today(), 10, 20)
    assert as_mina.open(CONFIRM).path != CONFIRM
