from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused

from .models import Promise


@action("promise kept")
def keep_promise(*, promise: Promise, on: date | None = None, by: User) -> Promise:
    """A promise that changed can still be kept."""
    if not Promise.objects.filter(pk=promise.pk, kept_on__isnull=True).update(kept_on=on or days.today()):
        raise Refused("This promise is marked as kept already.")
    promise.refresh_from_db()
    return promise


@action("promise changed")
def change_promise(*, promise: Promise, changed_to: str, on: date | None = None, by: User) -> Promise:
    """What it changed to, and the day people were told so."""
    if not changed_to.strip():
        raise Refused("Say what happens now instead.")
    waiting = Promise.objects.outstanding().filter(pk=promise.pk)
    if not waiting.update(changed_to=changed_to.strip(), changed_told_on=on or days.today()):
        raise Refused("This promise was kept or changed already.")
    promise.refresh_from_db()
    return promise
