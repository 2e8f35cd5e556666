"""The other made-up projects, each as it may go: well, badly, small, just planned, and over."""

from coproduction.demo.builder import ALL_STAFF
from participants.close.actions import close_whole_project
from participants.people.actions import pause_participant
from participants.promises.models import Promise

from .dropin import answer_all

FOOD = ("Asha", "Esme", "Ines", "Jude", "Kit", "Lena")
LETTERS = ("Kit", "Lena", "Moss")
DESK = ("Ben", "Cleo", "Dev", "Femi", "Hugo", "Kit", "Moss", "Nell")
REVIEW = ("Cleo", "Dev", "Esme", "Gwen", "Ines")


def tell_hostel_food(house):
    """Six people, a few sessions, kept promises: records and people agree."""
    project = house.plan(
        "Hostel food",
        start=-80,
        end=60,
        funded=200,
        stages=(
            ("design", "Design"),
            ("deliver", "Deliver"),
            ("review", "Look back on the first month"),
            ("share", "Share back and celebrate"),
        ),
        purpose="Supper at the hostel, chosen and cooked by those who eat it.",
        size="few_sessions",
        designs=True,
        delivers=True,
    )
    project.skip("share", "The last supper is the party: there is no separate day.")
    project.open("design", -78, FOOD, briefed=-3)
    project.brief_for_all(FOOD, -83)
    project.hold("design", -77)
    project.agree(-76, FOOD)
    first = project.plan_session("design", -70, "What supper should be", FOOD)
    project.log(first, -70, said=[("Esme", "Two pots, one without meat")], decided=[("Two pots", "consensus")],
                promised=[("Buy the big pots", -60)])  # fmt: skip
    project.pay(first, -70, same_day=True)
    keep_every_promise(project, -61)
    project.tell(-66, "We chose the suppers.", "Two pots each night.")
    answer_all(project, -55)
    project.close("design", -60, FOOD)
    project.answer_questions("design", -45, people=(5, 5, 4, 5, 5, 4), team=(4, 5, 4, 4, 4, 4))
    project.open("deliver", -45, FOOD, briefed=-3)
    project.hold("deliver", -44)
    project.tell(-40, "Cooking began.", "Forty people ate.")
    second = project.plan_session("deliver", -30, "The first month of suppers", FOOD)
    project.log(
        second, -30, said=[("Jude", "Put the menu on the wall")], decided=[("The menu goes on the wall", "vote")]
    )
    project.pay(second, -30, same_day=True)
    answer_all(project, -20)
    project.tell(-15, "A month of suppers.", "The menu is on the wall.")
    project.open("review", -12, FOOD, briefed=-2)
    project.hold("review", -11)
    # Closed so lately that the six questions still wait for an answer.
    project.close("review", -4, FOOD)
    # Still under way: they can say yes, or object.
    project.let_group_say("review", "trauma_informed", -2, ("Esme", "Ines"))
    # Nobody has logged it yet.
    project.plan_session("deliver", -1, "The second month of suppers", FOOD)


def tell_letters(house):
    """Three people, one afternoon: too few for a figure about people, whatever they say."""
    project = house.plan(
        "Letters people can read",
        start=-64,
        funded=90,
        stages=(("review", "Review and evaluate"),),
        purpose="The ten letters that frighten people most, read together and written again.",
        size="one_event",
        reviews=True,
    )
    project.open("review", -62, LETTERS, briefed=-2)
    project.brief_for_all(LETTERS, -67)
    project.hold("review", -61)
    session = project.plan_session("review", -58, "Ten letters", LETTERS, ahead=12)
    project.log(session, -58, said=[("Lena", "Say in the first line what you want from me")],
                decided=[("The first line says what we want", "consensus")])  # fmt: skip
    project.pay(session, -58, same_day=True)
    project.tell(-50, "Ten letters, written again.", "Six are in use.")
    answer_all(project, -45)
    # They decided first, and agreed how they decide after it.
    project.agree(-40, LETTERS[:2])
    project.close("review", -25, LETTERS)
    # Too few for a figure; so they say themselves what was as it should be.
    for principle in ("creativity", "relationships"):
        project.let_group_say("review", principle, -22, ("Lena", "Moss", "Kit"))
    project.answer_questions("review", -10, people=(4, 4, 4, 3, 4, 4), team=(4, 4, 4, 4, 4, 4))


def tell_welcome_desk(house):
    """Eight people, and much that was not done: a stage decided without them, a promise broken, silence."""
    project = house.plan(
        "Peer welcome desk",
        start=-120,
        end=90,
        budget={"payments": (90_000, ""), "food": (5_000, "")},
        stages=(("plan", "Plan and commission"), ("design", "Design"), ("decide", "Decide"), ("deliver", "Deliver")),
        purpose="Somebody who has been there greets you when you come in for the first time.",
        size="long",
        designs=True,
        delivers=True,
    )
    project.open("plan", -115, DESK[:1], briefed=3)
    project.open("design", -105, DESK, briefed=4, not_briefed=DESK[5:])
    session = project.plan_session("design", -98, "Who sits at the desk", DESK, ahead=4, safe=False, ways=["room"],
                              place_kind="ours", place="Our meeting room", papers_sent_on=house.day(-99))  # fmt: skip
    project.log(
        session,
        -94,
        missed={"Moss": "missed", "Nell": "unmet"},
        said=[("Femi", "We need a desk at night too"), ("Ben", "Do not call it reception")],
        promised=[("Ask the night team", -80)],
    )
    project.pay(session, -60, upto="released")
    pause_participant(
        participant=house.people["Hugo"], at=house.moment(-20), by=house.people["Hugo"].user or house.deputy
    )
    project.open("decide", -50, ())
    ours = {"place_kind": "ours", "place": "Our meeting room", "ways": ["room"], "preparation_minutes": 0}
    meeting = project.plan_session("decide", -44, "Opening hours", (), ahead=3, safe=False, papers_sent_on=None, **ours)
    project.log(meeting, -44, decided=[("The desk is open from ten to four", "staff")], staff=5)
    project.tell(
        -90,
        "The desk has a name.",
        risks="The ICB has asked for a business case before mobilisation, which the board will consider at its next "
        "meeting together with the procurement timetable.",
    )
    project.agree(-30, DESK[:3])
    project.hold("design", -104, ALL_STAFF)
    project.hold("decide", -49, ALL_STAFF)
    late = project.plan_session("design", -21, "A rota for the desk", DESK[:5], ahead=5, safe=False)
    project.log(late, -20, said=[("Dev", "Pay for the training days")])
    project.pay(late, -3, upto="submitted")


