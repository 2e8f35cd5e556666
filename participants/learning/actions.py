from datetime import date
from uuid import UUID

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.involvement.models import Involvement
from participants.people.models import Participant
from projects.stages.models import Stage

from .models import LearningNote


@action("learning noted")
def note_learning(
    *, stage: Stage, kind: str, words: str, participant: Participant | None = None, on: date | None = None, by: User
) -> LearningNote:
    """`participant` is whoever takes part and wrote it; None for the team."""
    if not stage.opened_on:
        raise Refused("This stage is not open yet. Choose one that has begun.")
    if participant and not takes_part(participant, stage.project_id):
        raise Refused("This project is not yours.")
    return LearningNote.objects.create(
        stage=stage, kind=kind, words=words.strip(), participant=participant, noted_on=on or days.today()
    )


@action("learning seen differently")
def see_it_differently(
    *, note: LearningNote, words: str, participant: Participant, on: date | None = None, by: User
) -> LearningNote:
    """By somebody who takes part, beside what was noted: it takes nothing away from it."""
    if note.about_id or not takes_part(participant, note.project_id):
        raise Refused("This can't be answered here.")
    return LearningNote.objects.create(
        stage=note.stage,
        kind=LearningNote.Kind.DIFFERENT,
        words=words.strip(),
        participant=participant,
        about=note,
        noted_on=on or days.today(),
    )


def takes_part(participant: Participant, project_id: UUID) -> bool:
    return Involvement.objects.past_or_current().filter(project=project_id, participant=participant).exists()
