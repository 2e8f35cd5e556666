"""Drop-in redesign: twelve people, a long piece of work. The records look fair; on money the people say otherwise."""

from datetime import timedelta

from participants.adaptations.models import Adaptation
from participants.briefings.actions import say_about_briefing
from participants.briefings.models import Briefing
from participants.contributions.actions import answer_contribution
from participants.contributions.models import Contribution
from participants.payments import actions as money
from participants.payments.payee_actions import defer, dispute, take_less
from participants.peers.actions import name_peer
from participants.promises.actions import keep_promise
from participants.promises.models import Promise

GROUP = ("Asha", "Ben", "Cleo", "Dev", "Esme", "Femi", "Gwen", "Hugo", "Ines", "Jude", "Kit", "Lena")
DECIDERS = (*GROUP[:10], "Kit")


def tell_dropin(house):
    project = house.plan(
        "Drop-in redesign",
        start=-150,
        end=120,
        funded=300,
        purpose="The drop-in on Mill Street turns people away at its door. We find out why, and build it again.",
        size="long",
        designs=True,
        delivers=True,
    )
    tell_planning(project)
    tell_designing(project)
    tell_deciding(project)
    name_peer(project=project.project, participant=house.people["Asha"], by=house.coordinator)


def tell_planning(project):
    project.open("plan", -148, GROUP[:8], briefed=-2)
    project.brief_for_all(GROUP[:8], -155)
    project.hold("plan", -146)
    project.agree(-140, GROUP[:7], change={"Hugo": "Shorter meetings"})
    first = project.plan_session("plan", -130, "What the drop-in should be for", GROUP[:8])
    project.log(
        first,
        -130,
        said=[("Asha", "The front desk feels like a police station"), ("Ben", "The forms ask the same thing twice")],
        decided=[("We start with the front desk", "consensus")],
        promised=[("Send photos of other front desks", -120)],
    )
    project.pay(first, -128)
    answer_all(project, -118)
    for promise in Promise.objects.filter(project=project.project):
        keep_promise(promise=promise, on=project.house.day(-122), by=project.house.coordinator)
    project.close("plan", -115, GROUP[:8])
    project.learn("plan", -114, "We thought that people want one front door. They want to choose between two.")
    project.answer_questions("plan", -100, people=(4, 4, 3, 4, 4, 4), team=(4, 4, 4, 4, 4, 4))


def tell_designing(project):
    project.tell(-110, "We finished planning: the front desk comes first.", "A list of six things to change.")
    project.open("design", -108, GROUP, briefed=-2)
    project.brief_for_all(GROUP[8:], -112)
    project.hold("design", -104)
    for n, about in ((-95, "A desk without glass"), (-75, "One form instead of four"), (-52, "The evening hours")):
        session = project.plan_session("design", n, about, GROUP)
        project.log(
            session,
            n,
            missed={"Hugo": "missed"} if n == -75 else {},
            said=[("Dev", f"{about}: try it for one week first")],
            decided=[(f"{about}: yes", "vote")],
        )
        # The slow step that people speak of: payments took weeks.
        project.pay(session, n + 19)
    project.tell(-84, "We drew three desks.", "The low desk won.", "The fire officer has not answered.", "Nothing new.")
    answer_all(project, -45)
    project.close("design", -42, GROUP)
    project.learn("design", -41, "We asked for ideas on a form. Nobody sent one back.", failed=True)
    project.answer_questions("design", -27, people=(4, 4, 2, 4, 4, 3), team=(4, 5, 4, 4, 4, 4), quiet=3)
    project.tell(
        -56, "The one form is printed.", "Waiting is shorter by half.", "Nothing new.", "The lease ends in a year."
    )


def tell_deciding(project):
    house = project.house
    project.open("decide", -38, DECIDERS, briefed=-2)
    project.hold("decide", -36)
    project.agree(-35, DECIDERS[1:9], change={"Kit": "Papers two weeks before, not one"})
    project.tell(-30, "Design is finished.", "A desk, a form, evening hours.", "The fire officer has answered: yes.")
    session = project.plan_session("decide", -18, "Which of the three we build first", DECIDERS)
    project.log(
        session,
        -18,
        missed={"Gwen": "unmet"},
        said=[("Asha", "Open an hour earlier when it is cold"), ("Ines", "Say who decides, on the wall")],
        decided=[("The desk first, then the hours", "vote")],
        promised=[("Put the drawings on the wall", -8), ("Ask the night shelter about mornings", 2)],
    )
    tell_every_way_a_payment_goes(project, session)
    latest = project.plan_session(
        "decide",
        -6,
        "How we tell the neighbours",
        DECIDERS,
        sensitive=True,
        content_note="Neighbours' complaints are read out",
    )
    project.log(latest, -6, said=[("Jude", "A letter in plain words, before the work starts")])
    project.pay(latest, -5, upto="submitted", only=("Dev", "Femi", "Ines"))
    project.pay(latest, -5, upto="approved", only=("Asha",))
    project.plan_session("decide", 3, "What opens on which day", DECIDERS, ahead=19, safe=False)
    project.tell(
        -5,
        "We chose what to build first.",
        "The desk first, then the hours.",
        "The builder is booked until May.",
        "If the builder is late, the cold months come first.",
    )
    on_the_wall = Promise.objects.get(project=project.project, words__startswith="Put the drawings")
    keep_promise(promise=on_the_wall, on=house.day(-9), by=house.coordinator)
    arrange_adaptation(project, "Asha", "Papers in large print", due=-20, in_place=-22, worked=True)
    arrange_adaptation(project, "Gwen", "A seat near the door", due=-18)
    briefings = Briefing.objects.filter(project=project.project, stage__kind="decide", kind="before")
    for name, said in (("Asha", True), ("Dev", False)):
        person = house.people[name]
        say_about_briefing(briefing=briefings.get(participant=person), briefed=said, by=person.user)


def arrange_adaptation(project, name, words, *, due, in_place=None, worked=None):
    house = project.house
    Adaptation.objects.create(
        participant=house.people[name],
        project=project.project,
        words=words,
        asked_on=house.day(-40),
        due_on=house.day(due),
        in_place_on=in_place and house.day(in_place),
        worked=worked,
    )


def tell_every_way_a_payment_goes(project, session):
    """One session, ten people: each payment somewhere else."""
    house = project.house
    found = project.payments(session)
    project.pay(session, -16, only=("Ben", "Cleo", "Esme"))
    project.pay(session, -16, upto="released", only=("Asha", "Femi", "Hugo"))
    project.pay(session, -16, upto="submitted", only=("Ines",))
    then = {"at": house.moment(-10), "by": house.finance}
    money.mark_returned(payment=found["Femi"], words="The account number had a digit missing", **then)
    money.reverse(payment=found["Hugo"], words="Paid to the wrong charity", **then)
    take_less(payment=found["Dev"], pence=found["Dev"].agreed_pence // 2, at=house.moment(-15), by=house.deputy)
    dispute(payment=found["Asha"], words="I stayed an hour longer", at=house.moment(-12), by=house.people["Asha"].user)
    defer(payment=found["Kit"], at=house.moment(-4), by=house.deputy)


def answer_all(project, n):
    for said in Contribution.objects.filter(project=project.project, outcome="", said_on__lt=project.house.day(n)):
        answer_contribution(
            contribution=said,
            outcome="used",
            because="It is in the plan now, on the first page.",
            told=True,
            on=said.said_on + timedelta(days=9),
            by=project.house.coordinator,
        )
