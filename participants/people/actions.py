from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days, outbox

from .models import AccessNeed, Participant, Pause, Strength


@action("asked what helps")
def ask_what_helps(
    *,
    participant: Participant,
    needs: Sequence[str] | None = None,
    strengths: Sequence[str] | None = None,
    on: date | None = None,
    by: User,
) -> Participant:
    """The lines that stand now: a need no longer among them ends, and nothing at all is an answer too.

    None where that was not asked: what stands stays as it is.
    """
    participant = Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    keep_what_helps(participant, needs, strengths, on or days.today())
    return participant


def keep_what_helps(
    participant: Participant, needs: Sequence[str] | None, strengths: Sequence[str] | None, on: date
) -> None:
    if needs is not None:
        keep_needs(participant, needs, on)
        note_asked(participant, "needs", on)
    if strengths is not None:
        keep_strengths(participant, strengths)
        note_asked(participant, "strengths", on)


def note_asked(participant: Participant, what: str, on: date) -> None:
    """Keeps the first day and the last: who was asked in time stays so, however often they are asked again."""
    first, again = f"{what}_asked_on", f"{what}_asked_again_on"
    days_asked = sorted({day for day in (getattr(participant, first), getattr(participant, again), on) if day})
    setattr(participant, first, days_asked[0])
    setattr(participant, again, days_asked[-1] if len(days_asked) > 1 else None)
    participant.save(update_fields=[first, again])


def keep_needs(participant: Participant, needs: Sequence[str], on: date) -> None:
    standing = {need.words: need for need in participant.needs.filter(ended_on__isnull=True)}
    gone = [need.pk for words, need in standing.items() if words not in needs]
    AccessNeed.objects.filter(pk__in=gone).update(ended_on=on)
    new = [words for words in dict.fromkeys(needs) if words not in standing]
    AccessNeed.objects.bulk_create(AccessNeed(participant=participant, words=words) for words in new)


def keep_strengths(participant: Participant, strengths: Sequence[str]) -> None:
    kept = set(participant.strengths.values_list("words", flat=True))
    participant.strengths.exclude(words__in=strengths).delete()
    added = [words for words in dict.fromkeys(strengths) if words not in kept]
    Strength.objects.bulk_create(Strength(participant=participant, words=words) for words in added)


@action("pause begun")
def pause_participant(*, participant: Participant, at: datetime | None = None, by: User) -> Pause:
    """Twice is the same as once. No reason is asked."""
    Participant.objects.select_for_update(no_key=True).get(pk=participant.pk)
    if participant.user_id:
        outbox.hold_back(participant.user)
    standing = Pause.objects.current().filter(participant=participant).first()
    return standing or Pause.objects.create(participant=participant, began_at=at or timezone.now())


@action("pause ended")
def end_pause(*, participant: Participant, at: datetime | None = None, by: User) -> Participant:
    Pause.objects.current().filter(participant=participant).update(ended_at=at or timezone.now())
    return participant
