"""Notes for the named contact and the deputy alone; reading them is noted as well."""

from django.utils import timezone

from coproduction.accounts.audit import action, note, one_piece_of_work
from coproduction.accounts.models import User
from coproduction.base.refusals import Refused
from participants.people.models import Participant

from .models import SensitiveNote

READ = "sensitive notes read"


def read_notes(*, participant: Participant, by: User) -> list[SensitiveNote]:
    """What stands now, newest first. That somebody looked is noted in the same transaction, for the person to see."""
    with one_piece_of_work():
        notes = SensitiveNote.objects.visible_to(by).current().filter(participant=participant)
        found = list(notes.select_related("written_by").order_by("-recorded_at"))
        note(READ, about=participant, by=by)
    return found


@action("sensitive note written")
def write_note(*, participant: Participant, kind: str, words: str, by: User) -> SensitiveNote:
    if not words.strip():
        raise Refused("Write what they want you to know, in their words.")
    return SensitiveNote.objects.create(participant=participant, kind=kind, words=words.strip(), written_by=by)


@action("sensitive note ended")
def end_note(*, note: SensitiveNote, by: User) -> SensitiveNote:
    if not SensitiveNote.objects.current().filter(pk=note.pk).update(ended_at=timezone.now()):
        raise Refused("This note has ended already.")
    note.refresh_from_db()
    return note
