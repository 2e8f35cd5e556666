"""How we write: the rules, and lines of our own before and after they were mended."""

from coproduction.base.readability import HIGHEST_GRADE, LONGEST_SENTENCE, WORDS_FOR_A_GRADE

RULES = (
    ("One thing in one sentence", f"No sentence has more than {LONGEST_SENTENCE} words. Most have ten."),
    ("Short words", "We write “use”, “help”, “about”, “pay”. A word in capitals is spelled out once."),
    ("To you, from us", "We say “you” and “we”. We say who does what: “Finance sends it”, not “it is processed”."),
    ("A button says what happens", "It starts with a verb: “Log this session”, “Ask or tell us”, “Take less or none”."),
    ("No blame", "When something is to be put right, we say what to do. We keep what you typed."),
    ("Thank people", "We say thank you when somebody has done something. We don't cheer."),
    ("A page gives nothing away", "Titles, messages and addresses never hold a name, a sum or what it is about."),
    ("Small letters", "Headings are sentences. Nothing is in capitals or in italics for long."),
)
MEASURED = (
    f"The longest sentence: {LONGEST_SENTENCE} words at most.",
    f"The grade it reads at: {HIGHEST_GRADE} at most, from {WORDS_FOR_A_GRADE} words on. A child of ten reads that.",
    "Each short form in capitals: spelled out once.",
)
# What it was about, how it stood, how it stands, and why.
MENDED = (
    ("An error", "This field is required.", "Fill this in.", "It says what to do."),
    ("An error", "Enter a number.", "Write a sum in pounds, such as 1200 or 62.50.", "It shows how."),
    ("An error", "Invalid form submission.", "Part of this page did not reach us. Reload the page and send it again.",
     "It was not your fault, and there is a way on."),
    ("A button", "Submit", "Send to Mina to approve", "It says what happens, and who is next."),
    ("A title", "Payment of £62.50 to Asha", "My page", "Somebody may be looking over a shoulder."),
    ("A message", "Cora answered your complaint", "There is something for you to read.", "Anyone may see your phone."),
    ("An empty page", "No results found.", "No session yet. Plan a session.", "It says what comes here."),
)  # fmt: skip
# What we say, and what is said elsewhere.
OURS = (
    ("person with lived experience", "expert by experience, user"),
    ("people who take part", "attendees, beneficiaries"),
    ("session", "engagement event"),
    ("the people, the records", "stakeholders, data"),
    ("offer, payment", "incentive, reward"),
    ("not enough data", "zero"),
    ("a need was not met", "did not attend"),
    ("wrong", "complaint"),
)
# They put a label on people, or the fault with them.
NEVER = ("service user", "hard to reach", "hard-to-reach", "vulnerable")


def all_words():
    """Whatever of this page is our own voice, for whoever measures it."""
    return [*(f"{title}. {text}" for title, text in RULES), *MEASURED, *(why for *_, why in MENDED)]
