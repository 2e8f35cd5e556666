"""How the first organisation begins: by a command, or on a page with a word that only the server's shell prints."""

import uuid

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from coproduction.accounts.models import AuditEntry, Invitation, Membership, Organisation, User
from coproduction.accounts.organisations import is_setup_token, setup_token
from coproduction.base.models import Message
from tests.conftest import signed_in
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db

PAGE = "/set-up/"
TYPED = {
    "name": "Riverside",
    "region": "NIR",
    "working_days": ["1", "2"],
    "reply_days": "4",
    "small_group": "6",
    "small_group_outside": "11",
    "advice": "Advice Shop, 0117 496 0100",
    "person": "Cora",
    "email": "Cora@Example.org ",
}


def typed(**changed):
    return TYPED | {"word": setup_token()} | changed


def first_person():
    return Invitation.objects.select_related("user").get()


# The page -----------------------------------------------------------------------------------------------------------


def test_it_makes_the_organisation_and_invites_its_first_person(client):
    assert client.get(PAGE).status_code == 200
    answer = client.post(PAGE, typed())
    assert answer.url == reverse("account_request_login_code")
    made = Organisation.objects.get()
    assert (made.name, made.region, made.working_days, made.reply_days) == ("Riverside", "NIR", "12", 4)
    assert (made.small_group, made.small_group_outside, made.advice) == (6, 11, "Advice Shop, 0117 496 0100")
    assert made.set_up_at
    invitation = first_person()
    assert (invitation.user.email, invitation.roles) == ("cora@example.org", ["coordinator", "manager"])
    assert not Membership.objects.exists()
    assert Message.objects.get().address == "cora@example.org"
    chain = AuditEntry.objects.filter(organisation_id=made.pk).order_by("sequence")
    assert list(chain.values_list("action", flat=True)) == ["member invited", "organisation created"]


def test_the_first_person_comes_in_and_looks_after_it(client):
    client.post(PAGE, typed())
    invitation = first_person()
    cora = signed_in(invitation.user, second_factor=False)
    page = cora.get("/", follow=True)
    assert "You are invited as its first person." in page.content.decode()
    cora.post(reverse("invitation", args=[invitation.pk]), {"token": uuid.uuid4(), "name": "Cora"})
    assert signed_in(User.objects.get()).get(reverse("organisation:home")).status_code == 200


def test_it_is_gone_as_soon_as_there_is_one(client):
    client.post(PAGE, typed())
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, typed(name="Another")).status_code == 404
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("word", ["", "wrong", "ÅBCD-ÆFGH", "A" * 16, "A" * 5000])
def test_without_the_word_nothing_begins_and_what_was_typed_is_kept(client, word):
    page = client.post(PAGE, typed(word=word))
    assert page.status_code == 422 and "Advice Shop" in page.content.decode()
    assert setup_token() not in page.content.decode()
    assert not Organisation.objects.exists() and not User.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"name": ""}, {"person": " "}, {"email": "nobody"}, {"small_group": "4"}, {"small_group_outside": "9"}]
    + [{"working_days": []}, {"reply_days": "21"}, {"region": "XXX"}],
)
def test_with_nonsense_nothing_begins(client, changed):
    assert client.post(PAGE, typed(**changed)).status_code == 422
    assert not Organisation.objects.exists() and not User.objects.exists()


def test_the_word_has_80_bits_and_is_read_in_any_case_and_with_any_gaps(settings):
    word = setup_token()
    assert len(word.replace("-", "")) * 5 >= 80
    for written in (word, word.lower(), word.replace("-", ""), word.replace("-", " "), f" {word} "):
        assert is_setup_token(written)
    assert is_setup_token(word.replace("O", "0").replace("I", "1"))
    settings.SECRET_KEY = "another" * 10
    assert not is_setup_token(word)


# The commands -------------------------------------------------------------------------------------------------------


def test_the_word_is_printed_while_it_is_of_use(capsys):
    call_command("setup_token")
    printed = capsys.readouterr().out
    assert setup_token() in printed and "/set-up/" in printed
    OrganisationFactory()
    with pytest.raises(CommandError, match="already"):
        call_command("setup_token")


def create(**changed):
    given = {"name": "Riverside", "region": "ENG", "email": "cora@example.org", "name_of": "Cora"}
    call_command("create_organisation", **(given | changed))


def test_the_command_makes_one_and_says_what_happens_next(capsys):
    create(region="SCT", email=" CORA@example.org")
    made, invitation = Organisation.objects.get(), first_person()
    assert (made.name, made.region, made.small_group, made.set_up_at) == ("Riverside", "SCT", 5, None)
    assert (invitation.user.email, invitation.roles) == ("cora@example.org", ["coordinator", "manager"])
    printed = capsys.readouterr().out
    for said in ("Riverside is made", "Cora", "cora@example.org", "7 days", "send_due"):
        assert said in printed


def test_there_is_one_organisation_of_a_name(capsys):
    call_command("create_organisation", name="Riverside", email="cora@example.org", name_of="Cora")
    with pytest.raises(CommandError, match="called riverside already"):
        call_command("create_organisation", name="riverside", email="dan@example.org", name_of="Dan")
    assert Organisation.objects.count() == 1


def test_the_command_makes_as_many_as_are_needed():
    create()
    create(name="Hillside")
    assert Organisation.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " "}, "--name: Write the name"),
        ({"name": "x" * 121}, "--name: "),
        ({"region": "FRA"}, "--region: "),
        ({"email": "cora"}, "--email: Check the email address"),
        ({"name_of": ""}, "--name-of: Write their name"),
    ],
)
def test_the_command_refuses_nonsense_with_a_plain_sentence(changed, said):
    with pytest.raises(CommandError, match=said):
        create(**changed)
    assert not Organisation.objects.exists() and not User.objects.exists()


def test_the_command_does_not_make_the_same_one_twice():
    create()
    with pytest.raises(CommandError, match="There is an organisation called riverside already"):
        create(name="riverside")
    assert Organisation.objects.count() == 1
