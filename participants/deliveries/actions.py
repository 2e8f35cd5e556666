from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused

from .models import Delivery


@action("news opened")
def open_news(*, delivery: Delivery, on: date | None = None, by: User) -> Delivery:
    """Read on their page, so they know, whatever other way was planned."""
    on = on or days.today()
    Delivery.objects.filter(pk=delivery.pk, opened_on__isnull=True).update(opened_on=on)
    not_reached = Delivery.objects.filter(pk=delivery.pk, state__in=[Delivery.State.WAITING, Delivery.State.BLOCKED])
    not_reached.update(state=Delivery.State.TOLD, reached_on=on)
    return delivery


@action("update told")
def mark_told(*, delivery: Delivery, on: date | None = None, by: User) -> Delivery:
    """Somebody told this person in another way: on the phone, on paper, face to face."""
    waiting = Delivery.objects.filter(pk=delivery.pk, state__in=[Delivery.State.WAITING, Delivery.State.BLOCKED])
    if not waiting.update(state=Delivery.State.TOLD, reached_on=on or days.today()):
        raise Refused("This person has had the update already.")
    delivery.refresh_from_db()
    return delivery
