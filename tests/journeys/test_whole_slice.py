"""The main job in a real browser, from an empty house to money in somebody's hand.

Walked on a phone without scripts; at full depth on a small and a large screen, with scripts and without. Each page is
looked at on the way: see walking.py.
"""

from datetime import timedelta

import pytest

from coproduction.base import days
from coproduction.base.outbox import send_due
from coproduction.base.tags import day
from projects import deadlines
from tests.factories import ParticipantFactory
from tests.figures import DEPTH

TOLD = {
    "What we did": "We drew three front desks.",
    "What came of it": "The low desk was chosen.",
    "What is in the way": "The fire door.",
}


# The one that has least; what scripts and a wide screen add to the same steps is walked in test_by_keyboard.py too.
BROWSERS = [(320, False), *([(1280, True), (320, True), (1280, False)] if DEPTH == "full" else [])]


@pytest.mark.parametrize("width, scripts", BROWSERS)
def test_a_project_from_its_plan_to_the_money(walks, width, scripts, cora, sam, mina, fin, rate):
    coordinator, person, manager, finance = everyone = [walks(width, scripts) for _ in range(4)]
    ParticipantFactory(organisation=rate.card.organisation, name="Ben", welcomed_by=cora)

    coordinator.sign_in("cora@example.org")
    plans_a_project(coordinator)
    welcomes_asha(coordinator)
    opens_a_stage(coordinator)
    plans_a_session(coordinator)

    person.sign_in("07700 900 123")
    reads_what_is_offered(person)

    logs_the_session(coordinator)
    answers_and_keeps_the_promise(coordinator)
    tells_people(coordinator)
    sends_the_money_to_be_checked(coordinator)
    hears(person)

    # A stage is not closed over money that is owed.
    manager.sign_in("mina@example.org")
    looks_and_approves(manager)
    finance.sign_in("fin@example.org")
    sends_the_money(finance)
    has_the_money(person)

    closes_the_stage(coordinator)
    answers_the_six(person)
    chooses_and_pauses(person)
    reflects(coordinator)
    leaves(person)

    faults = [fault for walk in everyone for fault in walk.faults]
    assert not faults, "\n".join(faults)


def yesterday():
    return days.today() - timedelta(days=1)


def plans_a_project(walk):
    walk.open("/projects/").press("Plan a project", exact=False)
    walk.press_in_vain("Plan this project", "What is it called?", "Fill this in")
    walk.write("What is it called?", "The front desk")
    walk.write("What is it for?", "A front desk that people are not afraid of.")
    walk.tick("We design something").pick("How big is it?", "A few sessions")
    walk.write("What can change?", "The room, the hours, the first words said.")
    walk.write("What can't change?", "The address.")
    walk.write("Who decides?", "The group; the manager signs.")
    walk.write("Pounds, Payments for people's time", "1,200")
    walk.write("Why the empty lines have no money", "Not needed for a front desk.")
    walk.press("Plan this project").reads("Plan and commission", "Not open yet")


def welcomes_asha(walk):
    walk.open("/people/").press("Welcome someone")
    walk.press_in_vain("Welcome them", "The name they like")
    walk.write("The name they like", "Asha")
    walk.write("Phone to sign in with", "07700 900123")
    walk.pick("Text message: is it safe?", "Yes, safe")
    walk.write("What helps them take part", "Papers in large print")
    walk.write("What they are good at", "I notice what a room feels like")
    walk.pick("How I am paid", "Bank transfer")
    walk.press("Welcome them").reads("Asha", "Papers in large print", "They can sign in")


def opens_a_stage(walk):
    walk.open("/projects/").press("The front desk").press("Stages").press("Open this stage Design")
    walk.tick("Takes part, Asha").tick("Takes part, Ben")
    walk.choose("Briefing, Asha", "Done")
    walk.press_in_vain("Open this stage", "Asha: How: Choose how it was")
    walk.choose("How, Asha", "A call").write("In what way, Asha", "draws").choose("Briefing, Ben", "They'd rather not")
    walk.press("Open this stage").reads("Design", "Asha", "draws", "Ben")


def plans_a_session(walk):
    walk.press("Plan a session").press_in_vain("Plan this session", "What will we talk about?", "Tick at least one way")
    walk.write("What will we talk about?", "Which desk we want")
    walk.write("On which day?", yesterday()).write("From what time?", "2 pm")
    walk.pick("What kind of place?", "Our own building").write("Where is it?", "The Exchange, ground floor")
    walk.tick("In the room").tick("By phone")
    walk.write("Minutes of reading or other work before it", 30)
    walk.press("Work out the offer first").reads("£37.50 for 2½ hours")
    walk.press("Plan this session").reads("Which desk we want", "£37.50 for 2½ hours")


def reads_what_is_offered(walk):
    walk.reads("Hello Asha").press("Your sessions").press("Which desk we want")
    walk.reads("The Exchange, ground floor", "£37.50 for 2½ hours, at £15.00 an hour", "You can have a break")
    assert walk.page.title() == "My page"


