"""What every record of the work is: it has a random id, belongs to one organisation, and is fetched by who asks."""

import uuid
from typing import ClassVar

from django.db import models

from coproduction.base.corrections import Corrects
from coproduction.base.privacy import NotPersonal, Personal
from coproduction.base.scope import Scoped, ScopedQuerySet

from .models import Organisation


class RecordQuerySet(ScopedQuerySet):
    def visible_to(self, user):
        """The records that this person may open. Fetching is the permission check."""
        return self.filter(organisation__in=user.organisations_as(self.model.seen_by))

    def bulk_create(self, objs, *args, **kwargs):
        objs = list(objs)
        for record in objs:
            record.inherit()
        return super().bulk_create(objs, *args, **kwargs)


class Record(Scoped):
    """Declares beside its fields: `parent` (the record it hangs on, whose organisation and project it takes over),
    `seen_by` (roles that `visible_to` opens it for), `seen_by_parts` (on a project, the parts of the team that alone
    may read it, where not all of them may), `known_as` (what it is, in plain words after "they see"), `personal` and
    `corrects` (how it is put right).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True, editable=False)

    parent: ClassVar[str | None] = None
    seen_by: ClassVar[frozenset[str]]
    corrects: ClassVar[Corrects]
    personal: ClassVar[Personal | NotPersonal]
    seen_by_parts: ClassVar[frozenset[str]] = frozenset()
    known_as = ""
    # What a person reads above these rows where they see what is kept about them, and the page of theirs it stands on.
    own_heading = ""
    own_page = "me:data"
    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def inherit(self):
        """A new record takes over what its parent says; one that is there already has it."""
        if not self._state.adding and self.organisation_id and getattr(self, "project_id", True):
            return
        source = getattr(self, self.parent) if self.parent else None
        if source is None:
            return
        if self.organisation_id is None:
            self.organisation_id = source.organisation_id
        if self.parent != "project" and hasattr(self, "project_id") and self.project_id is None:
            self.project_id = source.project_id

    @property
    def correction_kind(self):
        """What it is called in the address of the page that puts it right."""
        return self._meta.model_name

    @property
    def in_their_words(self):
        """Whether the person whom it is about wrote it themselves."""
        return False

    def can_be_put_right(self, name):
        """Whether there is anything in this field yet; see `corrects`."""
        return True

    def check_correction(self, was):
        """Raises Refused where it must not become what it says now; `was`: the same record as it stands."""

    def note_put_right(self, was):
        """Writes what follows from it; returns names of the fields that this sets, beside what was put right."""
        return ()

    def counted_under(self):
        """Ids of the projects in which a change of this record may change how they stand."""
        source = getattr(self, self.parent) if self.parent else None
        return source.counted_under() if source else []

    def save(self, *args, **kwargs):
        self.inherit()
        super().save(*args, **kwargs)
