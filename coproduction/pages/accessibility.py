"""Who can use these pages, as far as we know: what was tested, what was not yet, and how to take part without them.

A promise is backed by the id of a figure that the test run prints, or by the name of a test.
"""

from datetime import date

from django.views.decorators.http import require_safe

from coproduction.base.http import render_page
from coproduction.pages.safety import Promise

# The day on which somebody last went through this page and held each line of it against the tests.
TESTED_ON = date(2026, 11, 24)
TESTED = (
    Promise(
        "A program called axe looks at the pages, narrow as a small phone and wide as a desk. "
        "It knows the Web Content Accessibility Guidelines (WCAG) 2.2, levels A and double A (AA). "
        "It finds nothing wrong.",
        ("UX1",),
    ),
    Promise("We walk the main ways through with scripts switched off too. They work.", ("UX3",)),
    Promise("We walk them with the keys of a keyboard alone. It can always be seen which part you are in.", ("UX3",)),
    Promise("Words stand out from what is behind them: seven to one, or more.", ("UX2",)),
    Promise("What can be pressed is 44 pixels high and wide, or more, except links in a sentence.", ("UX2",)),
    Promise("No page has to be moved sideways on a small phone. No page jumps while it comes.", ("UX2",)),
    Promise("State is never shown by colour alone. There is always a word and a shape too.", ("UX4",)),
)
CAN_CHOOSE = (
    Promise(
        "Three sizes of text, and more contrast. Your choice stays for your next visit.",
        ("test_a_person_chooses_once_and_each_visit_begins_with_it",),
    ),
    Promise(
        "Light or dark, more contrast and less movement: pages follow what your phone or computer is set to.",
        ("test_styles_follow_what_a_phone_is_set_to",),
    ),
)
NOT_YET = (
    "Nobody who uses assistive technology has tried these pages with us.",
    "Nobody has gone through them with a screen reader, or by voice, or with a switch.",
    "They were tested in one browser, Chromium. Firefox and Safari were not tried.",
    "They were not tried on old phones, only on a computer that draws a small screen.",
    "Nobody from outside has checked them.",
    "Tests by a program find some faults, not all. What they can't see, we don't know.",
    "We write plainly, and the program helps staff to do so. It can't stop staff from writing what is hard to read.",
    "All is in English. There is no Easy Read, no sign language, and no other language.",
)
OTHER_WAYS = (
    Promise(
        "You can take part without a screen. Nobody needs a phone, an email or a sign-in.",
        ("test_a_person_without_phone_or_email_has_no_sign_in",),
    ),
    Promise(
        "You can answer by phone, on paper or face to face. Somebody writes it down, and it says who did.",
        ("test_answers_taken_down_by_someone_say_by_whom",),
    ),
    Promise(
        "That is never the person whom your answer is about.",
        ("test_the_stage_says_who_may_take_down_and_why_the_contact_may_not",),
    ),
)


@require_safe
def accessibility(request):
    context = {
        "tested_on": TESTED_ON,
        "tested": TESTED,
        "can_choose": CAN_CHOOSE,
        "not_yet": NOT_YET,
        "other_ways": OTHER_WAYS,
    }
    return render_page(request, "pages/accessibility.html", context)
