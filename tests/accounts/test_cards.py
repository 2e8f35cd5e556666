"""In by a printed card: once, by the one it was made for, and nobody learns why another does not work."""

import itertools
import re
import statistics
import time
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from coproduction.accounts import cards
from coproduction.accounts.card_words import WORDS
from coproduction.accounts.cards import make_card, use_card, withdraw_card
from coproduction.accounts.models import AttemptSlot, AuditEntry, SignInCard, User
from coproduction.base.refusals import Refused
from tests import factories
from tests.conftest import Https, signed_in
from tests.figures import DEPTH
from tests.scopes import Threads

CARD = reverse("account_card")
WRONG = ["apple"] * 5


@pytest.fixture
def card(asha, cora):
    return make_card(user=asha.user, organisation=asha.organisation, by=cora)


def typed(card, **more):
    return {"number": card.number, "words": " ".join(card.words), **more}


def user_in(client):
    return client.session.get("_auth_user_id")


def bare(answer):
    """Every byte of a page without its own token."""
    return re.sub(rb'(csrfmiddlewaretoken" value="|"x-csrftoken": ")[^"]+', b"", answer.content)


# What is printed ------------------------------------------------------------------------------------------------


def test_the_words_are_short_plain_and_not_easily_mixed_up():
    assert len(WORDS) == len(set(WORDS)) == 256
    assert all(re.fullmatch("[a-z]{3,6}", word) for word in WORDS)
    assert not [(a, b) for a, b in itertools.combinations(WORDS, 2) if a.startswith(b) or b.startswith(a)]
    assert not [(a, b) for a, b in itertools.combinations(WORDS, 2) if one_letter_apart(a, b)]


def one_letter_apart(one, other):
    if abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def test_a_card_has_a_number_and_five_words_that_are_kept_nowhere(card):
    kept = str(SignInCard.objects.filter(pk=card.pk).values().get())
    assert re.fullmatch("[0-9]{6}", card.number) and len(card.words) == 5
    assert " ".join(card.words) not in kept and "-".join(card.words) not in kept
    assert card.ends_at - card.made_at == timedelta(days=30)
    assert AuditEntry.objects.filter(action="sign-in card made", about_id=str(card.pk)).count() == 1


def test_what_is_secret_stands_behind_the_hash_of_the_address_alone(card):
    before, _, after = cards.address_of(card.number, card.words).partition("#")
    assert before == f"https://testserver{CARD}"
    assert after == f"{card.number}-{'-'.join(card.words)}"


def test_a_new_card_withdraws_the_old_one(client, card, asha, cora):
    new = make_card(user=asha.user, organisation=asha.organisation, by=cora)
    assert client.post(CARD, typed(card)).status_code == 422
    assert client.post(CARD, typed(new)).status_code == 302


def test_a_number_is_drawn_again_where_it_is_taken(monkeypatch, card, ben, cora):
    drawn = iter([int(card.number), 7])
    monkeypatch.setattr(cards.secrets, "randbelow", lambda limit: next(drawn))
    assert make_card(user=ben.user, organisation=ben.organisation, by=cora).number == "000007"


# Signing in -----------------------------------------------------------------------------------------------------


