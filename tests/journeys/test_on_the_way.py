"""Pages that stand only in the middle of something: on the way in, on a first day, or when something went wrong.

Each as it comes and as it refuses. What any address leads to by itself is in test_every_page.py.
"""

import pytest
from django.urls import reverse

from coproduction.accounts import login_flow as signing_in
from coproduction.accounts.invitations import invite
from tests.accounts.by_code import CODE, SIGN_IN, Letters, ask, type_in
from tests.accounts.test_cards import CARD, WRONG
from tests.accounts.test_second_factor import AGAIN, APP, CODES, SECOND_STEP, aged, set_up_app
from tests.conftest import Https, signed_in
from tests.second_factor import app_of

from .test_every_page import MODES, NONSENSE

pytestmark = [pytest.mark.looks, pytest.mark.django_db]


@pytest.fixture
def look(shown):
    """look("what it is", answer): the status it has to have is 200, unless another is given."""

    def look(what, answer, status=200):
        assert answer.status_code == status, f"{what}: {answer.status_code} {answer.headers.get('Location', '')}"
        shown.show(f"{what}: {answer.wsgi_request.path}", answer, MODES)

    yield look
    assert not shown.faults, "\n".join(shown.faults)


def test_on_the_way_in_by_code(look, asha, post_folder, monkeypatch):
    client = Https()
    look("a code, asked for", ask(client, asha.user.email))
    look("a code that is none", type_in(client, NONSENSE), 422)
    look("a wrong code", type_in(client, Letters(post_folder).wrong_code), 422)
    look("a new code, asked for", client.post(CODE, {"action": "resend"}, follow=True))
    monkeypatch.setattr(signing_in.SignIn, "judge", lambda self, code: signing_in.WAIT)
    look("too many codes", type_in(client, "123456"), 429)
    monkeypatch.setattr("coproduction.accounts.views.may_ask", lambda *of: False)
    look("asked too often", Https().post(SIGN_IN, {"where": asha.user.email}), 429)


def test_on_the_way_in_by_card(look, client, monkeypatch):
    # To judge a card takes long, by intention.
    monkeypatch.setattr("coproduction.accounts.views.use_card", lambda **card: None)
    for number in range(20):
        answer = client.post(CARD, {"number": f"{number:06}", "words": " ".join(WRONG)})
    look("a card that opens nothing", answer, 422)
    look("too many cards", client.post(CARD, {"number": "000020", "words": " ".join(WRONG)}), 429)


def test_at_the_second_step(look, cora, post_folder):
    app_of(cora)
    client = Https()
    ask(client, cora.email)
    type_in(client, Letters(post_folder).code)
    look("the second step", client.get(SECOND_STEP))
    look("a wrong second code", client.post(SECOND_STEP, {"code": "000000"}), 422)


def test_on_the_first_day_of_somebody_who_works_here(look, cora):
    client = signed_in(cora, second_factor=False)
    look("before the second factor", client.get(APP))
    look("a wrong first code", client.post(APP, {"code": "000000"}), 422)
    set_up_app(client)
    look("spare codes, shown once", client.get(CODES))
    aged(client, 301)
    look("is it still you", client.get(AGAIN))
    look("not you", client.post(AGAIN, {"code": "000000"}), 422)


def test_the_first_page_of_all_and_an_invitation(look, cora, mina, organisation):
    asked = invite(organisation=organisation, name="Kim", email="kim@example.org", roles=["finance"], by=mina)
    path = reverse("invitation", args=[asked.pk])
    client = signed_in(asked.user)
    look("an invitation", client.get(path))
    look("an invitation without a name", client.post(path, {"name": ""}), 422)


def test_before_there_is_an_organisation(look, client):
    look("the first page of all", client.get(reverse("set_up")))
    look("the first page of all, empty", client.post(reverse("set_up")), 422)


def test_where_something_went_wrong(look, asha_client, cora_client, client):
    for who, browser in (("a participant", asha_client), ("a coordinator", cora_client), ("a stranger", client)):
        look(f"nothing there, for {who}", browser.get("/nothing/here/"), 404)
    look("out again", client.get(reverse("signed_out")))
