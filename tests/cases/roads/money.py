"""Roads of money: rates, and payments that go through three hands."""

from participants.payments.models import Payment

from ..visitor import Visitor
from .pages import taken

UNITS = {"hour", "half_day", "day", "task"}


def publish_rates(as_mina, **fields):
    """£25 by the hour, where no unit is named. Less than the wage floor is meant so."""
    fields = fields if UNITS & fields.keys() else {"hour": "25", **fields}
    page = as_mina.open("/money/rates/").send("Publish this card", name="Our card", **fields)
    if "below_floor" in page.form("Publish this card").fields:
        page = page.send("Publish this card", below_floor="on")
    return taken(page, "The new card counts")


def send_drafts(as_cora, project):
    page = as_cora.open(f"/money/project/{project.pk}/")
    assert page.offers("Send "), page
    while page.offers("Send "):
        page = taken(page.send("Send "), "to approve")
    return page


def payment_to(name):
    """The one that stands."""
    return Payment.objects.not_reversed().get(participant__name=name)


def own_page(payment):
    """Where the person reads of it."""
    return Visitor(payment.participant.user).open(f"/me/money/{payment.pk}/")


def wish(payment, step, label, **fields):
    """A step of the person's own: in one tap where their page of the payment has the button, else on its own page."""
    page = own_page(payment)
    page = page if page.offers(label) else page.visitor.open(f"/me/money/{payment.pk}/{step}/")
    return taken(page.send(label, fields))


def dispute(payment, words="It was longer"):
    page = own_page(payment).link("This is wrong").send("Tell us", words=words)
    return taken(page, "We are looking at it again")


def put_right(as_cora, payment, minutes, **fields):
    """What the person said was wrong."""
    page = as_cora.open(f"/money/{payment.pk}/").link("Answer what the person said")
    told = {"words": "You are right, sorry", "minutes_during": minutes, **fields}
    return taken(page.send("Answer what the person said", told), "Answered.")


def write_again(as_cora, payment, minutes):
    """What was taken back."""
    page = as_cora.open(f"/money/{payment.pk}/").link("Write it down again")
    return taken(page.send("Write it down again", minutes_during=minutes), "Written down again.")


def approve(as_mina, payment):
    return taken(as_mina.open(f"/money/{payment.pk}/").send("Approve"), "Approved. Finance can send it now.")


def release(as_fin, payment):
    return taken(as_fin.open(f"/money/{payment.pk}/").send("Mark as sent"), "Marked as sent.")


def take_back(as_fin, payment, words="The wrong sum"):
    page = as_fin.open(f"/money/{payment.pk}/").link("Take it back")
    return taken(page.send("Take it back", words=words), "Taken back.")


def approve_all(as_mina, project):
    sent = Payment.objects.filter(project=project, sent_to_approve_at__isnull=False, approved_at__isnull=True)
    waiting = list(sent.exclude(state__in=["declined", "later", "disputed", "reversed"]))
    assert waiting
    for payment in waiting:
        approve(as_mina, payment)


def release_all(as_fin, project):
    approved = list(Payment.objects.filter(project=project, state="approved"))
    assert approved
    for payment in approved:
        release(as_fin, payment)


def pay(as_cora, as_mina, as_fin, project):
    """All that is drafted goes through three hands."""
    send_drafts(as_cora, project)
    approve_all(as_mina, project)
    release_all(as_fin, project)