def logs_the_session(walk):
    walk.press("Log this session")
    walk.pick("Came, Ben", "Didn't come")
    walk.write("What was said, this line", "The bell makes me jump").choose("Who said it, this line", "Asha")
    walk.write("What we decided, this line", "The low desk")
    walk.press_in_vain("Log this session", "How: Choose an answer")
    walk.choose("How, this line", "everyone agreed")
    walk.write("What we promised, this line", "Ask about the fire door").write("By when, this line", days.today())
    walk.press("Log this session").reads("Logged. Thank you. 1 payment drafted, £37.50.", "The low desk", "2½ hours")


def answers_and_keeps_the_promise(walk):
    walk.press("What people said, and what we promised").press("Answer this", exact=False)
    walk.press_in_vain("Give this answer", "What came of it?", "What happened, and why?")
    walk.pick("What came of it?", "We did it").write("What happened, and why?", "The bell is a lamp now.")
    walk.press("Give this answer").press("Kept, or changed?", exact=False)
    walk.press_in_vain("Save what became of it", "What became of it?")
    walk.pick("What became of it?", "We kept it").press("Save what became of it")
    walk.reads("Everything that was said has an answer", "No promise is open")


def tells_people(walk):
    walk.press("Updates").press("Tell people").press_in_vain("Tell them now", "Write something, or tick 'Nothing new'")
    for part, words in TOLD.items():
        walk.write(part, words)
    walk.page.get_by_label("Nothing new").last.check()
    walk.tick("The low desk").press("Tell them now").reads("We drew three front desks.", "Asha", "On their page")
    assert send_due() == 1


def sends_the_money_to_be_checked(walk):
    walk.press("Money", within=walk.page.get_by_role("navigation", name="This project"))
    walk.press("Send 1 draft, £37.50, to Mina to approve").reads("Sent to Mina to approve.")


def closes_the_stage(walk):
    walk.press("Stages").press("Close this stage", exact=False).choose("Debrief, Asha", "Done")
    walk.press_in_vain("Close this stage", "Asha: How")
    walk.choose("How, Asha", "A call").choose("Debrief, Ben", "Offered")
    walk.tick("We thanked everyone who took part").press("Close this stage").reads("Design is closed")


def hears(walk):
    walk.open("/").reads("There is news", "£37.50, by").press("There is news for you to read")
    walk.reads(*TOLD.values(), "Nothing new.")
    walk.press("Money").reads("You are owed £37.50").press("£37.50")
    due = day(deadlines.payment("bank", yesterday()))
    walk.reads("Which desk we want", "2 hours", "30 minutes", "£15.00 an hour", "By bank transfer", due)
    walk.reads("We are checking it", "Who to ask", "Cora")
    walk.press("Say").reads("The bell makes me jump", "The bell is a lamp now.")
    walk.press_in_vain("Tell us", "Write a few words")
    walk.write("What would you like to say or ask?", "Is there coffee?").press("Tell us").reads("Is there coffee?")


def answers_the_six(walk):
    walk.open("/").press("Six short questions: how was it?")
    for number, answer in enumerate(("Yes, very much", "Most of the time", "I can't say")):
        walk.page.locator("fieldset").nth(number).get_by_label(answer).check()
    walk.press("Send my answers").reads("Thank you for telling us.")


def chooses_and_pauses(walk):
    walk.press("Choices").pick("How would you like to get news?", "By phone").press("Save my choices").reads("Saved.")
    walk.press("Yes, I was", exact=False).reads("What you say counts")
    walk.press("This is still right")
    walk.press("Pause for a while").reads("You've paused", "Money we owe you still comes")
    walk.press("Come back").reads("Good to have you back")
    walk.press("What we keep about you").reads("Asha")


def reflects(walk):
    walk.press("Principles").press("Answer the six questions")
    walk.page.locator("fieldset").first.get_by_label("Most of the time").check()
    walk.press("Keep my answers")


def looks_and_approves(walk):
    walk.open("/dashboard/").reads("Principles", "The front desk")
    walk.press("The front desk").press("Resources").reads("What this principle asks")
    walk.open("/money/").press("Approve", exact=False).reads("Approved. Finance can send it now.")


def sends_the_money(walk):
    walk.open("/money/").reads("Asha", "£37.50").press("Mark as sent", exact=False).reads("Marked as sent.")


def has_the_money(walk):
    walk.press("Money").reads("Sent to you").press("£37.50").press("This is wrong")
    walk.press("Go back").press("I've got the money").reads("Thank you for telling us.", "You have it")


def leaves(walk):
    """In one tap, to a page that says nothing."""
    walk.context.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Rain"))
    walk.page.get_by_role("link", name="Leave this page").click()
    walk.page.wait_for_url("https://www.bbc.co.uk/weather")
    walk.faults.pop()
