"""What no browser sends by itself is answered with a page and 400 or 422, on every route: never by breaking."""

import random
from urllib.parse import urlencode

import pytest
from django.db import transaction

from ..access import odd
from ..access.filling import filled_in
from ..access.test_overposting import SAID, posted, senders, shown
from ..conftest import Https, signed_in
from ..figures import DEPTH
from ..test_access import ROUTES
from ..world import build

# Of some thousand ways for each route. They are drawn by its name, so that each run tries the same.
FULL = DEPTH == "full"
A_ROUTE = 40 if FULL else 1
# So that two workers end at about the same time. In a sample, PostgreSQL is asked for half of the routes.
PARTS = 8 if FULL else 2
ON_BOTH = [pytest.param(part, marks=[pytest.mark.both_databases] if FULL or part == 0 else []) for part in range(PARTS)]


@pytest.fixture
def world(db):
    made = build()
    made.clients = {actor.name: signed_in(actor.user) if actor.user else Https() for actor in made.actors}
    return made


def answered(client, method, path, told):
    """The answer; whatever it wrote is undone."""
    with transaction.atomic():
        client.raise_request_exception, cookies = False, client.cookies.copy()
        answer = client.generic(method, path, **told)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def form(data):
    return {"data": urlencode(data, doseq=True), "content_type": odd.FORM}


def tries(path, data, seed):
    """Method, address and what is sent, drawn from all odd ways to ask for this path."""
    ways = [
        *(("GET", f"{path}?{query}", {}) for query in odd.queries()),
        *(("GET", path, {"headers": headers}) for headers in odd.HEADERS),
        *(("POST", path, {"headers": headers, **form(data)}) for headers in odd.HEADERS),
        *(("POST", path, {"content_type": kind, "data": body}) for kind, body in odd.BODIES),
    ]
    mutated = [("POST", path, form(mutated)) for mutated in odd.mutations(data)]
    draw = random.Random(seed)
    return [
        *draw.sample(ways, min(A_ROUTE, len(ways))),
        *draw.sample(mutated, min(2 * A_ROUTE, len(mutated))),
    ]


@pytest.mark.parametrize("part", ON_BOTH)
def test_k90_no_route_breaks_on_what_is_odd(part, world):
    tried, faults = 0, []
    for route in sorted(ROUTES)[part::PARTS]:
        for step, actor, path in senders(route, world):
            client = world.clients[actor.name]
            page = shown(client, path)
            data = filled_in(page, path) | posted(route, actor.home) | SAID.get((route, step), SAID.get(route, {}))
            for method, address, told in tries(path, data, f"{route} {step}"):
                answer, tried = answered(client, method, address, told), tried + 1
                if answer.status_code >= 500:
                    error = getattr(answer, "exc_info", (None, None))[1]
                    faults.append(f"{route}: {method} {address:.200} {str(told):.600}: {error!r:.300}")
    assert tried > 100 and not faults, "\n".join(faults[:20])


def page_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "idna", "base64", "nonsense", '"utf-16"', "latin-1"])
@pytest.mark.parametrize("kind", [odd.FORM, odd.PARTS])
def test_k90_a_form_in_odd_letters_is_refused_in_the_persons_own_frame(charset, kind, asha_client, cora_client):
    for client, title, sends in (
        (asha_client, "<title>My page</title>", "/me/choices/"),
        (cora_client, "<title>We could not read that", "/people/new/"),
    ):
        answer = client.generic("POST", sends, odd.WHOLE + odd.END, content_type=f"{kind}; charset={charset}")
        assert answer.status_code == 400 and title in page_of(answer)
        assert "<h1>We could not read that</h1>" in page_of(answer)
        assert ("Leave this page" in page_of(answer)) is (client is asha_client)


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_k90_a_form_in_plain_letters_is_taken(charset, cora_client):
    answer = cora_client.generic("POST", "/people/new/", "name=", content_type=f"{odd.FORM}; charset={charset}")
    assert answer.status_code == 422


@pytest.mark.parametrize("charset", ["idna", "utf-16", "base64"])
def test_k90_the_check_of_a_forms_own_token_does_not_break_either(charset, asha):
    client = signed_in(asha.user)
    client.handler.enforce_csrf_checks = True
    answer = client.generic("POST", "/me/choices/", odd.WHOLE, content_type=f"{odd.PARTS}; charset={charset}")
    assert answer.status_code == 400 and "Leave this page" in page_of(answer)


