"""Printed cards with which a participant signs in once: making one, taking it back, judging what was typed from it.

What is printed (a number and five words out of 256, so 40 bits) is not kept; its slow digest is.
"""

import re
import secrets
import unicodedata
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.urls import reverse
from django.utils import timezone

from coproduction.base.refusals import Refused
from coproduction.base.scope import everywhere

from .audit import action, note, one_piece_of_work
from .card_words import WORDS
from .models import Membership, SignInCard, User
from .sign_in_codes import keyed, may_attempt

DIGITS, WORDS_ON_A_CARD = 6, 5
WORKS_FOR = timedelta(days=30)


def words_in(text):
    """The words in what was typed or printed, however it is written: `Apple-moon, TREE` is apple, moon, tree."""
    return re.findall("[a-z]+", unicodedata.normalize("NFKC", text).lower())


def address_of(number, words):
    """What the picture on the card leads to. What stands behind the # reaches no server and no log."""
    return f"{settings.SITE_ADDRESS}{reverse('account_card')}#{'-'.join([number, *words])}"


def takes_part_alone(user, organisation_id):
    """The person is a participant here and nothing else anywhere: whoever holds their way in opens nothing more."""
    return set(user.places) == {(organisation_id, Membership.Role.PARTICIPANT)}


# Making --------------------------------------------------------------------------------------------------------


@action("sign-in card made")
def make_card(*, user, organisation, by):
    """A new card; the old one stops working. `words` on the card that is returned are nowhere else: print them now."""
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if not takes_part_alone(user, organisation.pk):
        raise Refused("We cannot make a card for this person. They sign in with their own phone, email or passkey.")
    now = timezone.now()
    unused_cards(user.pk, organisation.pk).update(withdrawn_at=now)
    words = [secrets.choice(WORDS) for _ in range(WORDS_ON_A_CARD)]
    card = SignInCard.objects.create(
        organisation=organisation,
        user=user,
        number=unused_number(),
        digest=make_password(" ".join(words)),
        made_by=by,
        made_at=now,
        ends_at=now + WORKS_FOR,
    )
    card.words = words
    return card


@action("sign-in card withdrawn")
def withdraw_card(*, card, by):
    """Twice is the same as once."""
    unused_cards(card.user_id, card.organisation_id).filter(pk=card.pk).update(withdrawn_at=timezone.now())
    return card


def unused_cards(user_id, organisation_id):
    """Cards of this person that were neither used nor taken back, ended ones among them: one at most."""
    theirs = SignInCard.objects.filter(user=user_id, organisation=organisation_id)
    return theirs.filter(used_at__isnull=True, withdrawn_at__isnull=True)


def unused_number():
    with everywhere("a number finds one card among those of all organisations"):
        while True:
            number = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
            if not SignInCard.objects.filter(number=number).exists():
                return number


# Judging -------------------------------------------------------------------------------------------------------


def use_card(*, number, words):
    """The user whose card this is, which is used up now; None for every other reason alike.

    One slow digest is worked out whatever the reason, so that time tells no more than words do.
    """
    with everywhere("a stranger holds a card: whose it is, only the card says"):
        card = SignInCard.objects.filter(number=number).select_related("user", "organisation").first()
        # Counted apart from codes, so that a guesser at one of them does not shut the other.
        judged = may_attempt(keyed("card of", str(card.user_id)) if card else keyed("card numbered", number))
        right = same_words(words, card)
        if not (card and judged and right and takes_part_alone(card.user, card.organisation_id)):
            return None
        with one_piece_of_work():
            now = timezone.now()
            if not SignInCard.objects.current(now).filter(pk=card.pk).update(used_at=now):
                return None
            note("signed in by a card", about=card, by=card.user)
        return card.user


def same_words(words, card):
    typed = " ".join(words)
    if card is None:
        make_password(typed)
        return False
    return check_password(typed, card.digest)
