"""The visitor itself: it sends what a page holds and offers, and nothing else."""

import pytest

from participants.people.models import Participant


def test_it_sends_the_form_as_it_stands_with_what_was_typed(as_cora):
    page = as_cora.open("/people/new/").send("Welcome them", name="Asha", contact_asked="on")
    assert page.status == 200 and page.says("Asha")
    assert Participant.objects.get().contact.channels.get(kind="text").safe == "ask"


def test_it_can_choose_nothing_that_the_page_does_not_offer(as_cora):
    page = as_cora.open("/people/new/")
    for wrong in ({"nickname": "A"}, {"text_safe": "maybe"}):
        with pytest.raises(AssertionError):
            page.send("Welcome them", **wrong)


def test_days_go_by_and_it_signs_in_again(as_cora, clock):
    as_cora.open("/today/")
    clock.forward(days=120)
    assert as_cora.open("/today/").says("30 September")
