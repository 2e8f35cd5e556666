"""Finds each rule of who may do what in the source, and how it could be weaker; `mutation_run.py` tries them.

Doors, `visible_to` and its like, and what views fetch are found by their shape, so that a new one is covered by itself.
"""

import ast
import inspect
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import django

from .source import ROOT, python_files
from .weakened_rules import CELL, LAYERS, MONEY, ON_POSTGRESQL, REFUSALS, RIGHTS, SINGLE, TEAM


@dataclass(frozen=True)
class Weakened:
    """One rule made weaker: the text from `start` to `end` of a file becomes `new`; `tests` should notice."""

    name: str
    path: Path
    start: int
    end: int
    new: str
    tests: tuple
    on_postgresql: bool = False

    def written_in(self, text):
        return text[: self.start] + self.new + text[self.end :]


class Source:
    """A file, and where each piece of its syntax stands in its text."""

    def __init__(self, path):
        self.path = ROOT / path
        self.text = self.path.read_text()
        self.tree = ast.parse(self.text)
        self.lines = [0]
        for line in self.text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def span(self, node):
        # Columns are counted in bytes.
        def at(line, column):
            start = self.lines[line - 1]
            return start + len(self.text[start : self.lines[line]].encode()[:column].decode())

        return at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset)

    def of(self, node):
        start, end = self.span(node)
        return self.text[start:end]

    def weakened(self, name, node, new, *tests, **more):
        return Weakened(
            f"{self.path.relative_to(ROOT)}:{node.lineno} {name}", self.path, *self.span(node), new, tests, **more
        )

    def functions(self, *names):
        """Functions and methods of these names, with the class or nothing before."""
        for owner in ast.walk(self.tree):
            for node in getattr(owner, "body", []) if isinstance(owner, (ast.Module, ast.ClassDef)) else []:
                if isinstance(node, ast.FunctionDef) and (not names or node.name in names):
                    yield f"{owner.name}.{node.name}" if isinstance(owner, ast.ClassDef) else node.name, node


# Doors --------------------------------------------------------------------------------------------------------------
def doors():
    for path in python_files():
        if path.stem == "doors":
            yield from doors_in(Source(path))


def doors_in(source):
    for call in ast.walk(source.tree):
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Door"):
            continue
        route, who = getattr(call.args[0], "value", ""), call.args[1]
        if not route or route.startswith("demo"):
            # Of demo mode, where nobody real is: these open to anyone as it is.
            continue
        words, cell = source.of(who), CELL.format(route)
        if words != "ANYONE":
            # A door for anyone has to say why.
            yield source.weakened(f"{route} opened to anyone", who, """frozenset({"anyone"}), why='weakened'""", cell)
        for role in ("COORDINATOR", "MANAGER", "FINANCE", "PARTICIPANT"):
            if words not in ("ANYONE", "SIGNED_IN", "STAFF") and role not in words:
                # By what it stands for: a role that no door has yet is not imported there.
                wider = f'{words} | frozenset({{"{role.lower()}"}})'
                yield source.weakened(f"{route} opened to {role.lower()}", who, wider, cell)
                break
        for keyword in call.keywords:
            if keyword.arg == "fresh":
                yield source.weakened(f"{route} no longer asks again", keyword.value, "False", cell)


# Which rows ---------------------------------------------------------------------------------------------------------
CHOOSE_ROWS = ("visible_to", "run_by", "of", "in_care_of")

NARROWS = ("filter", "Q")

# What others of them stand on.
STAND_ON = ("TeamMemberQuerySet.current", "TeamMemberQuerySet.in_their_role", "MembershipQuerySet.current")

# Conditions that spare work and keep nobody out.
SPARES_WORK = {"ParticipantQuerySet.visible_to": "in_no_project=True"}

# Where a few cases by hand say more than what chance finds.
CASES = dict.fromkeys(STAND_ON, TEAM) | {
    "ParticipantQuerySet.in_care_of": LAYERS,
    "ParticipantQuerySet.visible_to": LAYERS,
}


def querysets():
    """Each filter in `visible_to`, `run_by`, `of` and their like loses one of its conditions, and then all."""
    for path in python_files():
        source = Source(path)
        for name, function in source.functions():
            chooses = "QuerySet" in name and function.name in CHOOSE_ROWS
            tests = [CASES[name], RIGHTS] if name in CASES else [RIGHTS]
            if chooses:
                yield source.weakened(f"{name} gives everything", function.body[-1].value, "self", *tests)
            for call in ast.walk(function) if chooses or name in STAND_ON else ():
                if getattr(call, "func", None) and getattr(call.func, "attr", getattr(call.func, "id", "")) in NARROWS:
                    yield from without_each(source, name, call, *tests)


