import re
from functools import cache
from uuid import UUID

from django.db import models
from django.db.models.signals import post_delete
from django.dispatch import receiver

from coproduction.accounts.drafts.keeping import draft_kept
from coproduction.accounts.models import Draft
from coproduction.base.privacy import Personal, our_models
from participants.people.models import Participant

AN_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")


class PersonInDraft(models.Model):
    """Somebody whom a draft is about, or who was picked in it."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="+")

    personal = Personal(path="participant")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "participant"], name="person_is_in_a_draft_once")]


@receiver(post_delete, sender=PersonInDraft)
def forget_with_person(sender, instance, **kwargs):
    """Whoever is erased takes what was half written about them along."""
    Draft.objects.filter(pk=instance.draft_id).delete()


@receiver(draft_kept)
def note_people(sender, draft, arguments, fields, **kwargs):
    """Adds those who are named now; whoever stood in it before may still do so in its words."""
    rows = [PersonInDraft(draft=draft, participant_id=person) for person in people_named(arguments, fields)]
    PersonInDraft.objects.bulk_create(rows, ignore_conflicts=True)


def people_named(arguments, fields):
    """Ids of those whose id was sent, in the address or in a field, and of those whom a record in the address is of."""
    sent = [*map(str, arguments.values()), *(value for _, values in fields.lists() for value in values)]
    ids = {UUID(found) for value in sent for found in AN_ID.findall(value)}
    named = set(Participant.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    for name, value in arguments.items():
        # The page that puts any record right says of which kind it is.
        kind = arguments.get("kind") if name == "record_id" else name.removesuffix("_id").replace("_", "")
        if kind in about_people():
            model, path = about_people()[kind]
            named |= set(model.objects.filter(pk=value, **{f"{path}__isnull": False}).values_list(path, flat=True))
    return named


@cache
def about_people():
    """{what a kind of record is called in an address: the model, and the path from it to the person}."""
    found = {}
    for model in our_models():
        target, path = model, getattr(model.personal, "path", "self")
        for step in path.split("__") if path != "self" else ():
            target = target._meta.get_field(step).related_model
        if target is Participant and target is not model:
            found[model._meta.model_name] = model, path
    return found
