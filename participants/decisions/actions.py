from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from projects.stages.models import Stage

from .models import Decision


@action("decision written down")
def write_down_decision(
    *,
    stage: Stage,
    words: str,
    method: str,
    decided_on: date,
    participants_there: int,
    staff_there: int,
    others_there: int = 0,
    decided_by: str = "",
    disagreed: str = "",
    replaces: Decision | None = None,
    by: User,
) -> Decision:
    """One that was made outside of a session: between two, by a board, by somebody else. `replaces`: an earlier one."""
    if not stage.opened_on:
        raise Refused("This stage is not open yet. Choose one that has begun.")
    if decided_on > days.today():
        raise Refused("That day is still to come. Write a decision down once it is made.")
    if replaces and replaces.project_id != stage.project_id:
        raise Refused("That decision is not of this project.")
    if replaces and decided_on < replaces.decided_on:
        raise Refused("It can't take the place of a decision that was made after it. Check the day.")
    if replaces and Decision.objects.filter(replaces=replaces).exists():
        raise Refused("Another decision has taken the place of that one already. Choose the newer one.")
    return Decision.objects.create(
        stage=stage,
        words=words.strip(),
        method=method,
        decided_on=decided_on,
        participants_there=participants_there,
        staff_there=staff_there,
        others_there=others_there,
        decided_by=decided_by.strip(),
        disagreed=disagreed.strip(),
        replaces=replaces,
    )