def without_each(source, name, call, *tests):
    """The call without each of its conditions in turn."""
    for condition in [*call.args, *call.keywords]:
        if isinstance(condition, ast.Starred) or source.of(condition) == SPARES_WORK.get(name):
            continue
        kept = [source.of(one) for one in [*call.args, *call.keywords] if one is not condition]
        words = " ".join(source.of(condition).split())[:60]
        # An empty Q would be left out of an "or", which would give fewer.
        everything = ["pk__isnull=False"] if source.of(call.func) == "Q" else []
        new = f"{source.of(call.func)}({', '.join(kept or everything)})"
        yield source.weakened(f"{name} without {words}", call, new, *tests)


def money_steps():
    """Who may take which step of a payment."""
    source = Source("participants/payments/steps.py")
    named = ("managed_by", "released_by", "looked_at_by", "payments_without_sign_in", "run_by")
    found = list(source.functions(*named))
    assert len(found) == len(named), f"{source.path}: who may take a step is said by other names than {named}"
    for name, function in found:
        last = function.body[-1].value
        yield source.weakened(f"{name} gives every payment", last, "Payment.objects.all()", CELL.format("money:step"))


def payment_life():
    """Whose hands a step is not for, and the version that it is taken for: each step of the table by itself."""
    source = Source("participants/payments/life.py")
    for assigned in source.tree.body:
        call = getattr(assigned, "value", None)
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Step"):
            continue
        step = assigned.targets[0].id
        for keyword in call.keywords:
            if keyword.arg == "not_by":
                for party in keyword.value.elts:
                    kept = "".join(f"{source.of(one)}, " for one in keyword.value.elts if one is not party)
                    yield source.weakened(f"{step} by {source.of(party)} too", keyword.value, f"({kept})", MONEY)


# Where what was fetched before holds the row already, so that fetching any of its kind opens nothing.
HELD_ALREADY = {
    "participants/survey/views.py:end_questions": "they run the project, the stage is its, the round the stage's",
    "participants/corrections/views.py:in_project": "they run the project of the record, which is fetched by that",
    "participants/group_statements/views.py:write_down_as_deputy": "only the deputy goes on, who runs the project",
    "participants/notes/views.py:end_note_view": "the person is in their care, and the note is the person's",
}


def views():
    """Where a view fetches one thing that this person may open, it fetches anything of that id."""
    routes_of = defaultdict(list)
    for route, path, name in routed():
        routes_of[path, name].append(route)
        routes_of[path].append(route)
    for path in sorted({key for key in routes_of if isinstance(key, Path)}):
        source = Source(path)
        for name, function in source.functions():
            cells = [CELL.format(route) for route in routes_of.get((path, name), routes_of[path])]
            held = f"{path.relative_to(ROOT)}:{name}" in HELD_ALREADY
            for call in () if held else fetched_in(function):
                manager = source.of(call.func.value)
                yield source.weakened(f"{name} fetches any of {manager}", call, f"{manager}.all()", *cells)


def fetched_in(function):
    """What stands in `get_object_or_404(X.objects.visible_to(...))` and its like."""
    for get in ast.walk(function):
        if isinstance(get, ast.Call) and getattr(get.func, "id", "") == "get_object_or_404":
            for call in ast.walk(get.args[0]):
                if getattr(getattr(call, "func", None), "attr", "") in ("visible_to", "run_by", "for_project"):
                    yield call


def routed():
    """Triples of a route, the file of its view and the view's name, of ours alone."""
    django.setup()
    from coproduction.base.access import routes

    for route, pattern in routes():
        view = inspect.unwrap(pattern.callback)
        path = Path(inspect.getsourcefile(view))
        if path in python_files() and "demo" not in path.parts:
            yield route, path, view.__name__


def single():
    for (path, name), changes in SINGLE.items():
        source = Source(path)
        for old, new, *tests in changes:
            yield replaced(source, name, old, new, *tests)
    for path, (name, old, test) in ON_POSTGRESQL.items():
        yield replaced(Source(path), name, old, "", test, on_postgresql=True)


def replaced(source, name, old, new, *tests, **more):
    (function,) = [node for found, node in source.functions() if found == name]
    start, end = source.span(function)
    at = source.text.find(old, start, end)
    assert at >= 0, f"{source.path}: {name} no longer says {old!r}. Say in tests/weakened_rules.py what it says now."
    words = f"{source.path.relative_to(ROOT)} {name}: {' '.join(old.split())[:50]}"
    return Weakened(f"{words} -> {new or 'nothing'}", source.path, at, at + len(old), new, tests, **more)


def refusals():
    for path, tests in REFUSALS.items():
        if not (ROOT / path).exists():
            continue
        source = Source(path)
        for name, function in source.functions():
            for node in ast.walk(function):
                if isinstance(node, ast.If) and raises_refused(node.body):
                    words = " ".join(source.of(node.test).split())[:60]
                    yield source.weakened(f"{name} whatever {words}", node.test, "False", *tests)


def raises_refused(body):
    return isinstance(body[-1], ast.Raise) and "Refus" in ast.dump(body[-1])


def all_of_them():
    """Each rule once, the quickest to try first."""
    found = [*single(), *refusals(), *querysets(), *money_steps(), *payment_life(), *views(), *doors()]
    return list({rule.name: rule for rule in found}.values())
