"""What a person finds on their own pages, and that they find nobody else's."""

from types import SimpleNamespace

import pytest

from coproduction.base.days import today
from coproduction.base.tags import pence
from participants.me.data_held import HEADINGS, heading_of, models_about_people
from participants.payments.models import Payment
from participants.payments.summary import PaymentSummary
from tests.bench.ceilings import CEILINGS
from tests.factories import (
    AttendanceFactory,
    ChoiceFactory,
    DeliveryFactory,
    InvolvementFactory,
    OfferFactory,
    PaymentFactory,
    PaymentNoteFactory,
    SafetyPlanFactory,
    SessionFactory,
    UpdateFactory,
)


@pytest.fixture
def life(asha, stage, project):
    """One of each thing that Asha can open."""
    InvolvementFactory(stage=stage, participant=asha)
    session = SessionFactory(stage=stage, sensitive=True, content_note="Losing a home")
    SafetyPlanFactory(session=session)
    AttendanceFactory(session=session, participant=asha)
    OfferFactory(session=session, participant=asha)
    past = AttendanceFactory(session=SessionFactory(stage=stage, held=True), participant=asha, came=True)
    payment = PaymentFactory(attendance=past, approved=True, late=True)
    delivery = DeliveryFactory(participant=asha, update=UpdateFactory(project=project, told=True))
    return SimpleNamespace(session=session, payment=payment, delivery=delivery)


def paths(life):
    return [
        "/me/",
        "/me/news/",
        f"/me/news/{life.delivery.pk}/",
        "/me/money/",
        f"/me/money/{life.payment.pk}/",
        f"/me/money/{life.payment.pk}/wrong/",
        "/me/sessions/",
        f"/me/sessions/{life.session.pk}/",
        "/me/choices/",
        "/me/say/",
        "/me/data/",
    ]


def text(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_page_is_neutral_has_a_way_out_and_somebody_to_ask(life, asha_client, cora, project):
    cora.phone = "+447700900123"
    cora.save()
    for path in paths(life):
        page = text(asha_client, path)
        assert "<title>My page</title>" in page
        assert "data-exit" in page
        assert "Ask Cora" in page and "07700 900123" in page


def test_every_page_works_for_someone_with_nothing_yet(asha, asha_client):
    for path in ["/me/", "/me/news/", "/me/money/", "/me/sessions/", "/me/choices/", "/me/say/", "/me/data/"]:
        text(asha_client, path)


def test_what_is_asha_s_does_not_exist_for_ben(life, ben_client):
    own = ("/me/news/", "/me/money/", "/me/sessions/")
    for path in [path for path in paths(life) if path.startswith(own) and path not in own]:
        assert ben_client.get(path).status_code == 404


def test_the_home_page_says_what_is_next_new_and_owed(life, asha_client):
    page = text(asha_client, "/me/")
    assert "There is news for you" in page
    assert "£30.00, by" in page
    assert PaymentSummary.of(life.payment).late.to_the_person in page


def test_opening_news_marks_it_as_read(life, asha_client):
    text(asha_client, f"/me/news/{life.delivery.pk}/")
    life.delivery.refresh_from_db()
    assert life.delivery.opened_on == today()


def test_who_reads_it_on_the_page_need_not_be_called_any_more(asha, project, asha_client):
    waiting = DeliveryFactory(
        participant=asha, update=UpdateFactory(project=project, told=True), route="call", waiting=True
    )
    text(asha_client, f"/me/news/{waiting.pk}/")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.reached_on) == ("told", today())


def test_a_session_says_what_one_needs_to_know_before(life, asha_client):
    page = text(asha_client, f"/me/sessions/{life.session.pk}/")
    for words in (
        "The library",
        "Cora and Sam",
        "The small room",
        "Losing a home",
        "£30.00 for 2 hours",
        "leave at any",
    ):
        assert words in page


def test_an_offer_that_was_declined_is_not_offered_again(asha, stage, asha_client):
    session = SessionFactory(stage=stage)
    AttendanceFactory(session=session, participant=asha)
    OfferFactory(session=session, participant=asha, answer="declined")
    assert "rather not be paid" in text(asha_client, f"/me/sessions/{session.pk}/")


def test_the_page_of_a_payment_shows_the_line_of_advice_and_no_figure(life, asha_client, organisation):
    organisation.advice = "The Advice Shop, 0117 496 0100"
    organisation.save()
    words = text(asha_client, f"/me/money/{life.payment.pk}/")
    assert "The Advice Shop, <a" in words and "tel:01174960100" in words


@pytest.fixture
def due(asha, stage, cora):
    attendance = AttendanceFactory(session__stage=stage, participant=asha, came=True)
    return PaymentFactory(attendance=attendance, due=True, drafted_by=cora)


