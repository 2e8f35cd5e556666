"""State, always in word, shape and colour; and what a page says to the person who reads it."""

from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from coproduction.base.tags import LOOKS
from coproduction.base.words import FINDING_WORDS, NOT_SHOWN, PRINCIPLE_NAMES, SMALL_GROUP

from .pieces import Piece, State

SHAPES = tuple(dict.fromkeys(look.shape for look in LOOKS.values()))

PIECES = (
    Piece(
        key="findings",
        name="What was found",
        use="How a principle stands. These words and no others, everywhere.",
        avoid="A colour or a shape on its own.",
        template="components/state.html",
        states=tuple(State(key, {"state": key}) for key in FINDING_WORDS),
    ),
    Piece(
        key="states",
        name="Where something is",
        use="How soon, how far. Bring a word of your own where the usual one is too plain.",
        template="components/state.html",
        states=(
            *(State(key, {"kind": key}) for key in LOOKS if key not in FINDING_WORDS),
            State("soon, with a word of its own", {"kind": "soon", "label": "By Thursday"}),
            State("met, with a number in its place", {"kind": "met", "text": "4 of 4"}),
        ),
    ),
    Piece(
        key="shapes",
        name="Shapes",
        use="Each state has its own shape, so that it can be told apart without colour.",
        avoid="Standing alone: a word is always beside it.",
        template="components/glyphs/shape.html",
        states=tuple(State(shape.replace("_", " "), {"shape": shape}) for shape in SHAPES),
    ),
    Piece(
        key="legend",
        name="What the shapes mean",
        use="Under each table that uses the shapes.",
        template="principles/legend.html",
        states=(State("As it comes", {}),),
    ),
    Piece(
        key="principle",
        name="A principle",
        use="Its letter-shape, its hue and its name, always all three.",
        template="components/principle.html",
        states=tuple(State("", {"key": key}) for key in PRINCIPLE_NAMES),
    ),
    Piece(
        key="principle-shapes",
        name="Shapes of the principles",
        use="In the heads of tables and pictures, where the names stand in full.",
        template="components/glyphs/principle.html",
        states=tuple(State(name, {"key": key}) for key, name in PRINCIPLE_NAMES.items()),
    ),
    Piece(
        key="notice",
        name="Notice",
        use="Something to know before going on, with what to do about it.",
        avoid="What can stand in the text. Two notices on one page.",
        template="components/notice.html",
        states=(
            State("Plain", {"title": "You've paused.", "text": "We will not write to you."}),
            State("Good", {"kind": "good", "title": "All is paid.", "text": "Nobody waits for money."}),
            State(
                "Soon",
                {
                    "kind": "soon",
                    "title": "No plan yet.",
                    "text": "It is on Thursday.",
                    "url": "#main",
                    "action": "Plan it",
                },
            ),
            State("Late", {"kind": "late", "title": "This is late.", "text": "We said Friday. You hear by Monday."}),
        ),
    ),
    Piece(
        key="messages",
        name="What just happened",
        use="After a button was pressed: what was done, in one sentence. It is read out too.",
        avoid="Names, sums or what it was about: somebody may be looking over a shoulder.",
        template="components/messages.html",
        states=(
            State(
                "Done, take care, not done",
                {
                    "messages": [
                        Message(constants.SUCCESS, "Logged. Thank you."),
                        Message(constants.WARNING, "Kept. One person has no safe way to be reached."),
                        Message(constants.ERROR, "That was done by somebody else a moment ago. Nothing has changed."),
                    ]
                },
            ),
        ),
    ),
    Piece(
        key="came",
        name="What just happened, beside a part",
        use="The same, sent along with a part of a page that was changed alone.",
        template="components/came.html",
        states=(State("Done", {"messages": [Message(constants.SUCCESS, "Marked as kept. Thank you.")]}),),
    ),
    Piece(
        key="waiting",
        name="One moment",
        use="After 300 milliseconds of waiting for an answer, never sooner: what is quick should not blink.",
        template="gallery/samples/waiting.html",
        states=(State("While it waits", {}),),
        line='{% include "components/waiting.html" only %}',
    ),
    Piece(
        key="empty",
        name="Nothing here yet",
        use="Says what comes here, and offers the first step.",
        avoid="“No results found.”",
        template="components/empty.html",
        states=(
            State(
                "With a first step",
                {
                    "title": "No session yet",
                    "text": "A session is one meeting: in a room, by phone, on a walk or in writing.",
                    "url": "#main",
                    "action": "Plan a session",
                },
            ),
            State("With none", {"title": "Nobody waits for an answer", "text": "What people ask will stand here."}),
        ),
    ),
    Piece(
        key="hidden",
        name="Not shown",
        use="Where a number could point at a person. The same words whether answers are good, bad or missing.",
        template="gallery/samples/hidden.html",
        states=(State("In a line, and in a cell", {"small_group": SMALL_GROUP, "not_shown": NOT_SHOWN}),),
        line='{% include "principles/_people_say.html" with voice=voice only %}',
    ),
)
