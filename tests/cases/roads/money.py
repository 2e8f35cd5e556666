"""Roads of money: rates, and payments that go through three hands."""

from participants.models import Payment

from .pages import taken

UNITS = {"hour", "half_day", "day", "task"}


def publish_rates(as_mina, **fields):
    """£25 by the hour, where no unit is named."""
    fields = fields if UNITS & fields.keys() else {"hour": "25", **fields}
    page = as_mina.open("/money/rates/").send("Publish this card", name="Our card", **fields)
    return taken(page, "The new card counts")


def send_drafts(as_cora, project):
    page = as_cora.open(f"/money/project/{project.pk}/")
    assert page.offers("Send "), page
    while page.offers("Send "):
        page = taken(page.send("Send "), "to approve")
    return page


def take_step(visitor, payment, step, label, **fields):
    page = visitor.open(f"/money/{payment.pk}/{step}/").send(label, fields)
    assert page.status == 200, page
    return page


def wish(as_person, payment, step, label, **fields):
    """A step of the person's own: in one tap where their page of the payment has the button, else on its own page."""
    page = as_person.open(f"/me/money/{payment.pk}/")
    page = page if page.offers(label) else as_person.open(f"/me/money/{payment.pk}/{step}/")
    return taken(page.send(label, fields))


def approve_all(as_mina, project):
    sent = Payment.objects.filter(project=project, sent_to_approve_at__isnull=False, approved_at__isnull=True)
    for payment in sent.exclude(state__in=["declined", "later", "disputed", "reversed"]):
        taken(take_step(as_mina, payment, "approve", "Approve"), "Approved.")


def release_all(as_fin, project):
    for payment in Payment.objects.filter(project=project, state="approved"):
        taken(take_step(as_fin, payment, "release", "Mark as sent"), "Marked as sent.")


def pay(as_cora, as_mina, as_fin, project):
    """All that is drafted goes through three hands."""
    send_drafts(as_cora, project)
    approve_all(as_mina, project)
    release_all(as_fin, project)