@pytest.mark.parametrize("headers", odd.HEADERS[:2])
def test_k90_a_page_that_is_no_address_is_refused(headers, asha_client):
    answer = asha_client.get("/me/", headers=headers)
    assert answer.status_code == 400 and "<title>My page</title>" in page_of(answer)


@pytest.mark.parametrize("path", ["/projects/?page=%00", "/projects/?%00=a", "/people/?project=a%00b"])
def test_k90_a_null_character_in_an_address_is_refused(path, cora_client):
    assert cora_client.get(path).status_code == 400


@pytest.mark.parametrize("length", ["abc", "-5", "²"])
def test_k90_a_length_that_is_no_number_is_refused(length, cora_client):
    assert cora_client.post("/people/new/", {"name": "A"}, headers={"Content-Length": length}).status_code == 400


@pytest.mark.parametrize("path", ["/projects/", "/people/", "/me/money/", "/me/news/", "/me/sessions/"])
@pytest.mark.parametrize("page", ["²", "-1", "99999999999999999999", "x"])
def test_k90_a_page_of_a_list_that_is_none_shows_one_that_is(path, page, cora_client, asha_client):
    client = asha_client if path.startswith("/me/") else cora_client
    assert client.get(path, {"page": page}).status_code == 200


@pytest.mark.parametrize("place", ["²", "-1", "", "9" * 30, "x\x00"])
def test_k90_a_place_to_sign_out_at_that_is_none_ends_nothing(place, asha_client):
    answer = asha_client.post("/accounts/sessions/", {"place": place}, follow=True)
    assert answer.status_code == 200 and "Where you are signed in" in page_of(answer)


@pytest.mark.parametrize("token", ["", "abc", "\x00", "²", "x" * 5000, None])
def test_k90_a_broken_token_keeps_what_was_typed_and_the_page_can_be_sent_again(token, as_cora):
    page = as_cora.open("/people/new/").send("Welcome them", name="Asha", token=token)
    assert page.status == 422 and page.says("Part of this page did not reach us.")
    assert page.form("Welcome them").fields["name"].values == ["Asha"]
    assert page.send("Welcome them").says("Asha")


def test_k90_a_button_whose_token_is_broken_is_refused_with_a_page(as_mina, cora, organisation):
    page = as_mina.open("/organisation/").link("Invite someone")
    page = page.send("Invite", name="Ida", email="ida@example.org", roles=["coordinator"])
    refused = page.send("Take back", token="abc")
    assert refused.status == 400 and refused.says("We could not read that")
    assert page.send("Take back").says("Taken back.")


def test_k90_a_token_that_somebody_else_used_is_refused_with_a_sentence(as_cora, as_sam):
    page = as_cora.open("/people/new/")
    token = page.form("Welcome them").fields["token"].values[0]
    page.send("Welcome them", name="Asha")
    page = as_sam.open("/people/new/").send("Welcome them", name="Ben", token=token)
    assert page.status == 422 and page.says("This form was sent before")


COUNTS = [("TOTAL_FORMS", "abc"), ("TOTAL_FORMS", "99999999999"), ("TOTAL_FORMS", "-1"), ("TOTAL_FORMS", None),
          ("INITIAL_FORMS", "-1"), ("INITIAL_FORMS", "abc"), ("INITIAL_FORMS", None), ("TOTAL_FORMS", "7")]  # fmt: skip


@pytest.mark.parametrize(("name", "count"), COUNTS)
def test_k90_a_table_that_counts_wrongly_keeps_what_was_typed_and_can_be_sent_again(name, count, as_cora, sam):
    typed = {"title": "The drop-in", "budget-3-pence": "62.50", f"budget-{name}": count}
    page = as_cora.open("/projects/new/").send("Plan this project", typed)
    assert page.status == 422 and page.says("Part of this page did not reach us, so nothing is saved yet.")
    fields = page.form("Plan this project").fields
    assert fields["budget-3-pence"].values == ["62.50"] and fields["budget-7-pence"].values == [""]
    assert fields["budget-TOTAL_FORMS"].values == ["8"]
    again = page.send("Plan this project")
    assert not again.says("Part of this page did not reach us")
