"""The project's own files, for the tests that read them."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("coproduction", "projects", "participants", "principles")


def python_files(*packages):
    """The project's modules, migrations left out."""
    return [
        path
        for package in packages or PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def context_files():
    """What lies beside templates for the gallery."""
    return sorted((ROOT / "templates").rglob("*.toml"))


def name_of(path):
    """participants/people/models.py is participants.models.people."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


LAYERS = ("urls", "views", "forms", "actions", "models")
# What else modules of a layer are called; all of /me/ are views.
ALSO = {"pages": "views", "steps": "views", "frame": "views", "me": "views", "lines": "forms", "rows": "forms"}


def layer_of(name):
    """The layer of a module, or of what is imported from one, by the last part of its name that says it; else None."""
    for part in reversed(name.split(".")):
        for layer in LAYERS:
            if part == layer or part.endswith(f"_{layer}") or ALSO.get(part) == layer:
                return layer
    return None


@cache
def tree_of(path):
    return ast.parse(path.read_text(), str(path))


def imports_of(path):
    """Full names of all that a module imports, at its top or inside a function, and the line."""
    package = name_of(path).split(".") if path.name == "__init__.py" else name_of(path).split(".")[:-1]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node.lineno
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            source = ".".join([*above, *filter(None, [node.module])])
            for alias in node.names:
                yield f"{source}.{alias.name}", node.lineno


def where(path, line):
    return f"{path.relative_to(ROOT)}:{line}"
