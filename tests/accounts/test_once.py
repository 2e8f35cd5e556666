import uuid

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import QueryDict
from django.test import RequestFactory

from coproduction.accounts.idempotency import ChangedOnResend, run_once
from coproduction.accounts.models import SubmittedForm
from tests.factories import StrengthFactory
from tests.scopes import Threads


@pytest.fixture
def sent(cora):
    """Sends a form as Cora: returns the answer, having run the effect or not."""

    def send(token, effect, *, by=cora, **typed):
        request = RequestFactory().post("/", {"token": token, **typed})
        request.user, request.htmx, request.session = by, False, {}
        request._messages = FallbackStorage(request)
        return run_once(request, effect)

    return send


@pytest.fixture
def effect(asha):
    """Adds a strength to Asha's and leads home; `effect.times` counts."""

    def happen():
        happen.times += 1
        StrengthFactory(participant=asha)
        return "home"

    happen.times = 0
    return happen


def test_a_form_sent_twice_has_its_effect_once_and_leads_to_the_same_place(sent, effect):
    token = uuid.uuid4()
    first, second = sent(token, effect, words="a"), sent(token, effect, words="a")
    assert effect.times == 2 - 1
    assert first.url == second.url == "/"


def test_the_page_being_drawn_again_does_not_make_it_another_form(sent, effect):
    token = uuid.uuid4()
    sent(token, effect, words="a", csrfmiddlewaretoken="x")
    sent(token, effect, words="a", csrfmiddlewaretoken="y")
    assert effect.times == 1


def test_the_same_form_with_other_words_is_refused(sent, effect):
    token = uuid.uuid4()
    sent(token, effect, words="a")
    with pytest.raises(ChangedOnResend):
        sent(token, effect, words="b")
    assert effect.times == 1


def test_another_form_has_its_own_effect(sent, effect):
    sent(uuid.uuid4(), effect)
    sent(uuid.uuid4(), effect)
    assert effect.times == 2


def test_a_form_whose_effect_fails_can_be_sent_again(sent, effect):
    def fails():
        effect()
        raise RuntimeError

    token = uuid.uuid4()
    with pytest.raises(RuntimeError):
        sent(token, fails)
    assert not SubmittedForm.objects.exists()
    sent(token, effect)
    assert effect.times == 2


def test_somebody_elses_token_does_not_show_where_their_form_led(sent, effect, sam):
    token = uuid.uuid4()
    sent(token, effect)
    with pytest.raises(ChangedOnResend):
        sent(token, effect, by=sam)


def test_a_digest_does_not_depend_on_the_order_of_the_fields():
    from coproduction.accounts.idempotency import digest_of

    assert digest_of(QueryDict("a=1&b=2&b=3")) == digest_of(QueryDict("b=3&b=2&a=1"))
    assert digest_of(QueryDict("a=1")) != digest_of(QueryDict("a=2"))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_have_one_effect(cora, asha):
    from threading import Barrier

    from django.db import connection

    from participants.people.models import Strength

    token, together = uuid.uuid4(), Barrier(4)

    def press(_):
        request = RequestFactory().post("/", {"token": token, "words": "a"})
        request.user, request.htmx = cora, False
        together.wait()
        try:
            return run_once(request, lambda: StrengthFactory(participant=asha) and "home").url
        finally:
            connection.close()

    with Threads(4) as pool:
        assert list(pool.map(press, range(4))) == ["/"] * 4
    assert Strength.objects.count() == 1
