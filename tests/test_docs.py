"""What the guides for contributors name is there."""

import re

import pytest
from django.apps import apps

import participants.rooms
import projects.rooms
from projects.project.models import ProjectRecord

from .payment_states import drawing
from .source import ROOT

GUIDES = [ROOT / "CONTRIBUTING.md", ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
IN_CODE = re.compile(r"`([^`\n]+)`")
FLOORS = ("", "coproduction/", "principles/", "participants/", "projects/", "tests/", "templates/")


def test_the_drawing_of_a_payment_is_that_of_the_table():
    assert (ROOT / "docs" / "payment-states.md").read_text() == drawing(), (
        "Draw it anew: python -m tests.payment_states"
    )


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_path_and_test_that_a_guide_names_is_there(guide):
    named = IN_CODE.findall(guide.read_text())
    paths = {name for name in named if re.fullmatch(r"[\w.-]+/[\w./-]+(\.py|\.html|\.toml|\.md|\.css)(::\w+)?", name)}
    missing = {name for name in paths if not is_there(*name.partition("::")[::2])}
    assert not missing


def is_there(path, name):
    found = [ROOT / floor / path for floor in FLOORS if (ROOT / floor / path).exists()]
    return any(not name or re.search(rf"(def|class) {name}\b", file.read_text()) for file in found)


def test_the_picture_of_the_house_names_each_room():
    picture = (ROOT / "docs" / "architecture.md").read_text().split("```")[1]
    named = set(re.findall(r"\b[a-z_]+\b", picture))
    assert {*participants.rooms.ROOMS, *projects.rooms.ROOMS} <= named


def test_the_glossary_names_each_record():
    glossary = (ROOT / "docs" / "glossary.md").read_text()
    records = {model.__name__ for model in apps.get_models() if issubclass(model, ProjectRecord)}
    assert not {name for name in records if f"`{name}" not in glossary}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_link_of_a_guide_leads_somewhere(guide):
    links = re.findall(r"\]\(([^)#:]+)\)", guide.read_text())
    assert all((guide.parent / link).exists() for link in links), links


def test_each_command_of_make_that_a_guide_names_is_one():
    targets = set(re.findall(r"^([a-z][\w-]*):", (ROOT / "Makefile").read_text(), re.M))
    named = {
        name
        for guide in [*GUIDES, ROOT / "SECURITY.md"]
        for name in re.findall(r"(?:`|^)make ([a-z][\w-]*)", guide.read_text(), re.M)
    }
    assert {"run", "test", "test-full"} <= named <= targets
