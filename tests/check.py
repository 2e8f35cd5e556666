"""The short run before a commit, `make check`: the shape of the house, rules without a database, and what changed.

Of what changed since the last commit it runs the tests that import it, but for those that look at every page or play
whole stories: these are for `make test`, if they did not change themselves. What most tests stand on brings in none.
"""

import subprocess
import sys

from .source import ROOT, imports_of, name_of

SHAPE = (
    "test_architecture.py",
    "test_conventions.py",
    "test_docs.py",
    "test_mutants.py",
    "test_names.py",
    "test_styles.py",
)
PURE = (
    "money/test_pay.py",
    *(
        f"principles/test_{name}.py"
        for name in ("creativity", "relationships", "resources", "equality", "trauma_informed", "sustainability")
    ),
    *(f"principles/test_{name}.py" for name in ("briefing_and_telling", "working_together", "thresholds", "findings")),
)
# What walks all records and says what a new one lacks.
RECORDS = (
    "test_constraints.py",
    "test_forms.py",
    "test_roads.py",
    "access/test_scope.py",
    "base/test_guards.py",
    "me/test_neutral.py",
)
LONG = {"access", "cases", "demo", "journeys"}
BELOW_ALL = ("tests.factories", "tests.world", "tests.conftest")


def main():
    differs = changed()
    always = (*SHAPE, *PURE, *(RECORDS if any(path.name == "models.py" for path in differs.values()) else ()))
    chosen = {ROOT / "tests" / path for path in always} | beside(differs)
    paths = sorted(str(path.relative_to(ROOT)) for path in chosen)
    return subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "2", *paths], cwd=ROOT).returncode


def changed():
    """Names of the modules that differ from the last commit, new ones among them."""
    asked = (["git", "diff", "--name-only", "HEAD"], ["git", "ls-files", "--others", "--exclude-standard"])
    found = [subprocess.run(one, cwd=ROOT, capture_output=True, text=True, check=True).stdout for one in asked]
    paths = [ROOT / line for text in found for line in text.splitlines() if line.endswith(".py")]
    return {name_of(path): path for path in paths if path.exists()}


def beside(modules):
    """The test modules that changed, and those that import what changed."""
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    apart = {name for name in modules if not name.startswith(BELOW_ALL)}
    short = {path for path in tests if LONG.isdisjoint(path.parts) and uses(path, apart)}
    return short | {path for path in tests if path in modules.values()}


def uses(path, modules):
    return any(name == module or name.startswith(f"{module}.") for name, _ in imports_of(path) for module in modules)


if __name__ == "__main__":
    sys.exit(main())