def test_a_card_signs_its_person_in_and_leads_to_their_page(client, card, asha):
    client.get(CARD)
    before = client.session.session_key
    answer = client.post(CARD, typed(card), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("me:home")
    assert user_in(client) == str(asha.user.pk)
    assert client.session.session_key != before
    assert [proof["method"] for proof in client.session["account_authentication_methods"]] == ["card"]
    assert AuditEntry.objects.filter(action="signed in by a card", actor_id=asha.user.pk).count() == 1


@pytest.mark.parametrize("number", ["{0} {1}", "{0}-{1}", " {0}{1} "])
@pytest.mark.parametrize("between", [" ", "-", "  ", ", ", "\n"])
def test_it_may_be_typed_as_people_type(client, card, number, between):
    words = between.join(card.words)
    sent = {"number": number.format(card.number[:3], card.number[3:]), "words": f" {words.upper()} "}
    assert client.post(CARD, sent).status_code == 302


def test_looking_at_the_page_changes_nothing(client, card):
    assert client.get(CARD, typed(card)).status_code == 200
    assert client.get(f"{CARD}?number={card.number}&words={'+'.join(card.words)}").status_code == 200
    assert user_in(client) is None and not AttemptSlot.objects.exists()
    assert SignInCard.objects.get(pk=card.pk).used_at is None


def test_the_page_is_kept_in_no_cache_and_the_way_in_leads_to_it(client, card):
    assert "no-store" in client.get(CARD)["Cache-Control"]
    assert CARD in client.get(reverse("account_request_login_code")).content.decode()


def test_ones_own_phone_is_off_unless_ticked(client, card, asha, cora):
    client.post(CARD, typed(card))
    assert "own_phone" not in client.session
    new = make_card(user=asha.user, organisation=asha.organisation, by=cora)
    elsewhere = Https()
    elsewhere.post(CARD, typed(new, own_phone="on"))
    assert elsewhere.session["own_phone"] and not elsewhere.session.get_expire_at_browser_close()


def test_a_person_whose_phone_with_the_codes_is_lost_comes_in_by_a_card(client, card, asha):
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(asha.user, "A" * 32)
    client.post(CARD, typed(card))
    assert user_in(client) == str(asha.user.pk)


def test_who_is_signed_in_at_this_browser_goes_first(card, ben, asha):
    client = signed_in(ben.user)
    client.post(CARD, typed(card))
    assert user_in(client) == str(asha.user.pk)
    assert [proof["method"] for proof in client.session["account_authentication_methods"]] == ["card"]


@pytest.mark.parametrize(
    "sent, said",
    [
        ({"number": "12345", "words": "apple " * 5}, "six digits"),
        ({"number": "123456", "words": "apple apple"}, "five words"),
        ({"number": "123456", "words": "apple aple " * 2}, "&#x27;aple&#x27;"),
        ({"number": "", "words": ""}, "Enter the number"),
        ({"number": "123456", "words": "a\x00b"}, "Null characters"),
        ({"number": "1" * 1000, "words": "apple " * 1000}, "letters; "),
    ],
)
def test_what_cannot_be_on_a_card_is_said_kindly_and_costs_no_try(client, db, sent, said):
    answer = client.post(CARD, sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not AttemptSlot.objects.exists()


def test_many_tries_from_one_place_wait_a_minute(client, db):
    answers = [client.post(CARD, {"number": f"{n:06}", "words": " ".join(WRONG)}).status_code for n in range(21)]
    assert answers == [422] * 20 + [429]


# What does not work ---------------------------------------------------------------------------------------------


def used(card, client):
    Https().post(CARD, typed(card))


def after_its_end(card, client):
    since = timezone.now() - timedelta(days=31)
    SignInCard.objects.filter(pk=card.pk).update(made_at=since, ends_at=since + timedelta(days=30))


def withdrawn(card, client):
    withdraw_card(card=card, by=card.made_by)


def deactivated(card, client):
    User.objects.filter(pk=card.user_id).update(is_active=False)


def no_part_any_more(card, client):
    card.user.memberships.update(ended_at=timezone.now())


def works_here_now(card, client):
    factories.MembershipFactory(user=card.user, organisation=card.organisation, role="coordinator")


def in_another_organisation(card, client):
    """The card says one organisation, the person takes part in another."""
    card.user.memberships.update(organisation=factories.OrganisationFactory())


def works_elsewhere_now(card, client):
    factories.MembershipFactory(user=card.user, role="finance")


def rests(card, client):
    for _ in range(5):
        use_card(number=card.number, words=WRONG)


def unknown(card, client):
    SignInCard.objects.filter(pk=card.pk).delete()


def other_words(card, client):
    SignInCard.objects.filter(pk=card.pk).update(digest=cards.make_password(" ".join(WRONG)))


KINDS = (
    used, after_its_end, withdrawn, deactivated, no_part_any_more, works_here_now, in_another_organisation,
    works_elsewhere_now, rests, unknown, other_words,
)  # fmt: skip


@pytest.fixture
def counted_digests(monkeypatch):
    """How often a slow digest was worked out."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    made, encode = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: made.append(1) or encode(*args))
    return made


def test_each_kind_of_no_is_the_same_page_and_the_same_work(asha, ben, cora, counted_digests, figure):
    pages, tried = set(), 0
    for kind in KINDS:
        AttemptSlot.objects.all().delete()
        for user in (asha.user, ben.user):
            User.objects.filter(pk=user.pk).update(is_active=True)
            user.memberships.all().delete()
            factories.MembershipFactory(user=user, organisation=asha.organisation, role="participant")
        card = make_card(user=asha.user, organisation=asha.organisation, by=cora)
        kind(card, None)
        client = Https()
        del counted_digests[:]
        answer = client.post(CARD, typed(card))
        assert answer.status_code == 422 and user_in(client) is None, kind.__name__
        assert sum(counted_digests) == 1, kind.__name__
        shown = bare(answer).replace(card.number.encode(), b"").replace(" ".join(card.words).encode(), b"")
        pages.add((shown, tuple(sorted(set(answer.headers) - {"Content-Length"}))))
        tried += 1
    assert len(pages) == 1
    assert b"This card does not work. Check each word; or ask for a new card." in pages.pop()[0]
    figure("LG3", tried, "kinds of no on the page for cards, 1 page in all, 1 digest worked out for each")


def test_an_unknown_number_takes_as_long_as_wrong_words(client, card, figure):
    times = {True: [], False: []}
    for number in range(400 if DEPTH == "full" else 40):
        for known in times:
            AttemptSlot.objects.all().delete()
            started = time.perf_counter()
            use_card(number=card.number if known else f"{number:06}", words=WRONG)
            times[known].append(time.perf_counter() - started)
    apart = abs(statistics.median(times[True]) - statistics.median(times[False]))
    assert apart < 0.01
    figure("LG3", sum(map(len, times.values())), "cards judged for time, known and unknown within 10 ms of each other")


def test_no_card_is_accepted_twice_by_others_after_its_end_or_elsewhere(asha, ben, cora, figure):
    tried = accepted = 0
    for kind in (used, after_its_end, withdrawn, in_another_organisation):
        for person in (asha, ben):
            AttemptSlot.objects.all().delete()
            card = make_card(user=person.user, organisation=person.organisation, by=cora)
            kind(card, None)
            for client in (Https(), signed_in(ben.user), signed_in(cora)):
                before = user_in(client)
                answer = client.post(CARD, typed(card))
                tried += 1
                accepted += answer.status_code != 422 or user_in(client) != before
            person.user.memberships.update(organisation=person.organisation)
            cache.clear()
    assert accepted == 0
    figure("TN3", tried, "cards used twice, by others, after their end, or in another organisation, 0 accepted")


def test_the_words_of_one_card_do_not_open_another(client, card, ben, cora):
    other = make_card(user=ben.user, organisation=ben.organisation, by=cora)
    assert client.post(CARD, {"number": card.number, "words": " ".join(other.words)}).status_code == 422


# How often ------------------------------------------------------------------------------------------------------


def test_five_are_judged_and_a_quarter_of_an_hour_later_the_owner_is_in(client, card):
    for _ in range(5):
        client.post(CARD, {"number": card.number, "words": " ".join(WRONG)})
    assert client.post(CARD, typed(card)).status_code == 422
    AttemptSlot.objects.update(at=timezone.now() - timedelta(minutes=15))
    assert client.post(CARD, typed(card)).status_code == 302


def test_a_new_card_does_not_refresh_the_count(client, card, asha, cora):
    for _ in range(5):
        use_card(number=card.number, words=WRONG)
    new = make_card(user=asha.user, organisation=asha.organisation, by=cora)
    assert client.post(CARD, typed(new)).status_code == 422


def test_guessing_at_one_card_does_not_stop_another(client, card, ben, cora):
    for _ in range(5):
        use_card(number=card.number, words=WRONG)
    other = make_card(user=ben.user, organisation=ben.organisation, by=cora)
    assert client.post(CARD, typed(other)).status_code == 302


# For whom -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("roles", [("coordinator",), ("participant", "manager"), ("participant", "finance"), ()])
def test_no_card_is_made_for_staff_or_for_nobody(organisation, cora, roles):
    with pytest.raises(Refused):
        make_card(user=factories.member(organisation, *roles), organisation=organisation, by=cora)
    assert not SignInCard.objects.exists()


def test_no_card_opens_what_another_organisation_keeps(asha, cora, other_organisation):
    factories.MembershipFactory(user=asha.user, organisation=other_organisation, role="participant")
    with pytest.raises(Refused):
        make_card(user=asha.user, organisation=asha.organisation, by=cora)


# At once --------------------------------------------------------------------------------------------------------


def at_once(count, act):
    together = Barrier(count)

    def one(number):
        together.wait()
        try:
            return act(number)
        finally:
            connection.close()

    with Threads(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_browsers_with_one_card_at_once_are_one_way_in(asha, cora, figure):
    for _ in range(3):
        AttemptSlot.objects.all().delete()
        cache.clear()
        card = make_card(user=asha.user, organisation=asha.organisation, by=cora)
        answers = at_once(4, lambda _, card=card: Https().post(CARD, typed(card)).status_code)
        assert sorted(answers) == [302, 422, 422, 422]
    figure("TN3", 12, "browsers with one card at once, 1 let in each time")


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_of_two_cards_made_at_once_one_works(asha, cora):
    made = at_once(3, lambda _: make_card(user=asha.user, organisation=asha.organisation, by=cora))
    assert sum(use_card(number=card.number, words=card.words) is not None for card in made) == 1
