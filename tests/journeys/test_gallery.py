"""A form of the gallery as somebody sends it who came to look. How its pages look is asked in test_dressed.py."""

from django.urls import reverse


def test_a_form_of_the_gallery_answers_like_any_other(demo_mode, walks):
    walk = walks(320)
    walk.open(reverse("gallery:sent")).press_in_vain("Send it", "Write a name", "How would you like to join?")
    assert not walk.faults, "\n".join(walk.faults)
