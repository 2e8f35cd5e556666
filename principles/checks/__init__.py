"""Six files of pure functions, one for each principle: facts in, findings out.

Each function bears the key of the statement that it judges. Statements without one cannot be recorded yet
(`statements.NOT_RECORDED_YET`).
"""

from collections.abc import Callable, Mapping

from ..facts import ProjectFacts
from ..findings import Finding, Rule, Verdict, verdict
from .creativity import CREATIVITY_RULES, check_creativity
from .equality import EQUALITY_RULES, check_equality
from .relationships import RELATIONSHIPS_RULES, check_relationships
from .resources import RESOURCES_RULES, check_resources
from .sustainability import SUSTAINABILITY_RULES, check_sustainability
from .trauma_informed import TRAUMA_INFORMED_RULES, check_trauma_informed

CHECKS: dict[str, Callable[[ProjectFacts], tuple[Finding, ...]]] = {
    "creativity": check_creativity,
    "relationships": check_relationships,
    "resources": check_resources,
    "equality": check_equality,
    "trauma_informed": check_trauma_informed,
    "sustainability": check_sustainability,
}
# {principle: {statement: its rule}}
RULES: dict[str, Mapping[str, Rule]] = {
    "creativity": CREATIVITY_RULES,
    "relationships": RELATIONSHIPS_RULES,
    "resources": RESOURCES_RULES,
    "equality": EQUALITY_RULES,
    "trauma_informed": TRAUMA_INFORMED_RULES,
    "sustainability": SUSTAINABILITY_RULES,
}


def judge(facts: ProjectFacts) -> dict[str, Verdict]:
    return {key: verdict(key, check(facts)) for key, check in CHECKS.items()}
