"""Money as staff see it, and whose step is whose."""

import uuid

import pytest

from participants.payments.models import Payment
from participants.payments.summary import PaymentSummary
from participants.payments.version import Version
from projects.money.models import RateCard
from tests.factories import AttendanceFactory, BudgetLineFactory, PaymentFactory, PaymentNoteFactory, RateCardFactory


@pytest.fixture
def attendance(project, stage, asha):
    BudgetLineFactory(project=project, pence=100_000)
    return AttendanceFactory(session__stage=stage, participant=asha, came=True)


@pytest.fixture
def drafted(attendance, cora):
    return PaymentFactory(attendance=attendance, drafted_by=cora)


@pytest.fixture
def due(attendance, cora):
    return PaymentFactory(attendance=attendance, drafted_by=cora, due=True)


@pytest.fixture
def approved(attendance, cora, mina):
    return PaymentFactory(attendance=attendance, drafted_by=cora, approved=True, approved_by=mina)


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def step(client, payment, name, **typed):
    seen = {"seen": str(Version.of(payment))} if name in ("send", "approve", "release") else {}
    answer = client.post(f"/money/{payment.pk}/{name}/", seen | typed)
    payment.refresh_from_db()
    return answer


def test_the_drafts_of_a_session_go_to_the_manager_by_name(drafted, cora_client, mina):
    page = text(cora_client, f"/money/project/{drafted.project_id}/")
    assert "Send 1 draft, £30.00, to Mina to approve" in page
    cora_client.post(
        f"/money/project/{drafted.project_id}/", {"session": drafted.attendance.session_id, "seen": drafted.pence}
    )
    drafted.refresh_from_db()
    assert drafted.state == "submitted"


def test_a_session_of_another_project_is_not_there(drafted, cora_client):
    answer = cora_client.post(f"/money/project/{drafted.project_id}/", {"session": uuid.uuid4()})
    assert answer.status_code == 404


def test_a_manager_reads_the_money_of_a_project_but_sends_nothing(drafted, mina_client):
    assert "Send 1 draft" not in text(mina_client, f"/money/project/{drafted.project_id}/")
    answer = mina_client.post(f"/money/project/{drafted.project_id}/", {"session": drafted.attendance.session_id})
    assert answer.status_code == 404


def test_the_manager_sees_what_waits_and_approves_in_one_tap(due, mina_client):
    page = text(mina_client, "/money/")
    assert "To approve" in page and "2 hours, £15.00 an hour" in page and "Asha" in page
    step(mina_client, due, "approve")
    assert due.state == "approved"


def test_the_manager_reads_the_same_lateness_as_the_person(attendance, cora, mina_client, asha_client):
    due = PaymentFactory(attendance=attendance, drafted_by=cora, due=True, late=True)
    late = PaymentSummary.of(due).late
    assert str(late) in text(mina_client, "/money/")
    assert late.to_the_person in text(asha_client, f"/me/money/{due.pk}/")


def test_the_last_step_is_said_to_whom_it_is_about(due, mina_client, asha_client):
    staff, own = text(mina_client, f"/money/{due.pk}/"), text(asha_client, f"/me/money/{due.pk}/")
    assert ("They have it" in staff, "You have it" in staff) == (True, False)
    assert ("They have it" in own, "You have it" in own) == (False, True)


def test_finance_sends_what_is_approved(approved, fin_client):
    assert "To send" in text(fin_client, "/money/")
    step(fin_client, approved, "release")
    assert approved.state == "released"


def test_finance_writes_down_what_came_back_and_why(approved, fin_client, asha_client):
    step(fin_client, approved, "release")
    assert step(fin_client, approved, "returned").status_code == 422
    step(fin_client, approved, "returned", words="The account is closed")
    assert approved.state == "returned"
    assert "The account is closed" in text(asha_client, f"/me/money/{approved.pk}/")


@pytest.mark.parametrize(
    ("name", "who"),
    [("approve", "cora"), ("approve", "fin"), ("approve", "oli"), ("release", "mina"), ("send", "mina")],
)
def test_a_step_of_another_role_does_not_exist(due, name, who, request):
    client = request.getfixturevalue(f"{who}_client")
    assert step(client, due, name).status_code == 404
    assert due.state == "submitted"


def test_who_wrote_it_down_finds_no_button_to_approve_it(attendance, mina, mina_client):
    PaymentFactory(attendance=attendance, drafted_by=mina, due=True)
    assert "Someone else has to check this payment: you wrote it down." in text(mina_client, "/money/")


def test_a_step_refused_leaves_a_sentence_not_an_error(due, mina_client, project):
    PaymentFactory(
        attendance__session__stage=due.attendance.session.stage, approved=True, pence=99_000, agreed_pence=99_000
    )
    answer = mina_client.post(f"/money/{due.pk}/approve/", {"seen": str(Version.of(due))}, follow=True)
    assert "£10.00 left" in answer.content.decode()


def test_approving_twice_approves_once(due, mina_client):
    step(mina_client, due, "approve")
    assert step(mina_client, due, "approve").status_code == 302
    assert due.state == "approved"


def test_the_team_answers_a_person_who_says_it_is_wrong(attendance, cora, cora_client):
    disputed = PaymentFactory(attendance=attendance, drafted_by=cora, disputed=True)
    PaymentNoteFactory(payment=disputed)
    typed = {"words": "Yes", "minutes_before": "0", "minutes_during": "180", "minutes_after": "0"}
    step(cora_client, disputed, "settle", **typed)
    assert (disputed.state, disputed.pence) == ("drafted", 4500)


