"""Six files of pure functions, one for each principle: facts in, findings out.

Each function bears the key of the statement that it judges. Statements without one cannot be recorded yet
(`statements.NOT_RECORDED_YET`).
"""

from collections.abc import Callable, Mapping
from functools import partial

from ..facts import ProjectFacts
from ..findings import Finding, Rule, Verdict, answer_all, verdict
from .creativity import CREATIVITY_RULES
from .equality import EQUALITY_RULES
from .relationships import RELATIONSHIPS_RULES
from .resources import RESOURCES_RULES
from .sustainability import SUSTAINABILITY_RULES
from .trauma_informed import TRAUMA_INFORMED_RULES

# {principle: {statement: its rule}}
RULES: dict[str, Mapping[str, Rule]] = {
    "creativity": CREATIVITY_RULES,
    "relationships": RELATIONSHIPS_RULES,
    "resources": RESOURCES_RULES,
    "equality": EQUALITY_RULES,
    "trauma_informed": TRAUMA_INFORMED_RULES,
    "sustainability": SUSTAINABILITY_RULES,
}
CHECKS: dict[str, Callable[[ProjectFacts], tuple[Finding, ...]]] = {
    key: partial(answer_all, key, rules) for key, rules in RULES.items()
}


def judge(facts: ProjectFacts) -> dict[str, Verdict]:
    return {key: verdict(key, check(facts)) for key, check in CHECKS.items()}
