from collections.abc import Mapping
from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from projects.stages.models import Stage

from .models import PowerCheck


@action("power checked")
def check_power(*, stage: Stage, held_by: Mapping[str, str], on: date | None = None, by: User) -> PowerCheck:
    """`held_by` {agenda, money, chair, notes, say_no}: staff, shared or participants. Older checks stand."""
    on = on or days.today()
    stage = Stage.objects.select_for_update(no_key=True).get(pk=stage.pk)
    if stage.opened_on is None:
        raise Refused("Open the stage first. Then say who has the power to decide what in it.")
    if on < stage.opened_on:
        raise Refused("This day is before the stage opened. Check the day.")
    answers = {name: held_by.get(name) for name in PowerCheck.QUESTIONS}
    if not all(answer in PowerCheck.Holder for answer in answers.values()):
        raise Refused("Choose one answer to each of the five questions.")
    return PowerCheck.objects.create(stage=stage, checked_on=on, **answers)
