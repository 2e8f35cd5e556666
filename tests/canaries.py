"""A word of its own in every text field of every row, and a sum of its own in each payment, so that a leak shows.

While `planting(kept)` holds, each row that is made gets a canary in each free text field; `kept` says where it stands.
"""

import contextlib
import itertools
import re
from dataclasses import dataclass

from django.db import IntegrityError, models, transaction
from django.db.models.signals import post_save, pre_save

from coproduction.base.privacy import NotPersonal, our_models

SHAPE = re.compile("qx[0-9]{5}zq|£[0-9,]+[.][0-9]{2}".encode())
# Codes, not words: a canary in them would be nonsense that the program cannot read.
NOT_WORDS = {
    "accounts.audithead", "accounts.attemptslot", "accounts.sentcode", "accounts.signincard.digest",
    "accounts.auditentry", "accounts.submittedform", "accounts.draft", "accounts.user.password",
    "accounts.organisation.region", "accounts.organisation.working_days",
    "participants.choice.picked", "participants.correction.kind", "participants.correction.field",
    "participants.offer.pay_way", "participants.payment.pay_way",
    "participants.rating.principle", "principles.reflection.principle", "base.message.key",
    # What is worked out, and nobody writes.
    "participants.participant.folded", "projects.project.folded", "projects.session.folded", "projects.update.folded",
    "principles.frozenquarter", "principles.keptfinding", "principles.keptlatestep", "principles.organisationsummary",
    "principles.projectsummary",
    # A reason not to do a stage would undo the stage.
    "projects.stage.not_applicable_reason",
    # A reason to close it over open items stands on closed stages alone.
    "projects.stage.closed_despite",
}  # fmt: skip


@dataclass(frozen=True)
class Canary:
    """Where it was planted, and whose the row is: ids of an organisation, a project or None, a person or None."""

    model: type
    field: str
    organisation: object
    project: object
    person: object

    def __str__(self):
        return f"{self.model._meta.label}.{self.field}"


@contextlib.contextmanager
def planting(kept):
    numbers = itertools.count(1)

    def plant(sender, instance, **_):
        """In what is filled in, before it is kept."""
        if not instance._state.adding or sender not in our_models():
            return
        if hasattr(instance, "inherit"):
            instance.inherit()
        for field in words_of(sender):
            if field.value_from_object(instance):
                setattr(instance, field.attname, word_for(instance, field))
        if hasattr(instance, "agreed_pence"):
            # A sum of its own tells whose payment it is where no word does.
            pence = 700_000 + next(numbers) * 113
            instance.agreed_pence = instance.pence = pence
            shown = f"£{pence // 100:,}.{pence % 100:02d}"
            kept[shown.encode()] = canary_in(instance, sender._meta.get_field("pence"))

    def plant_in_gaps(sender, instance, created, **_):
        """In what was left empty, where the database lets it be filled."""
        if not created or sender not in our_models():
            return
        for field in words_of(sender):
            if field.value_from_object(instance) == "":
                word = word_for(instance, field)
                with contextlib.suppress(IntegrityError), transaction.atomic():
                    sender._base_manager.filter(pk=instance.pk).update(**{field.attname: word})
                    setattr(instance, field.attname, word)

    def word_for(instance, field):
        canary = f"qx{next(numbers):05d}zq"
        kept[canary.encode()] = canary_in(instance, field)
        return f"{canary}@example.org" if isinstance(field, models.EmailField) else canary

    pre_save.connect(plant)
    post_save.connect(plant_in_gaps)
    try:
        yield
    finally:
        pre_save.disconnect(plant)
        post_save.disconnect(plant_in_gaps)


def words_of(model):
    """The fields of a model in which a person can write what they like."""
    label = model._meta.label_lower
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices
        short = field.max_length is not None and field.max_length < 9
        is_code = label in NOT_WORDS or f"{label}.{field.name}" in NOT_WORDS or field.name == "phone"
        if is_text and not short and not is_code:
            yield field


def canary_in(row, field):
    organisation = row.pk if row._meta.label == "accounts.Organisation" else getattr(row, "organisation_id", None)
    project = row.pk if row._meta.label == "projects.Project" else getattr(row, "project_id", None)
    return Canary(type(row), field.name, organisation, project, person_of(row))


def person_of(row):
    """Id of the participant or user whom the row is about."""
    if isinstance(row.personal, NotPersonal):
        return None
    for step in row.personal.path.split("__"):
        row = row if step == "self" or row is None else getattr(row, step)
    return getattr(row, "pk", row)


def found_in(answer, kept):
    """The canaries in every byte of an answer: its headers and its body."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.items()).encode()
    cookies = answer.cookies.output().encode()
    every_byte = b"\n".join([head, cookies, answer.getvalue()])
    return {kept[word] for word in set(SHAPE.findall(every_byte)) if word in kept}, len(every_byte)
