"""Six files of pure functions, one for each principle: facts in, findings out."""

from ..facts import ProjectFacts
from ..findings import Verdict, verdict
from . import creativity, equality, relationships, resources, sustainability, trauma_informed

CHECKS = {
    "creativity": creativity.check,
    "relationships": relationships.check,
    "resources": resources.check,
    "equality": equality.check,
    "trauma_informed": trauma_informed.check,
    "sustainability": sustainability.check,
}


def judge(facts: ProjectFacts) -> dict[str, Verdict]:
    return {key: verdict(key, check(facts)) for key, check in CHECKS.items()}
