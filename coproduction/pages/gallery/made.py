"""What cannot be written as plain data in a context file is made here: forms, voices, messages, a state for each word.

A context file names the function: `made_by` makes a template's context of what a state says, `listed_by` adds states.
"""

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.forms import formset_factory

from coproduction.base.disclosure import figure, how_many_answered
from coproduction.base.forms import Rows
from coproduction.base.sorting import Sorting
from coproduction.base.tags import LOOKS
from coproduction.base.words import FINDING_WORDS, NOT_SHOWN, PRINCIPLE_NAMES, SMALL_GROUP
from principles.gap import Voice

from .forms import Came, Narrowing, Sample

# Contexts, `made_by` ----------------------------------------------------------------------------------------------


def field_of_sample(field, prefix, typed=None):
    """One question of the sample form, with an id of its own; bound as soon as something was typed, were it nothing."""
    name = f"{field}-{prefix}"
    form = Sample(None if typed is None else {f"{name}-{field}": typed}, prefix=name)
    form.fields = {field: form.fields[field]}
    return {"field": form[field]}


def rows_of_people(rows):
    typed = {"rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": len(rows)}
    for place, row in enumerate(rows):
        typed |= {f"rows-{place}-came": row["came"], f"rows-{place}-minutes": row["minutes"]}
    formset = formset_factory(Came, formset=Rows, extra=0)(typed, prefix="rows", initial=[{} for _ in rows])
    for form, row in zip(formset.forms, rows, strict=True):
        form.row_name = row["who"]
    return {"formset": formset}


def bar_of_filters(part):
    return {"form": Narrowing(prefix="bar"), "part": part}


def page_of_many(number, noun):
    return {"page": Paginator(range(60), 20).page(number), "noun": noun}


def sorted_list(sort):
    return {"sorting": Sorting.of({"sort": sort}, {"name": "name", "day": "day"}, "name")}


def messages_in_a_row(messages):
    return {"messages": [Message(constants.DEFAULT_LEVELS[said["level"].upper()], said["text"]) for said in messages]}


def what_people_say(people=(), asked=0, team=False, coordinators=None, answered=0):
    """`people`: their answers, of so many who were asked. `coordinators`: their mean, and how many of them answered."""
    voice = Voice(
        "equality",
        figure(people) if people else None,
        how_many_answered(len(people), asked) if asked else "",
        coordinators,
        answered,
    )
    return {"team": team, "voice": voice}


def principles_of_a_project(cells, url="", compact=False):
    named = [{**cell, "name": PRINCIPLE_NAMES[cell["key"]], "url": url} for cell in cells]
    return {"cells": named, "compact": compact}


def words_for_what_is_hidden():
    return {"small_group": SMALL_GROUP, "not_shown": NOT_SHOWN}


# States, `listed_by`: pairs of a label and a context --------------------------------------------------------------


def each_finding():
    return [(key, {"state": key}) for key in FINDING_WORDS]


def each_kind():
    return [(key, {"kind": key}) for key in LOOKS if key not in FINDING_WORDS]


def each_shape():
    return [
        (shape.replace("_", " "), {"shape": shape}) for shape in dict.fromkeys(look.shape for look in LOOKS.values())
    ]


def each_principle():
    return [("", {"key": key}) for key in PRINCIPLE_NAMES]


def each_principle_by_name():
    return [(name, {"key": key}) for key, name in PRINCIPLE_NAMES.items()]


# By the names that context files call them.
MADE_BY = {
    make.__name__: make
    for make in (
        field_of_sample,
        rows_of_people,
        bar_of_filters,
        page_of_many,
        sorted_list,
        messages_in_a_row,
        what_people_say,
        principles_of_a_project,
        words_for_what_is_hidden,
    )
}
LISTED_BY = {
    states.__name__: states for states in (each_finding, each_kind, each_shape, each_principle, each_principle_by_name)
}
