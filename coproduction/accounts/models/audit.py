from django.db import models

from coproduction.base.guards import AppendOnly
from coproduction.base.privacy import KEEP, Personal


class AuditEntry(models.Model):
    """Who did what to which record, and when. Ids only, no free text, no foreign keys: it outlives what it names."""

    id = models.BigAutoField(primary_key=True)
    organisation_id = models.UUIDField(db_index=True)
    at = models.DateTimeField(auto_now_add=True)
    actor_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)

    guard = AppendOnly()
    personal = Personal(path="actor_id", on_erase=KEEP, why="the honest record; an id alone names nobody once erased")
