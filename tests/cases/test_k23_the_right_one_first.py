"""What stands comes first on a person's pages; what was taken back is behind it, and is in no sum."""

import pytest

from participants.models import Payment

from . import roads_a as road


@pytest.fixture
def written_again(as_cora, as_mina, as_fin, clock):
    project = road.held(as_cora, as_mina, clock)
    road.submitted(as_cora, project)
    first = road.payment_to("Asha")
    road.approved(as_mina, first)
    road.released(as_fin, first)
    as_fin.open(f"/money/{first.pk}/").link("Take it back").send("Take it back", words="The wrong minutes")
    page = as_cora.open(f"/money/{first.pk}/").link("Write it down again")
    assert page.send("Write it down again", minutes_during=36).says("Written down again.")
    return first


def test_k23_the_one_that_stands_is_first(written_again):
    asha, right = road.visitor_of("Asha"), road.payment_to("Asha")
    money = asha.open("/me/money/")
    assert money.says("You are owed £15.00.")
    assert money.words.index("£15.00 We are writing it down") < money.words.index("£62.50 Taken back")
    assert money.link("See the one that counts").path == f"/me/money/{right.pk}/"
    session = asha.open(f"/me/sessions/{written_again.attendance.session_id}/")
    assert session.words.index("£15.00: see where it is now") < session.words.index("£62.50: taken back")


def test_k23_staff_find_the_one_that_stands_from_the_one_that_was_taken_back(written_again, as_cora):
    right = road.payment_to("Asha")
    page = as_cora.open(f"/money/{written_again.pk}/")
    assert page.says("This one was taken back.")
    assert page.link("See the one that counts").path == f"/money/{right.pk}/"
    assert not as_cora.open(f"/money/{right.pk}/").says("taken back")


def test_k23_the_one_that_was_taken_back_leads_to_it(written_again):
    page = road.own_page(written_again)
    assert page.says("This one was taken back.")
    page = page.link("See the one that counts")
    assert page.says("£15.00 for") and not page.says("taken back")
    assert Payment.objects.count() == 2
