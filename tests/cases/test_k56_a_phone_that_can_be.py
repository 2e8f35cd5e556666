"""A phone to sign in with has to be one that a code can come to; how else to reach somebody is theirs to say."""

import pytest

from participants.people.models import Participant

from . import roads

CANT_BE = ["07700 90012", "496 0123", "116 123", "0117 496 0123", "07000 900123", "+33 1 42 68 53 00"]


@pytest.mark.parametrize("phone", CANT_BE)
def test_k56_a_number_that_no_code_can_come_to_is_refused(as_cora, phone):
    page = as_cora.open("/people/new/").send("Welcome them", name="Asha", phone=phone)
    assert page.status == 422 and page.says("this can't be a mobile number. Write one such as 07700 900 123.")
    assert page.form("Welcome them").fields["phone"].values == [phone]
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("phone", "kept"),
    [
        ("07700 900 123", "+447700900123"),
        ("+44 (0)7700 900123", "+447700900123"),
        ("07624 123456", "+447624123456"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("+1 202 555 0123", "+12025550123"),
    ],
)
def test_k56_a_mobile_of_any_country_is_taken(as_cora, phone, kept):
    assert roads.welcome(as_cora, "Asha", phone=phone).user.phone == kept


def test_k56_a_phone_to_be_called_on_may_stand_in_a_hall_and_is_shown_as_dialled(as_cora):
    asha = roads.welcome(as_cora, "Asha", call_safe="yes", call_address="+441174960123")
    assert as_cora.open(f"/people/{asha.pk}/").says("0117 496 0123")
