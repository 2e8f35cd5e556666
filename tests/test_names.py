"""What a name says: one public name for one thing in an app, imperatives write, and loops say what they hold."""

import ast
import re
from collections import defaultdict
from functools import cache

import pytest

from .source import name_of, python_files, templates, tree_of, where

APPS = (
    "participants",
    "projects",
    "principles",
    "coproduction/accounts",
    "coproduction/base",
    "coproduction/pages",
    "coproduction/demo",
)

# Django looks for these by their name.
ASKED_FOR = {"Command"}

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

# fmt: off
IRREGULAR = frozenset({
    "begun", "brought", "done", "found", "gave", "given", "gone", "heard", "held", "kept", "left", "made", "met",
    "paid", "said", "sent", "shown", "taken", "told", "took", "went", "withdrawn", "written", "wrote",
})
# fmt: on
NO_PARTICIPLE = frozenset({"embed", "exceed", "feed", "need", "proceed", "seed", "speed", "succeed"})

# Methods that write, and what carries out a write that it is given.
WRITES = frozenset({"save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"})
CARRIES_OUT = tuple(
    f"coproduction.{name}"
    for name in (
        "accounts.idempotency.run_once",
        "accounts.idempotency.submit_once",
        "accounts.idempotency.submit_once_and_say",
        "base.http.run_and_report",
    )
)


# One name, one thing --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("app", APPS)
def test_a_public_name_stands_once_in_an_app(app):
    found = defaultdict(list)
    for path in python_files(app):
        for node in tree_of(path).body:
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
                found[node.name].append(where(path, node.lineno))
    assert found, f"nothing was read of {app}"
    twice = {name: places for name, places in found.items() if len(places) > 1 and name not in ASKED_FOR}
    assert not twice, "\n".join(f"{name}: {', '.join(places)}" for name, places in sorted(twice.items()))


# Verbs write ----------------------------------------------------------------------------------------------------------
def is_participle(name):
    first = name.strip("_").split("_")[0]
    return (first.endswith("ed") and first not in NO_PARTICIPLE) or first in IRREGULAR


@cache
def names_in(path):
    """{name as a module says it: full name}, of what it imports and of what stands in it."""
    names = {node.name: f"{name_of(path)}.{node.name}" for node in tree_of(path).body if isinstance(node, FUNCTIONS)}
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            names |= {alias.asname or alias.name: f"{source}.{alias.name}" for alias in node.names}
    return names


def named_in(path, function):
    """Full names of all that a function's body says, called or handed on: `act`, `actions.act`."""
    names = names_in(path)
    for node in (inner for statement in function.body for inner in ast.walk(statement)):
        if isinstance(node, ast.Name) and node.id in names:
            yield names[node.id]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
            yield f"{names[node.value.id]}.{node.attr}"


def writes_itself(function):
    """By a method of a record or of rows, or as a named action. A dictionary is updated without keywords here."""
    named = any(getattr(getattr(maker, "func", None), "id", "") == "action" for maker in function.decorator_list)
    return named or any(
        call.func.attr in WRITES or (call.func.attr == "update" and call.keywords and not call.args)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    )


@cache
def writers():
    """Full names of the functions that write: themselves, or by one that does."""
    functions = {
        f"{name_of(path)}.{node.name}": (path, node)
        for path in python_files()
        for node in tree_of(path).body
        if isinstance(node, FUNCTIONS)
    }
    found = {name for name, (_, function) in functions.items() if writes_itself(function)}.union(CARRIES_OUT)
    says = {name: set(named_in(path, function)) for name, (path, function) in functions.items()}
    while more := {name for name, said in says.items() if name not in found and not said.isdisjoint(found)}:
        found |= more
    return found


@pytest.mark.parametrize("app", APPS)
def test_no_participle_writes(app):
    found = [
        f"{where(path, node.lineno)} {node.name}"
        for path in python_files(app)
        for node in ast.walk(tree_of(path))
        if isinstance(node, FUNCTIONS) and is_participle(node.name)
        if writes_itself(node) or not writers().isdisjoint(named_in(path, node))
    ]
    assert not found, "Call what writes by an imperative:\n" + "\n".join(found)


# Loops ----------------------------------------------------------------------------------------------------------------
def bound_to(node):
    """The names that a loop, a comprehension or a parameter binds, and their lines."""
    if isinstance(node, ast.For | ast.AsyncFor | ast.comprehension):
        for inner in ast.walk(node.target):
            if isinstance(inner, ast.Name):
                yield inner.id, inner.lineno
    elif isinstance(node, ast.arg):
        yield node.arg, node.lineno


@pytest.mark.parametrize("app", APPS)
def test_loops_and_parameters_say_what_they_hold(app):
    found = [
        where(path, line)
        for path in python_files(app)
        for node in ast.walk(tree_of(path))
        for name, line in bound_to(node)
        if name == "one"
    ]
    assert not found, "Say what it is, as payment or person, instead of 'one':\n" + "\n".join(found)


def test_loops_of_templates_say_what_they_hold():
    found = [
        where(path, number)
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"\{% for [^%]*\bone\b[^%]* in ", line)
    ]
    assert not found, "Say what it is, as payment or person, instead of 'one':\n" + "\n".join(found)
