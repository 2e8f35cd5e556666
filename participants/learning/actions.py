from datetime import date

from coproduction.accounts.audit import action
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.involvement.models import Involvement

from .models import LearningNote


@action("learning noted")
def note_learning(*, stage, kind, words, participant=None, on: date | None = None, by):
    """`participant` is whoever takes part and wrote it; None for the team."""
    if not stage.opened_on:
        raise Refused("This stage is not open yet. Choose one that has begun.")
    if participant and not takes_part(participant, stage.project_id):
        raise Refused("This project is not yours.")
    return LearningNote.objects.create(
        stage=stage, kind=kind, words=words.strip(), participant=participant, noted_on=on or days.today()
    )


@action("learning seen differently")
def see_it_differently(*, note, words, participant, on: date | None = None, by):
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


def takes_part(participant, project_id):
    return Involvement.objects.past_or_current().filter(project=project_id, participant=participant).exists()
