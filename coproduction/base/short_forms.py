"""Short forms in capitals that nobody explained: "ICB". Not those that everybody knows, nor emphasis, nor initials; nor
those of which an organisation says in a list of its own what they mean.
"""

import re
from collections.abc import Collection, Iterator, Mapping

# Everybody says these; spelling them out would be harder to read.
KNOWN = frozenset(
    re.findall(
        "[A-Z]+",
        "AM ASAP BBC BBQ CD CV DIY DJ DNA DVD EU FM GP GPS ID IOU IT MP NHS OK PC PDF PIN PM PS RSVP TV UK UN "
        "US USA VAT VIP WC",
    )
)
# Of two letters, like the initials of a name, but jargon: local authority, lived experience, mental health …
JARGON = frozenset(re.findall("[A-Z]+", "CJ DA DV HA HB LA LE MH OT PB PD PO PR QA RJ SS SU SW UC"))
# The words that stand oftenest in capitals to be heard, and those that stand around them.
SAID_LOUD = frozenset(
    re.findall(
        r"[A-Za-z]+",
        """
    a about after again all also always amazing an and any are art as ask at away back be been before begin best
    better big book both break bring bus but by bye cake call can cash change closed coffee come could date day days
    did do does done dont door down each eight email empty end even ever every everyone extra false far few five
    food for form four free friday from full fun get give go going good great group had half happy has have he hear
    heard hello help her here hi him his home hope hour hours house how huge i if important in is it its join just
    keep kind know last late later least left let like list listen look lost love lovely lunch made mail make many
    massive may me meet monday money more most much must my name near need never new news next nice night nine no
    nobody none not note nothing now of off old on once one only open or other our out over paid pay people phone
    place please proud quiet read ready really rest right ring room safe said same say see seven she should side six
    small so some soon sorry start stay still stop such sunday sure take tea team tell ten text than thank thanks
    that the their them then there they this three time to today told too train true two under up urgent us very
    voice wait want was we week well were what when where which who why will win with won work working wow write
    wrong yay yes yet you your yours
    """,
    )
)
SHORT_FORM = re.compile(r"\b[A-Z]{2,6}\b")
# Words in capitals, one after the other on one line.
IN_CAPITALS = re.compile(r"\b[A-Z]+(?:['’][A-Z]+)?\b(?:[ ,!-]+[A-Z]+(?:['’][A-Z]+)?\b)*")
HAS_VOWEL = re.compile(r"[AEIOUY]")
# After one of these stands no name: "the LA", "your SW".
NOT_BEFORE_A_NAME = re.compile(r"\b(?:the|a|an|this|that|our|your|their|his|her|my|each|every|no|of) $", re.IGNORECASE)


def unexplained(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Short forms that never stand beside their words in brackets, in the order they come. `known`: of the list."""
    found = dict.fromkeys(in_capitals(text))
    return tuple(form for form in found if form not in known and not explained(form, text))


def in_capitals(text: str) -> Iterator[str]:
    for run in IN_CAPITALS.finditer(text):
        loud = any(word.casefold() in SAID_LOUD for word in re.findall(r"[A-Z]{2,}", run[0]))
        for form in SHORT_FORM.finditer(text, run.start(), run.end()):
            emphasis = loud and HAS_VOWEL.search(form[0])
            if not (form[0] in KNOWN or emphasis or is_like_initials(form, text)):
                yield form[0]


def is_like_initials(form: re.Match[str], text: str) -> bool:
    """ "AJ made tea": two letters that stand where a name can."""
    before = text[max(0, form.start() - 8) : form.start()]
    return len(form[0]) == 2 and form[0] not in JARGON and not NOT_BEFORE_A_NAME.search(before)


def explained(form: str, text: str) -> bool:
    return f"({form})" in text or f"{form} (" in text


# A line of the list, such as "ICB: Integrated Care Board".
LINE = re.compile(r"\s*(?P<form>[^\W_][\w&/.-]{0,14}?)(?:\s*[:=]\s*|\s+[–—-]\s+)(?P<words>\S.*?)\s*")


def unreadable_line(text: str) -> str:
    """The first line of a list that says nothing of a short form; empty where all do."""
    return next((line.strip() for line in text.splitlines() if line.strip() and not LINE.fullmatch(line)), "")


def meanings(text: str) -> dict[str, str]:
    """The list as it is written, one a line: {short form: its words}."""
    found = map(LINE.fullmatch, text.splitlines())
    return {said["form"]: said["words"] for said in found if said}


def used_in(text: str, listed: Mapping[str, str]) -> dict[str, str]:
    """Those of a list that stand in a text."""
    return {form: words for form, words in listed.items() if re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text)}
