"""Roads of the cases about money: a session is planned with an offer, held and written down, and its payments go on."""

from participants.models import Participant, Payment
from projects.models import Project

from .visitor import Visitor

BUDGET = {f"budget-{number}-pence": "" for number in range(1, 8)}
# The session of these cases is on Tuesday 9 June 2026; a transfer is promised by Tuesday 23 June.
SESSION_DAY, PROMISED, PROMISED_SHORT = "9 June 2026", "Tuesday 23 June", "23 Jun"


def planned(as_cora, pence="2000", title="The front desk"):
    page = as_cora.open("/projects/new/").send(
        "Plan this project",
        BUDGET | {"budget-0-pence": pence},
        title=title,
        purpose="A kinder welcome",
        together=["reviews"],
        size="few_sessions",
        can_change="The words",
        cannot_change="The room",
        who_decides="The group",
        why_none="A small piece of work",
    )
    assert page.status == 200, page
    return Project.objects.get(title=title)


def welcomed(as_cora, name, number, pay="bank"):
    """Somebody who signs in by phone."""
    page = as_cora.open("/people/new/").send("Welcome them", name=name, phone=f"07700 900{number:03d}", pay=pay)
    assert page.says(f"{name} is welcomed."), page
    return Participant.objects.get(name=name)


def rates_published(as_mina, **units):
    page = as_mina.open("/money/rates/").send("Publish this card", name="People's time", **(units or {"hour": "25"}))
    assert page.says("The new card counts"), page


def opened(as_cora, project):
    page = as_cora.open(f"/projects/{project.pk}/stages/").link("Open this stage")
    everybody = {name: "on" for name in page.form("Open this stage").fields if name.endswith("-takes_part")}
    assert page.send("Open this stage", everybody).says(" is open.")


def session_planned(as_cora, project, **named):
    page = as_cora.open(f"/projects/{project.pk}/sessions/").link("Plan a session")
    # The one rate there is: by the hour it is proposed, and any other has to be picked.
    rate = next(offer for offer in page.form("Plan this session").fields["rate"].offered if offer)
    where = {"place_kind": "ours", "place": "The back room", "ways": ["room"], "rate": rate}
    page = page.send("Plan this session", where, about="The words at the door", day=SESSION_DAY, time="10:00", **named)
    assert page.status == 200, page
    return page.path


def written_down(as_cora, session_path, during=150, before=0):
    """Everybody came, for so many minutes."""
    page = as_cora.open(session_path).link("Log this session")
    fields = page.form("Log this session").fields
    spent = {name: during for name in fields if name.endswith("-minutes_during")}
    spent |= {name: before for name in fields if name.endswith("-minutes_before")}
    page = page.send("Log this session", spent)
    assert page.says("Logged."), page
    return page


def held(as_cora, as_mina, clock, *people, pence="2000", during=150, **units):
    """On 10 June: a session of yesterday is written down, at 25 pounds an hour or as said. Returns the project."""
    project = planned(as_cora, pence)
    for number, name in enumerate(people or ["Asha"]):
        welcomed(as_cora, name, number)
    rates_published(as_mina, **units)
    opened(as_cora, project)
    session = session_planned(as_cora, project)
    clock.forward(days=8)
    written_down(as_cora, session, during)
    return project


def submitted(visitor, project):
    page = visitor.open(f"/money/project/{project.pk}/").send("Send ")
    assert page.says("to approve."), page


def approved(as_mina, payment):
    page = step_of(as_mina, payment, "Approve")
    assert page.says("Approved. Finance can send it now."), page


def released(as_fin, payment):
    page = step_of(as_fin, payment, "Mark as sent")
    assert page.says("Marked as sent."), page


def step_of(visitor, payment, button):
    return visitor.open(f"/money/{payment.pk}/").send(button)


def payment_to(name):
    return Payment.objects.not_reversed().get(participant__name=name)


def visitor_of(name):
    return Visitor(Participant.objects.get(name=name).user)


def own_page(payment):
    return visitor_of(payment.participant.name).open(f"/me/money/{payment.pk}/")


def said_to_be_wrong(payment, words="It was longer"):
    page = own_page(payment).link("This is wrong").send("Tell us", words=words)
    assert page.says("We are looking at it again"), page


def put_right(as_cora, payment, minutes):
    page = as_cora.open(f"/money/{payment.pk}/").link("Answer what the person said")
    page = page.send("Answer what the person said", words="You are right, sorry", minutes_during=minutes)
    assert page.says("Answered."), page


def on_pay(visitor, project):
    """What the records say of pay, as this reader sees it."""
    page = visitor.open(f"/projects/{project.pk}/principles/resources/S6/")
    assert page.status == 200, page
    return page
