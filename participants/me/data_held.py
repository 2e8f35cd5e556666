"""What we keep about a person, read from how each model says it relates to one: a new model stands here by itself."""

from typing import NamedTuple

from django.db import models

from coproduction.base.corrections import PutRight
from coproduction.base.privacy import Personal, our_models
from coproduction.base.tags import day
from coproduction.base.tags import pence as in_pounds
from participants.corrections.actions import fields_for_person
from participants.drafts.models import PersonInDraft
from participants.notes.models import SensitiveNote
from participants.people.models import Participant

# Of the machinery, not of the person.
LEFT_OUT = frozenset({"id", "recorded_at", "state_before", "exact", "same", "in_no_project"})

# Notes stand on the same page, with who looked at them; that somebody stands in what is not written yet is nowhere.
SHOWN_APART = (SensitiveNote, PersonInDraft)

GROUPS = {
    "You, and how to reach you": {
        "participant": "You",
        "safecontact": "How it is safe to reach you",
        "channel": "Ways to reach you",
        "choice": "What you chose",
        "pause": "Your pauses",
        "givenaddress": "Marks of the numbers and addresses you gave, so that nobody pays themselves",
    },
    "Taking part": {
        "strength": "What you are good at",
        "accessneed": "What helps you take part",
        "adaptation": "What we changed so that you can take part",
        "involvement": "Parts of projects you were in",
        "attendance": "Sessions you were asked to",
        "briefing": "Times we told you what was planned, or asked how it was",
        "peer": "Projects in which you write down answers",
    },
    "Your money": {
        "offer": "What we offered to pay you",
        "payment": "Your payments",
        "paymentnote": "What was said about a payment",
        "movement": "Your payments in our books",
    },
    "What you said, and what we told you": {
        "contribution": "What you said",
        "groupyes": "What you said yes to as one of a group",
        "agreementsaid": "What you said about how we work together",
        "promise": "What we promised you",
        "delivery": "News for you",
        "surveyinvitation": "Times we asked you the six questions",
    },
}

HEADINGS = {name: heading for group in GROUPS.values() for name, heading in group.items()}


def heading_of(model):
    """By the list above, or as the record itself says it."""
    return HEADINGS.get(model._meta.model_name) or model.own_heading


class Row(NamedTuple):
    # Each a pair: what it is, and what it says.
    pairs: list
    # Its id, where they put something of it right themselves.
    theirs: object


class Kept(NamedTuple):
    heading: str
    rows: list


def kept_about(people):
    """Pairs of a group's heading and its kinds of record, those with none left out; one query for each kind."""
    ids, found = [participant.pk for participant in people], {}
    for model, path in models_about_people():
        lookup = "pk__in" if path == "self" else f"{path}__in"
        name = model._meta.model_name
        if rows := [in_words(row) for row in model.objects.filter(**{lookup: ids}).order_by("-recorded_at")]:
            found[name] = Kept(heading_of(model), rows)
    groups = [(group, [found.pop(name) for name in names if name in found]) for group, names in GROUPS.items()]
    return [(group, kinds) for group, kinds in (*groups, ("And also", [*found.values()])) if kinds]


def models_about_people():
    """Pairs of model and the path that leads from it to the participant; without those that stand apart."""
    for model in our_models():
        hangs = isinstance(model.personal, Personal) and whose(model, model.personal.path) is Participant
        if hangs and model not in SHOWN_APART:
            yield model, model.personal.path


def whose(model, path):
    for step in () if path == "self" else path.split("__"):
        model = getattr(model._meta.get_field(step), "related_model", None)
    return model


def in_words(row):
    fields = [field for field in row._meta.concrete_fields if not field.is_relation and field.name not in LEFT_OUT]
    theirs = isinstance(row.corrects, PutRight) and fields_for_person(row)
    pairs = [(field.verbose_name[:1].upper() + field.verbose_name[1:], value_in_words(row, field)) for field in fields]
    return Row([(label, words) for label, words in pairs if words], row.pk if theirs else None)


def value_in_words(row, field):
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if field.name == "picked":
        return row.in_words
    if field.choices:
        return getattr(row, f"get_{field.name}_display")()
    if isinstance(field, models.BooleanField):
        return "yes" if value else "no"
    if isinstance(field, models.DateField):
        return day(value)
    return in_pounds(value) if field.name.endswith("pence") else str(value)
