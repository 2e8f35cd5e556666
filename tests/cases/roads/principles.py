"""What the pages of the principles say after a road."""

import re

from coproduction.base.words import FINDING_STATES
from principles.statements import STATEMENTS
from tests.figures import Figures

from .pages import taken

STATE = re.compile(rf"({'|'.join(words for _, words, _ in FINDING_STATES)}) statement (\w+)")
REACHED = "checks, {passed} states reached through the app's own pages on fresh data"


def statement(visitor, project, key):
    """The page of the one statement with this key ("S6"), as this reader sees it."""
    principle = STATEMENTS[key].principle
    return taken(visitor.open(f"/projects/{project.pk}/principles/{principle}/{key}/"))


def principle_page(visitor, project, principle="creativity"):
    return taken(visitor.open(f"/projects/{project.pk}/principles/{principle}/"))


def states(visitor, project, principle):
    """{"C1": "Met", ...}: the word that each statement has on the page of its principle."""
    page = principle_page(visitor, project, principle)
    return {statement: word for word, statement in STATE.findall(page.words)}


def reaches(visitor, project, principle, **expected):
    """Whether each statement that is named has this state on the page of the principle; it is counted for PG1."""
    found = states(visitor, project, principle)
    for statement, word in expected.items():
        Figures().record("PG1", 1, REACHED, thing=f"{statement}/{word}", passed=found.get(statement) == word)
    others = {statement: found.get(statement) for statement, word in expected.items() if found.get(statement) != word}
    assert not others, f"{others} where {expected} was expected"
