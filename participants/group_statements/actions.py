"""A group speaks for itself. Each word leaves the same audit row, about the organisation: yes, no, or back again."""

from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import Organisation, User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.involvement.models import Involvement
from participants.peers.proxy_answers import is_deputy, is_peer
from participants.people.models import Participant
from projects.stages.models import Stage

from .models import GroupObjection, GroupStatement, GroupYes
from .rules import fresh, is_staff_of, may_begin_in, open_statement, part_of, speaks_in

YES, BACK, OBJECT = "yes", "back", "object"

OVER = "The time for this is over."

ALONE = "Your yes counts only where nobody who runs this project was with you when you talked about it."


@action("word said in a group", anonymous=True)
def speak(
    *,
    participant: Participant,
    stage: Stage,
    principle: str,
    word: str,
    begins: bool,
    taken_down_by: User | None,
    on: date,
    by: None,
) -> Organisation:
    """`by` is nobody. An objection keeps no person; a second one finds the first and leaves nothing.

    Where nothing is under way, and this may not begin it, nothing happens, and it looks no different.
    """
    # Two who begin the same at once begin one.
    Stage.objects.select_for_update(no_key=True).get(pk=stage.pk)
    statement = open_statement(stage, principle, on)
    if statement is None and word == YES and begins:
        statement = GroupStatement.objects.create(stage=stage, principle=principle, opened_on=on)
    if statement is not None:
        keep(statement, participant, word, taken_down_by, on)
    return stage.organisation


def keep(statement: GroupStatement, participant: Participant, word: str, taken_down_by: User | None, on: date) -> None:
    if word == OBJECT:
        GroupObjection.objects.get_or_create(statement=statement)
    elif word == BACK:
        GroupYes.objects.filter(statement=statement, participant=participant).delete()
    else:
        fields = {"said_on": on, "taken_down_by": taken_down_by}
        GroupYes.objects.get_or_create(statement=statement, participant=participant, defaults=fields)


def begin(
    *, participant: Participant, stage: Stage, principle: str, alone: bool, on: date | None = None, by: User
) -> Organisation:
    """The first yes. Where the same is under way already, it is a yes to that."""
    on = on or days.today()
    if not participant.is_same_as(by) or not may_begin_in([participant], on).filter(pk=stage.pk).exists():
        raise Refused("You can't say this about this part of the project.")
    refuse_unless_alone(YES, alone)
    return speak(
        participant=participant,
        stage=stage,
        principle=principle,
        word=YES,
        begins=True,
        taken_down_by=None,
        on=on,
        by=None,
    )


def say_word(
    *,
    participant: Participant,
    statement: GroupStatement,
    word: str,
    alone: bool = False,
    on: date | None = None,
    by: User,
) -> Organisation:
    """To what is under way: yes, back (takes the yes back) or object."""
    on = on or days.today()
    if not participant.is_same_as(by) or not speaks_in([participant], on).filter(pk=statement.stage_id).exists():
        raise Refused("You can't say this about this part of the project.")
    if open_statement(statement.stage, statement.principle, on) != statement:
        raise Refused(OVER)
    refuse_unless_alone(word, alone)
    return speak(
        participant=participant,
        stage=statement.stage,
        principle=statement.principle,
        word=word,
        begins=False,
        taken_down_by=None,
        on=on,
        by=None,
    )


def write_down_word(
    *, involvement: Involvement, principle: str, word: str, alone: bool = False, on: date | None = None, by: User
) -> Organisation:
    """For somebody without a sign-in, by a peer or the deputy. It does not tell them whether anything is under way:
    the deputy is of the staff. So the deputy's word never begins anything; a peer's does.
    """
    on, participant, stage = on or days.today(), involvement.participant, involvement.stage
    peer = is_peer(stage.project_id, by) and not is_staff_of(stage.project, by, on)
    if not peer and not is_deputy(stage.project_id, by):
        raise Refused("A peer or the deputy of this project can write this down. Ask one of them.")
    if participant.user_id or not part_of([participant]).filter(pk=stage.pk).exists():
        raise Refused(f"{participant} says this on their own page.")
    refuse_unless_alone(word, alone)
    return speak(
        participant=participant,
        stage=stage,
        principle=principle,
        word=word,
        begins=peer and fresh(part_of([participant]), on).filter(pk=stage.pk).exists(),
        taken_down_by=by,
        on=on,
        by=None,
    )


def refuse_unless_alone(word: str, alone: bool) -> None:
    if word == YES and not alone:
        raise Refused(ALONE)
