"""Who did what to which record: one chain of rows for each organisation, in which no row can change unseen."""

import hashlib
import json
from datetime import UTC

from django.db import models

from coproduction.base.guards import AppendOnly
from coproduction.base.privacy import KEEP, NotPersonal, Personal

# What the first row of a chain follows.
BEGINNING = "0" * 64


class AuditEntry(models.Model):
    """Who did what to which record, and when. Ids only, no free text, no foreign keys: it outlives what it names.

    `hash` is of all that the row says, `previous` (the hash of the row before) among it: a row that is changed, taken
    out or put in shows, since the next one follows something else. `id` says nothing; the order is `sequence`.
    """

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    guard = AppendOnly()
    personal = Personal(path="actor_id", on_erase=KEEP, why="the honest record; an id alone names nobody once erased")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "sequence"], name="audit_chain_has_each_place_once")
        ]
        indexes = [models.Index(fields=["about_id"], name="audit_about")]

    def worked_out(self):
        """The hash that belongs to what this row says."""
        said = [
            str(self.organisation_id),
            self.sequence,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            str(self.actor_id or ""),
            self.action,
            self.about,
            self.about_id,
            self.previous,
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


class AuditHead(models.Model):
    """The end of an organisation's chain. Its row is the lock under which the next entry is written."""

    organisation_id = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=BEGINNING)
    # How many pieces of work changed something that is counted; see ChangeCount.
    changes = models.PositiveBigIntegerField(default=0)

    personal = NotPersonal("where a chain ends")


class ChangeCount(models.Model):
    """How often something changed that was written under this id: a project's, or an organisation's own.

    What is worked out from the records of a project stands as long as both numbers do. The row is written beside the
    audit rows of a piece of work, under the same lock.
    """

    id = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)

    personal = NotPersonal("counts changes")
