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

FINDING_STATES = (
    ("met", "Met", "●"),
    ("partly", "Partly met", "◐"),
    ("not_met", "Not met", "○"),
    ("no_data", "Not enough data", "–"),
    ("not_applicable", "Does not apply", "·"),
    ("not_confirmed", "Not confirmed by participants", "◍"),
)

FINDING_WORDS = {key: words for key, words, _ in FINDING_STATES}
FINDING_SHAPES = {key: shape for key, _, shape in FINDING_STATES}

NOT_SHOWN = "not shown"
SMALL_GROUP = "people's view not shown here (small group)"