def step(client, payment, name, **typed):
    answer = client.post(f"/me/money/{payment.pk}/{name}/", typed)
    payment.refresh_from_db()
    return answer


def test_the_person_takes_less(due, asha_client):
    assert step(asha_client, due, "less", pence="12.50").status_code == 302
    assert (due.state, due.pence) == ("submitted", 1250)


def test_too_much_is_an_error_on_the_page(due, asha_client):
    answer = step(asha_client, due, "less", pence="31")
    assert answer.status_code == 422 and "Enter an amount between £0.01 and £29.99." in answer.content.decode()
    assert due.state == "submitted"


def test_the_person_says_that_it_is_wrong(due, asha_client):
    step(asha_client, due, "wrong", words="It was three hours")
    assert due.state == "disputed"
    assert "It was three hours" in text(asha_client, f"/me/money/{due.pk}/")


@pytest.mark.parametrize(("name", "state"), [("none", "declined"), ("not-now", "later")])
def test_none_and_not_now_take_one_tap_and_can_be_taken_back(due, asha_client, name, state):
    step(asha_client, due, name)
    assert due.state == state
    step(asha_client, due, "after-all")
    assert due.state == "submitted"


def test_i_got_it_is_the_person_s_own_word(asha, stage, asha_client):
    attendance = AttendanceFactory(session__stage=stage, participant=asha, came=True)
    released = PaymentFactory(attendance=attendance, released=True)
    step(asha_client, released, "got-it")
    assert released.state == "received" and released.received_at


def test_a_step_that_no_longer_fits_changes_nothing(due, asha_client):
    assert step(asha_client, due, "got-it").status_code == 302
    assert due.state == "submitted"


def test_an_unknown_step_does_not_exist(due, asha_client):
    assert step(asha_client, due, "double").status_code == 404


def test_nobody_takes_a_step_for_someone_else(due, ben_client):
    assert step(ben_client, due, "none").status_code == 404
    assert due.state == "submitted"


def test_what_was_sent_and_is_looked_at_again_is_not_owed(asha, stage):
    attendance = AttendanceFactory(session__stage=stage, participant=asha, came=True)
    PaymentFactory(attendance=attendance, received=True, state="disputed")
    assert not Payment.objects.owed().exists()


def test_what_we_keep_is_all_there_and_nobody_elses(life, asha, ben, asha_client):
    ChoiceFactory(participant=asha, picked="voucher")
    PaymentNoteFactory(payment=life.payment, words="Words about Asha's money")
    PaymentNoteFactory(payment__attendance__participant=ben, words="Words about Ben's money")
    page = text(asha_client, "/me/data/")
    assert "A voucher" in page and "Words about Asha&#x27;s money" in page
    assert "Words about Ben" not in page


def test_each_kind_of_record_about_a_person_has_a_heading_in_plain_words():
    about_people = [model for model, _ in models_about_people()]
    without = [model._meta.label for model in about_people if not heading_of(model)]
    assert not without, f"say in `own_heading` what a person reads above {without}"
    assert set(HEADINGS) <= {model._meta.model_name for model in about_people}


def test_news_stands_in_pages(asha, asha_client, project):
    for _ in range(21):
        DeliveryFactory(participant=asha, update=UpdateFactory(project=project, told=True))
    assert "1 to 20 of 21 pieces of news" in text(asha_client, "/me/news/")
    last = "21 to 21 of 21 pieces of news"
    assert last in text(asha_client, "/me/news/?page=2")
    for odd, shown in (
        ("", "1 to 20"),
        ("x", "1 to 20"),
        ("²", "1 to 20"),
        ("0", last),
        ("-1", last),
        ("9" * 18, last),
    ):
        assert shown in text(asha_client, f"/me/news/?page={odd}"), odd


def test_all_that_is_owed_is_counted_whatever_page_is_open(asha, asha_client, stage):
    for _ in range(21):
        past = AttendanceFactory(session=SessionFactory(stage=stage, held=True), participant=asha, came=True)
        PaymentFactory(attendance=past)
    owed = sum(payment.pence for payment in Payment.objects.owed())
    for page in (1, 2):
        assert f"You are owed {pence(owed)}" in text(asha_client, f"/me/money/?page={page}")
    assert "21 to 21 of 21 payments" in text(asha_client, "/me/money/?page=2")


def test_main_pages_of_ones_own_ask_no_more_than_they_may(life, asha_client, django_assert_max_num_queries):
    pages = {
        "/me/": "/me/",
        "my money": "/me/money/",
        "my payment": f"/me/money/{life.payment.pk}/",
        "my news": "/me/news/",
        "my session": f"/me/sessions/{life.session.pk}/",
    }
    for name, path in pages.items():
        with django_assert_max_num_queries(CEILINGS[name].statements):
            text(asha_client, path)
