"""Who looked at what is noted about a person for two people alone: read from the audit trail, for the person."""

from typing import NamedTuple

from coproduction.accounts.models import AuditEntry, User
from participants.people.models import Participant

from .actions import READ

UNKNOWN = "Somebody who works here"


class NoteRead(NamedTuple):
    who: str
    at: object


def looks_at_notes_of(people):
    """Each time that somebody opened the notes about these participants, newest first."""
    about = {"about": Participant._meta.label_lower, "about_id__in": [str(participant.pk) for participant in people]}
    read = list(AuditEntry.objects.filter(action=READ, **about).order_by("-at", "-sequence"))
    names = dict(User.objects.filter(pk__in={entry.actor_id for entry in read}).values_list("pk", "name"))
    return [NoteRead(names.get(entry.actor_id) or UNKNOWN, entry.at) for entry in read]
