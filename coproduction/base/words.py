"""Words and shapes that every floor shows: the six principles and the words of state."""

PRINCIPLES = (
    ("creativity", "Creativity", "✳"),
    ("relationships", "Relationships", "∞"),
    ("resources", "Resources", "◧"),
    ("equality", "Equality, diversity and inclusion", "≡"),
    ("trauma_informed", "Trauma-informed", "⌂"),
    ("sustainability", "Sustainability", "↻"),
)

PRINCIPLE_KEYS = tuple(key for key, _, _ in PRINCIPLES)
PRINCIPLE_NAMES = {key: name for key, name, _ in PRINCIPLES}
PRINCIPLE_GLYPHS = {key: glyph for key, _, glyph in PRINCIPLES}

# A check's finding is one of the first five. The others are what a principle may be beside both voices, when our
# records say yes and people were not heard, said so together, or when people say no.
FINDING_STATES = (
    ("met", "Met", "●"),
    ("partly", "Partly met", "◐"),
    ("not_met", "Not met", "○"),
    ("no_data", "Not enough data", "–"),
    ("not_applicable", "Does not apply", "·"),
    ("records_only", "Records only", "▤"),
    ("group_met", "Met: the group says so", "◉"),
    ("not_confirmed", "Not confirmed by participants", "◍"),
)

FINDING_WORDS = {key: words for key, words, _ in FINDING_STATES}
FINDING_SHAPES = {key: shape for key, _, shape in FINDING_STATES}

# What a state says of both voices, in a sentence. Partly: where our records say yes.
TOGETHER = {
    "met": "Our records say yes, and people confirm it.",
    "partly": "Our records say yes; people confirm it in part.",
    "records_only": "Our records say yes; we can't show what people say.",
    "group_met": "Our records say yes, and the group itself says so.",
    "not_confirmed": "People do not confirm it, whatever our records say.",
}

NOT_SHOWN = "not shown"
SMALL_GROUP = "people's view not shown here (small group)"
# Where no questions were opened yet, which everybody of the staff can see: it tells nothing of answers.
NOBODY_ASKED = "nobody has been asked yet"

# The six questions at the close of a stage: what participants are asked, and what the team is asked, blind.
QUESTIONS = {
    "creativity": (
        "Could you take part in ways that suited you?",
        "Could people take part in ways that suited them?",
    ),
    "relationships": (
        "Could you trust the people who ran this?",
        "Could people trust you and the others who ran this?",
    ),
    "resources": (
        "Did you have the time, money and support you needed?",
        "Did people have the time, money and support they needed?",
    ),
    "equality": (
        "Did your view count as much as anyone else's?",
        "Did each person's view count as much as anyone else's?",
    ),
    "trauma_informed": (
        "Did it feel safe, and could you choose what you did?",
        "Did it feel safe to people, and could they choose what they did?",
    ),
    "sustainability": (
        "Did taking part lead to something good, for you or for others?",
        "Did taking part lead to something good, for people or for others?",
    ),
}

ANSWERS = (
    (1, "No, not at all"),
    (2, "Not much"),
    (3, "Some of the time"),
    (4, "Most of the time"),
    (5, "Yes, very much"),
)

CANT_SAY = "I can't say"

# The same six, answered yes by a group that speaks for itself.
GROUP_SAYS = {
    "creativity": "We could take part in ways that suited us.",
    "relationships": "We could trust the people who ran this.",
    "resources": "We had the time, money and support we needed.",
    "equality": "Our views counted as much as anyone else's.",
    "trauma_informed": "It felt safe, and we could choose what we did.",
    "sustainability": "Taking part led to something good, for us or for others.",
}
