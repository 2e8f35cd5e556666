"""Six files of pure functions, one for each principle: facts in, findings out."""

from ..facts import ProjectFacts
from ..findings import Verdict, verdict
from . import creativity, equality, relationships, resources, sustainability, trauma_informed

MODULES = {
    "creativity": creativity,
    "relationships": relationships,
    "resources": resources,
    "equality": equality,
    "trauma_informed": trauma_informed,
    "sustainability": sustainability,
}
CHECKS = {key: module.check for key, module in MODULES.items()}
# {principle: {statement: its rule}}: a statement without one cannot be recorded yet (`statements.NOT_RECORDED_YET`).
RULES = {key: module.rules() for key, module in MODULES.items()}


def judge(facts: ProjectFacts) -> dict[str, Verdict]:
    return {key: verdict(key, check(facts)) for key, check in CHECKS.items()}
