from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base.refusals import Refused

from .models import Stage


@action("stage skipped")
def skip_stage(*, stage: Stage, reason: str, by: User) -> Stage:
    """Says, with a reason that participants can read, that a stage does not apply to this project."""
    if not reason.strip():
        raise Refused("Say why this stage does not apply. People who take part can read it.")
    waiting = Stage.objects.filter(pk=stage.pk, opened_on__isnull=True)
    if not waiting.update(not_applicable_reason=reason.strip()):
        raise Refused("This stage has been opened, so it can't be skipped. It can be closed.")
    stage.refresh_from_db()
    return stage


def mark_open(stage: Stage, on: date) -> None:
    """Part of opening a stage. A stage that was skipped applies again once it opens."""
    waiting = Stage.objects.filter(pk=stage.pk, opened_on__isnull=True, project__closed_on__isnull=True)
    if not waiting.update(opened_on=on, not_applicable_reason=""):
        raise Refused("This stage can't be opened: it is open or closed already, or its project is closed.")
    stage.refresh_from_db()


def mark_closed(stage: Stage, on: date, thanked_on: date | None, despite: str = "") -> None:
    """Part of closing a stage. `thanked_on` is the day people were thanked, or None; `despite` is a manager's reason
    to close it although something was still open.
    """
    if stage.opened_on and on < stage.opened_on:
        raise Refused("A stage closes on or after the day it opened.")
    if not Stage.objects.open().filter(pk=stage.pk).update(closed_on=on, thanked_on=thanked_on, closed_despite=despite):
        raise Refused("This stage is not open, so it can't be closed.")
    stage.refresh_from_db()