def test_a_manager_answers_but_does_not_change_the_minutes(attendance, cora, mina_client):
    disputed = PaymentFactory(attendance=attendance, drafted_by=cora, disputed=True)
    step(mina_client, disputed, "settle", words="It is right", minutes_during="600")
    assert (disputed.state, disputed.pence) == ("drafted", 3000)


def test_only_who_has_no_page_has_it_confirmed_by_the_team(attendance, cora, cora_client):
    released = PaymentFactory(attendance=attendance, drafted_by=cora, released=True)
    assert step(cora_client, released, "received").status_code == 404
    other = PaymentFactory(attendance__session__stage=attendance.session.stage, attendance__came=True, released=True)
    step(cora_client, other, "received")
    assert other.state == "received"


def test_a_payment_of_another_organisation_does_not_exist(due, oli_client):
    assert oli_client.get(f"/money/{due.pk}/").status_code == 404


def card(organisation, **typed):
    start = {"token": uuid.uuid4(), "organisation": organisation.pk, "name": "New rates", "valid_from": "2030-01-01"}
    return start | {"hour": "£27.50", "day": "150"} | typed


def test_a_new_card_ends_the_one_before_and_changes_nothing_in_it(organisation, mina_client):
    before = RateCardFactory(organisation=organisation)
    assert mina_client.post("/money/rates/", card(organisation)).status_code == 302
    before.refresh_from_db()
    assert str(before.valid_to) == "2029-12-31"
    new = RateCard.objects.get(name="New rates")
    assert sorted(new.rates.values_list("unit", "pence")) == [("day", 15000), ("hour", 2750)]


def test_a_card_needs_a_rate(organisation, mina_client):
    answer = mina_client.post("/money/rates/", card(organisation, hour="", day=""))
    assert answer.status_code == 422 and "at least one rate" in answer.content.decode()


def test_a_card_cannot_start_before_the_last_one(organisation, mina_client):
    RateCardFactory(organisation=organisation, name="Later rates", valid_from="2031-01-01")
    answer = mina_client.post("/money/rates/", card(organisation))
    assert answer.status_code == 422 and "Later rates" in answer.content.decode()


def test_coordinators_read_the_cards_and_managers_write_them(organisation, cora_client):
    RateCardFactory(organisation=organisation)
    assert "Publish this card" not in text(cora_client, "/money/rates/")
    assert cora_client.post("/money/rates/", card(organisation)).status_code == 404


def test_a_card_for_another_organisation_is_refused(other_organisation, organisation, mina_client):
    assert mina_client.post("/money/rates/", card(other_organisation)).status_code == 422
    assert not RateCard.objects.exists()


def test_the_lists_ask_the_database_no_more_for_20_rows(
    stage, due, mina_client, cora_client, django_assert_max_num_queries
):
    pages = [(mina_client, "/money/", 8), (cora_client, f"/money/project/{due.project_id}/", 15)]
    for _ in range(2):
        for client, path, many in pages:
            with django_assert_max_num_queries(many):
                text(client, path)
        for _ in range(19):
            PaymentFactory(attendance__session__stage=stage, attendance__came=True, due=True)
    assert Payment.objects.count() > 20


def test_each_that_waits_stands_on_one_of_the_pages_and_the_total_is_of_all(stage, cora, mina_client):
    waiting = [
        PaymentFactory(attendance__session__stage=stage, attendance__came=True, drafted_by=cora, due=True)
        for _ in range(13)
    ]
    first, second = text(mina_client, "/money/"), text(mina_client, "/money/?approve=2")
    for page, shown in ((first, "1 to 10"), (second, "11 to 13")):
        assert "13 payments, £390.00 together." in " ".join(page.split()) and f"Here are {shown}." in page
    for payment in waiting:
        assert (f"/money/{payment.pk}/" in first) + (f"/money/{payment.pk}/" in second) == 1
    assert "Here are 1 to 10." in text(mina_client, "/money/?approve=x&wrong=9")


def test_who_approves_on_a_later_page_stays_there(stage, cora, mina_client):
    BudgetLineFactory(project=stage.project, pence=100_000)
    for _ in range(12):
        PaymentFactory(attendance__session__stage=stage, attendance__came=True, drafted_by=cora, due=True)
    page = text(mina_client, "/money/?approve=2")
    last = Payment.objects.order_by("due_on", "recorded_at").last()
    assert f'action="/money/{last.pk}/approve/?approve=2"' in page
    answer = mina_client.post(f"/money/{last.pk}/approve/?approve=2", {"seen": str(Version.of(last))})
    assert answer.url == "/money/?approve=2"
    last.refresh_from_db()
    assert last.state == "approved"


def test_all_sessions_of_a_project_stand_on_its_pages_with_all_their_drafts(stage, project, cora_client):
    made = [AttendanceFactory(session__stage=stage, came=True).session for _ in range(14)]
    for session in made:
        for _ in range(2):
            PaymentFactory(attendance__session=session, attendance__came=True)
    first, second = (text(cora_client, f"/money/project/{project.pk}/?page={page}") for page in (1, 2))
    assert "28 drafts in all, £840.00, are not sent to be checked yet." in first
    for session in made:
        assert [page.count(f'name="session" value="{session.pk}"') for page in (first, second)] in ([1, 0], [0, 1])
    assert (first + second).count("Send 2 drafts, £60.00, to a manager to approve") == 14
