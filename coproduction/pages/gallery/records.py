"""Records: lists, tables and pictures of the work. All of it is made up."""

from coproduction.base.disclosure import figure, how_many_answered
from principles.gap import Voice
from projects.stages.line import in_a_row

from .pieces import Piece, State

HERE = "#main"
STAGES = (("Plan", "done", 3), ("Design", "done", 6), ("Decide", "now", 5), ("Deliver", "later", None))
CELLS = (
    ("creativity", "Creativity", "met", 4, 4),
    ("relationships", "Relationships", "partly", 3, 4),
    ("resources", "Resources", "not_met", 4, 7),
    ("equality", "Equality, diversity and inclusion", "not_confirmed", 8, 8),
    ("trauma_informed", "Trauma-informed", "no_data", 0, 4),
    ("sustainability", "Sustainability", "not_applicable", None, None),
)
# The states that people's own view makes.
HEARD = (
    ("creativity", "Creativity", "group_met", 4, 4),
    ("relationships", "Relationships", "records_only", 4, 4),
    ("resources", "Resources", "records_only", 5, 7),
    ("equality", "Equality, diversity and inclusion", "not_confirmed", 8, 8),
    ("trauma_informed", "Trauma-informed", "met", 4, 4),
    ("sustainability", "Sustainability", "partly", 3, 4),
)
STEPS = ("Agreed", "Checked", "Sent", "You have it")


def line_of_stages(*more):
    return [
        {"name": name, "state": state, "url": HERE if state != "later" else "", "people": people}
        for name, state, people in (*STAGES, *more)
    ]


def voice(people, coordinators=None, team=0):
    return Voice("equality", figure(people), how_many_answered(len(people), 14), coordinators, team)


def strip(url, cells=CELLS):
    return [
        {"key": key, "name": name, "state": state, "met": met, "total": total, "url": url}
        for key, name, state, met, total in cells
    ]


def person(name, *cells):
    return {"name": name, "url": HERE, "cells": [{"kind": kind, "label": label} for kind, label in cells]}


def steps(reached):
    return [(label, place < reached) for place, label in enumerate(STEPS)]


def owed(urgency, principle, sentence, action, project="Park benches"):
    return {
        "urgency": urgency,
        "principle": principle,
        "sentence": sentence,
        "project": project,
        "url": HERE,
        "action": action,
    }


PIECES = (
    Piece(
        key="owed",
        name="Somebody is owed something",
        use="A promise, an answer, a payment. Late first. The link goes to the form that settles it.",
        avoid="Things that nobody waits for.",
        template="gallery/samples/owed.html",
        states=(
            State(
                "Late, today, soon",
                {
                    "rows": [
                        owed("late", "resources", "A payment is 1 working day late", "Look and send"),
                        owed("today", "relationships", "You said you would send the photos", "Mark kept"),
                        owed("soon", "trauma_informed", "Thursday's session has no safety plan yet", "Plan it"),
                    ]
                },
            ),
        ),
        line='<ul class="owed">{% include "components/owed_row.html" with row=row only %}</ul>',
    ),
    Piece(
        key="doors",
        name="A person's own list",
        use="On the first page of somebody who takes part: a few lines, each to be pressed as a whole.",
        template="gallery/samples/doors.html",
        states=(State("Three", {}),),
        line='<ul class="doors"><li><span class="kicker">Next</span> <a class="reach" href="…"> … </a></li></ul>',
    ),
    Piece(
        key="cards",
        name="Card",
        use="Something to pick up: one of several, each with its own way in.",
        avoid="Putting a frame round text: leave room instead.",
        template="gallery/samples/cards.html",
        states=(State("Two", {}),),
        line='<ul class="cards"><li class="card"><h3><a class="reach" href="…"> … </a></h3></li></ul>',
    ),
    Piece(
        key="facts",
        name="Facts",
        use="What is known of one thing: a word, then what it is.",
        template="gallery/samples/facts.html",
        states=(State("Three", {}),),
        line='<dl class="facts"><dt>Where</dt><dd> … </dd></dl>',
    ),
    Piece(
        key="table",
        name="Table that folds",
        use="Several things with the same few facts. On a phone each row becomes a block, each fact with its name.",
        avoid="Arranging a page.",
        template="gallery/samples/table.html",
        states=(State("With a sum", {}),),
        line='<table class="folds"> … <td data-label="Sum:" class="num">£12.50</td>',
    ),
    Piece(
        key="stages",
        name="Line of stages",
        use="The life of a project: what was, what is now, who was there.",
        template="components/stage_line.html",
        states=(
            State("Under way", {"stages": line_of_stages()}),
            State("With one that does not apply", {"stages": line_of_stages(("Review", "not_applicable", None))}),
            State("In a row, for a list", {"stages": in_a_row(line_of_stages()), "compact": True}),
        ),
    ),
    Piece(
        key="grid",
        name="People by stage",
        use="Who took part in which stage. On a phone the table moves under the names, which stay.",
        avoid="More than 20 people: count them by stage instead.",
        template="components/person_grid.html",
        states=(
            State(
                "Three people",
                {
                    "stages": ["Plan", "Design", "Decide"],
                    "people": [
                        person("Robin", ("done", "Took part"), ("now", "In it"), ("open", "Invited")),
                        person("Kit", ("off", "Declined"), ("now", "In it"), ("none", "Not asked")),
                        person("Ash", ("done", "Took part"), ("wait", "On a pause"), ("none", "Not asked")),
                    ],
                },
            ),
        ),
    ),
    Piece(
        key="strip",
        name="The six principles of a project",
        use="How each principle stands. The name leads to its sentences.",
        template="components/principle_strip.html",
        states=(
            State("That can be opened", {"cells": strip(HERE)}),
            State("To be read", {"cells": strip("")}),
            State("Where people were heard, or cannot be shown", {"cells": strip(HERE, HEARD)}),
            State("In a row, for a list", {"cells": strip(HERE), "compact": True}),
        ),
    ),
    Piece(
        key="people-say",
        name="What people say",
        use="People's own figure, of five, roughly where fewer than ten answered, and how far the team is from it.",
        avoid="A figure of fewer than five people. A number, or a place in a picture, that is finer than the words.",
        template="components/gap_meter.html",
        states=(
            State("Of few: a band", {"team": True, "voice": voice([2, 2, 3, 2, 3, 2, 2], 4, 1)}),
            State("Of ten or more: a number", {"team": True, "voice": voice([3, 4] * 6, 4.5, 2)}),
            State("Both say the same", {"team": True, "voice": voice([3, 4] * 3, 3.5, 2)}),
            State("The team has not answered", {"team": True, "voice": voice([5] * 6)}),
            State("Of a whole organisation", {"voice": Voice("equality", figure([3, 4, 3, 4, 3]))}),
            State("Hidden", {"voice": Voice("equality")}),
        ),
    ),
    Piece(
        key="steps",
        name="Where a payment is",
        use="The steps of a payment, with those that are done.",
        template="components/payment_steps.html",
        states=tuple(
            State(words, {"steps": steps(reached)})
            for words, reached in (("Agreed", 1), ("On its way", 3), ("All done", 4))
        ),
    ),
)