def tell_handbook(house):
    """Planned, not begun: nothing to judge yet."""
    house.plan(
        "Move-on flats handbook",
        start=14,
        end=150,
        funded=400,
        purpose="What we wish somebody had told us on the first night in a flat of our own.",
        size="few_sessions",
        designs=True,
    )


def tell_shelter_review(house):
    """Five people, finished properly."""
    project = house.plan(
        "Night shelter review",
        start=-300,
        end=-60,
        funded=-30,
        stages=(("review", "Review and evaluate"), ("share", "Share back and celebrate")),
        purpose="What one winter in the shelter was like, and what changes before the next.",
        size="few_sessions",
        reviews=True,
    )
    project.open("review", -298, REVIEW, briefed=-2)
    project.brief_for_all(REVIEW, -303)
    project.hold("review", -297)
    project.agree(-296, REVIEW)
    session = project.plan_session("review", -280, "What the winter was like", REVIEW)
    project.log(
        session,
        -280,
        said=[("Gwen", "The lights never went off")],
        decided=[("Dim lights after ten", "consensus")],
        promised=[("Fit dimmer switches", -260)],
    )
    project.pay(session, -279)
    keep_every_promise(project, -262)
    project.tell(-275, "One winter, looked at together.", "Lights go down at ten.")
    answer_all(project, -262)
    project.close("review", -255, REVIEW)
    project.answer_questions("review", -240, people=(4, 4, 4, 4, 4, 4), team=(4, 4, 4, 4, 5, 4))
    project.open("share", -120, REVIEW, briefed=-2)
    project.hold("share", -119)
    project.agree(-118, REVIEW)
    evening = project.plan_session("share", -100, "An evening to show what changed", REVIEW)
    project.log(evening, -100, decided=[("Once more next winter", "vote")])
    project.pay(evening, -99)
    project.tell(-98, "We showed what changed.", "The switches are in.", "Nothing new.", "The money has ended.")
    project.close("share", -90, REVIEW)
    # What they said stood for ninety days and has lapsed.
    project.let_group_say("share", "equality", -112, REVIEW)
    project.answer_questions("share", -75, people=(4, 5, 4, 4, 4, 4), team=(4, 4, 4, 4, 4, 4))
    project.brief_for_all(REVIEW, -70, kind="after")
    project.tell(-61, "The review is over.", "The switches stay, and lights go down at ten.", "Nothing new.", "None.")
    close_whole_project(project=project.project, on=house.day(-60), by=house.coordinator)


def tell_waiting_room(house):
    """Harbour Lane: five people, halfway, mostly well."""
    names = ("Pia", "Quinn", "Rosa", "Stan", "Tove")
    project = house.plan(
        "Waiting room rethink",
        start=-60,
        end=80,
        funded=70,
        stages=(("design", "Design"), ("decide", "Decide"), ("deliver", "Deliver")),
        purpose="The room where everyone waits longest, made bearable by those who wait in it.",
        size="few_sessions",
        designs=True,
    )
    project.open("design", -58, names, briefed=-2)
    project.brief_for_all(names, -62)
    project.hold("design", -57)
    project.agree(-56, names[:4], change={"Tove": "A break at half time"})
    session = project.plan_session("design", -45, "What waiting feels like", names)
    project.log(
        session, -45, said=[("Pia", "Paint it"), ("Tove", "A clock that is right")], decided=[("Paint first", "vote")]
    )
    project.pay(session, -43)
    answer_all(project, -30)
    project.tell(-40, "We sat in the room together.", "Paint first.")
    project.tell(-12, "The paint is chosen.", "Green.", "The painter is ill.")
    project.close("design", -26, names)
    project.answer_questions("design", -11, people=(4, 4, 4, 4, 4, 4), team=(3, 4, 4, 4, 4, 4))
    project.open("decide", -10, names, briefed=-1)
    project.hold("decide", -9)
    project.plan_session("decide", 8, "Which chairs", names)


def tell_van_hours(house):
    """Harbour Lane: four people, just begun."""
    names = ("Pia", "Quinn", "Stan", "Tove")
    project = house.plan(
        "Outreach van hours",
        start=-20,
        end=100,
        funded=250,
        purpose="When the van should come, and where it should stop.",
        size="few_sessions",
        reviews=True,
    )
    project.open("plan", -18, names, briefed=-2)
    project.hold("plan", -16)
    session = project.plan_session("plan", -4, "A week in the life of the van", names)
    project.log(session, -4, said=[("Stan", "Come after the last bus")])


def keep_every_promise(project, n):
    """Keeps every promise of a project by day `n`."""
    Promise.objects.filter(project=project.project, kept_on__isnull=True).update(kept_on=project.house.day(n))
