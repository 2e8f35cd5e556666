"""A payment's way, and who may not take which step."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from coproduction.accounts.models import AuditEntry, Organisation
from coproduction.accounts.organisations import take_payment_numbers
from coproduction.base.days import LONDON
from coproduction.base.models import Message
from coproduction.base.refusals import Refused
from participants.payments import actions as act
from participants.payments import life
from participants.payments.life import State
from participants.payments.models import Movement, Payment
from tests.factories import (
    AttendanceFactory,
    BudgetLineFactory,
    ChannelFactory,
    ChoiceFactory,
    OfferFactory,
    PaymentFactory,
    SessionFactory,
)

THURSDAY = datetime(2026, 11, 19, 14, tzinfo=LONDON)


@pytest.fixture
def session(stage):
    return SessionFactory(stage=stage, starts_at=THURSDAY)


@pytest.fixture
def came(session, asha):
    """Asha came for two hours and read for half an hour before, offered 15 pounds an hour."""
    OfferFactory(session=session, participant=asha)
    return AttendanceFactory(session=session, participant=asha, came=True, minutes_before=30)


@pytest.fixture
def budget(project):
    return BudgetLineFactory(project=project, pence=10_000)


@pytest.fixture
def drafted(came, session, cora, budget):
    (draft,) = act.draft_for(session, cora)
    return draft


@pytest.fixture
def due(drafted, cora):
    return act.send_to_approve(payment=drafted, by=cora)


@pytest.fixture
def approved(due, mina):
    return act.approve(payment=due, by=mina)


@pytest.fixture
def released(approved, fin):
    return act.release(payment=approved, by=fin)


def test_a_draft_counts_the_minutes_given_at_the_rate_offered(drafted):
    assert (drafted.state, drafted.minutes, drafted.pence) == ("drafted", 150, 3750)
    assert drafted.due_on == date(2026, 12, 3)


def test_a_draft_goes_the_way_the_person_chose(came, session, asha, cora):
    ChoiceFactory(participant=asha, picked="cash")
    (draft,) = act.draft_for(session, cora)
    assert (draft.pay_way, draft.due_on) == ("cash", date(2026, 11, 19))


def test_who_would_rather_not_be_paid_gets_a_declined_payment(came, session, asha, cora):
    ChoiceFactory(participant=asha, picked="decline")
    (draft,) = act.draft_for(session, cora)
    assert (draft.state, draft.pence, draft.agreed_pence) == ("declined", 0, 3750)


def test_a_declined_offer_is_declined_whatever_the_choice(session, asha, cora):
    OfferFactory(session=session, participant=asha, answer="declined")
    AttendanceFactory(session=session, participant=asha, came=True)
    (draft,) = act.draft_for(session, cora)
    assert draft.state == "declined"


def test_nothing_is_drafted_for_who_did_not_come_or_was_offered_nothing(session, asha, ben, cora):
    OfferFactory(session=session, participant=asha)
    AttendanceFactory(session=session, participant=asha, state="missed")
    AttendanceFactory(session=session, participant=ben, came=True)
    assert act.draft_for(session, cora) == []


def test_nothing_is_drafted_for_who_gave_no_time(session, asha, cora):
    OfferFactory(session=session, participant=asha)
    AttendanceFactory(session=session, participant=asha, state="came")
    assert act.draft_for(session, cora) == []


def test_drafting_twice_drafts_once(drafted, session, cora):
    assert act.draft_for(session, cora) == []


def test_each_payment_of_an_organisation_has_its_own_discreet_reference(session, asha, ben, cora, organisation):
    for person in (asha, ben):
        OfferFactory(session=session, participant=person)
        AttendanceFactory(session=session, participant=person, came=True)
    assert [draft.reference for draft in act.draft_for(session, cora)] == ["R 1001", "R 1002"]
    later = SessionFactory(stage=session.stage, starts_at=THURSDAY)
    OfferFactory(session=later, participant=asha)
    AttendanceFactory(session=later, participant=asha, came=True)
    assert [draft.reference for draft in act.draft_for(later, cora)] == ["R 1003"]


def test_a_number_that_somebody_took_meanwhile_is_given_to_nobody_else(came, session, cora, organisation):
    take_payment_numbers(Organisation.objects.get(pk=organisation.pk), 3)
    (draft,) = act.draft_for(session, cora)
    assert draft.reference == "R 1004"


def test_nobody_writes_down_a_payment_to_themselves(came, session, asha):
    with pytest.raises(Refused):
        act.draft_for(session, asha.user)


def test_three_people_bring_it_to_the_person(released, asha):
    act.confirm_received(payment=released, by=asha.user)
    released.refresh_from_db()
    assert released.state == "received"
    taken = AuditEntry.objects.filter(about_id=str(released.pk)).order_by("pk").values_list("action", flat=True)
    assert list(taken) == ["payment sent to be checked", "payment approved", "payment sent", "payment received"]


def test_who_wrote_it_down_cannot_approve_it(due, cora):
    with pytest.raises(Refused, match="Someone else has to check"):
        act.approve(payment=due, by=cora)


@pytest.mark.parametrize("earlier", ["cora", "mina"])
def test_who_took_an_earlier_step_cannot_send_it(approved, earlier, request):
    with pytest.raises(Refused, match="Someone else has to send"):
        act.release(payment=approved, by=request.getfixturevalue(earlier))


def test_nobody_approves_or_sends_money_to_themselves(due, mina, asha, fin):
    with pytest.raises(Refused, match="to you"):
        act.approve(payment=due, by=asha.user)
    approved = act.approve(payment=due, by=mina)
    with pytest.raises(Refused, match="to you"):
        act.release(payment=approved, by=asha.user)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "who",
    [
        {"approved_by": "cora"},
        {"approved_by": "mina", "released_by": "cora"},
        {"approved_by": "mina", "released_by": "mina"},
    ],
)
def test_the_database_itself_refuses_two_hands_of_one_person(due, who, request):
    people = {name: request.getfixturevalue(person) for name, person in who.items()}
    times = {f"{name.removesuffix('_by')}_at": THURSDAY for name in who}
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=due.pk).update(**people, **times)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "change", [{"pence": 1}, {"pay_way": "cash"}, {"reference": "X"}, {"due_on": date(2030, 1, 1)}]
)
def test_after_approval_only_the_steps_move(approved, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.objects.filter(pk=approved.pk).update(**change)


def test_a_step_is_taken_once(due, mina):
    act.approve(payment=due, by=mina)
    with pytest.raises(Refused, match="moved on"):
        act.approve(payment=due, by=mina)


def test_a_draft_is_not_approved_before_it_is_sent_to_be_checked(drafted, mina):
    with pytest.raises(Refused):
        act.approve(payment=drafted, by=mina)


def test_approval_stays_within_the_money_for_peoples_time(due, mina, budget):
    budget.pence = 3749
    budget.save()
    with pytest.raises(Refused, match="£37.49 left"):
        act.approve(payment=due, by=mina)


def test_what_is_approved_uses_up_the_budget(due, mina, budget, project, fin):
    other = AttendanceFactory(session__stage__project=project, came=True)
    PaymentFactory(attendance=other, released=True, pence=7000, agreed_pence=7000)
    with pytest.raises(Refused, match="£30.00 left"):
        act.approve(payment=due, by=mina)


def test_a_project_without_money_for_people_approves_nothing(due, mina, budget):
    budget.delete()
    with pytest.raises(Refused, match="£0.00 left"):
        act.approve(payment=due, by=mina)


def test_the_books_hold_one_movement_when_it_is_sent(released):
    (moved,) = Movement.objects.filter(payment=released)
    assert (moved.from_account, moved.to_account, moved.pence) == ("budget", "person", released.pence)


def test_taking_it_back_is_a_second_entry_and_the_first_stands(released, fin):
    act.reverse(payment=released, words="Paid twice", by=fin)
    sums = {moved.to_account: moved.pence for moved in Movement.objects.filter(payment=released)}
    assert sums == {"person": 3750, "budget": 3750}
    assert not Payment.objects.committed().filter(pk=released.pk).exists()


def test_what_came_back_is_sent_again_with_one_movement(released, fin):
    returned = act.mark_returned(payment=released, words="Account closed", by=fin)
    assert act.release(payment=returned, by=fin).state == "released"
    assert Movement.objects.filter(payment=released).count() == 1


def test_all_drafts_of_a_session_go_to_be_checked_together(drafted, session, ben, cora):
    act.send_session_to_approve(session=session, by=cora)
    assert Payment.objects.get(pk=drafted.pk).state == "submitted"


def test_the_person_is_nudged_when_it_is_sent_and_told_nothing_more(approved, fin, asha):
    ChannelFactory(contact__participant=asha, address="+447700900999")
    act.release(payment=approved, by=fin)
    (message,) = Message.objects.filter(recipient=asha.user)
    assert (message.address, message.wording) == ("+447700900999", "money")


def test_what_was_taken_back_can_be_written_down_again_once(released, fin, cora):
    act.reverse(payment=released, words="The wrong minutes", by=fin)
    with pytest.raises(Refused, match="£0.00"):
        act.write_again(payment=released, minutes=(0, 0, 0), by=cora)
    right = act.write_again(payment=released, minutes=(0, 60, 0), by=cora)
    assert (right.state, right.minutes, right.pence) == ("drafted", 60, right.rate_pence)
    assert (right.reference != released.reference, right.due_on) == (True, released.due_on)
    assert right.attendance.minutes == 60
    with pytest.raises(Refused, match="already"):
        act.write_again(payment=released, minutes=(0, 60, 0), by=cora)


def test_only_what_was_taken_back_is_written_down_again(released, cora):
    with pytest.raises(Refused):
        act.write_again(payment=released, minutes=(0, 60, 0), by=cora)


def test_owed_is_what_the_person_waits_for_and_never_nothing(stage):
    def payment(**known):
        return PaymentFactory(attendance__session__stage=stage, attendance__came=True, **known)

    waits = [payment(due=True), payment(disputed=True), payment(returned=True)]
    came_back = payment(released=True)
    Payment.objects.filter(pk=came_back.pk).update(state="disputed", state_before="returned")
    with_them = payment(released=True)
    Payment.objects.filter(pk=with_them.pk).update(state="disputed", state_before="released")
    payment(due=True, agreed_pence=0, pence=0)
    assert {*Payment.objects.owed()} == {*waits, came_back}
    assert {*Payment.objects.to_approve()} == {waits[0]}


def test_each_state_has_its_words_and_each_step_leads_from_a_state_to_a_state():
    assert set(life.SHOWN) == set(State)
    for step in (*life.STAFF_STEPS, *life.PERSON_STEPS):
        assert step.takes and {*step.takes, step.to} - {None} <= set(State)
    assert len({step.key for step in (*life.STAFF_STEPS, *life.PERSON_STEPS)}) == 14


def test_what_is_written_down_again_keeps_the_promised_day_whatever_way_they_choose_now(released, fin, cora, asha):
    act.reverse(payment=released, words="The wrong minutes", by=fin)
    ChoiceFactory(participant=asha, picked="cash")
    right = act.write_again(payment=released, minutes=(0, 60, 0), by=cora)
    assert (right.pay_way, right.due_on) == ("cash", released.due_on)
