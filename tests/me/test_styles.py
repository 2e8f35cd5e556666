"""One stylesheet for the pages under /me/: all that they need, and nothing that they do not."""

import re

import pytest

from tests.conftest import signed_in
from tests.source import ROOT
from tests.test_access import ROUTES, path_to, steps_of
from tests.test_styles import HELD_ELSEWHERE, SHEETS, put_together, rules, used, words_in_use
from tests.world import build

TEMPLATES = ROOT / "templates"
SHARED, STAFF = (ROOT / "static" / "css" / f"{name}.css" for name in ("shared", "staff"))
MINE = sorted(route for route in ROUTES if route.startswith("me:"))
NAMED = re.compile(r"""\{%-?\s*(?:include|extends)\s+["']([^"'#]+)""")
FORMS = ("forms", "components/error_summary.html", "components/came.html")
CLASS, ATTRIBUTE = re.compile(r"\.([a-zA-Z][\w-]*)"), re.compile(r"\[([\w-]+)(?:[~|^$*]?=[\"']([^\"']*)[\"'])?\]")
ELEMENT = re.compile(r"(?:^|[\s>+~])([a-z][a-z0-9]*)\b")
WITHIN = re.compile(r":(?:is|where|not|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")


@pytest.fixture
def pages(db):
    """Whatever somebody who takes part finds under /me/, and what a form says that was sent empty."""
    world, found = build(), []
    client = signed_in(world.mine.participant.user)
    for route in MINE:
        for step in steps_of(route):
            path = path_to(route, step, world.mine)
            answers = [client.get(path), client.post(path)]
            found += [answer.content.decode() for answer in answers if answer.status_code in {200, 422}]
    assert len(found) > 25
    return [page for page in found if "<main" in page]


def reached():
    """Templates of the pages under /me/, and all that these include."""
    waiting = [path for path in TEMPLATES.rglob("*.html") if '{% extends "base_me.html" %}' in path.read_text()]
    waiting += [path for name in FORMS for path in (TEMPLATES / name).rglob("*.html")]
    waiting += [TEMPLATES / name for name in FORMS if name.endswith(".html")]
    # What a tag draws.
    waiting += (TEMPLATES / "components" / "glyphs").glob("*.html")
    found = {ROOT / "coproduction" / "base" / "tags.py"}
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            waiting += [TEMPLATES / name for name in NAMED.findall(path.read_text()) if (TEMPLATES / name).exists()]
    return found


def may_apply(selector, page, names):
    """Whether all that a selector names stands on a page. What it needs of what surrounds it is not asked."""
    plain = WITHIN.sub("", selector)
    if not set(CLASS.findall(plain)) <= names:
        return False
    if any(f'{name}="{value}"' not in page if value else name not in page for name, value in ATTRIBUTE.findall(plain)):
        return False
    elements = ELEMENT.findall(CLASS.sub("", re.sub(r"::?[\w-]+|\[[^\]]*\]", "", plain)))
    return all(f"<{name}" in page for name in elements)


def classes_of(page):
    return {name for names in re.findall(r'\bclass="([^"]*)"', page) for name in names.split()}


def test_no_page_under_me_misses_a_style_that_only_others_load(pages):
    missed = set()
    for page in pages:
        names = classes_of(page)
        for head, _ in rules(STAFF):
            missed |= {part for part in re.split(r",(?![^()]*\))", head) if may_apply(part.strip(), page, names)}
    assert missed == set()


def test_each_loads_the_one_stylesheet(pages):
    for page in pages:
        assert re.findall(r'href="[^"]*/css/([\w-]+)[^"]*\.css"', page) == ["shared"]


def test_what_they_load_is_theirs():
    (whole, begun, _), words = used(reached()), words_in_use()
    styled = {name for head, _ in rules(SHARED) for name in CLASS.findall(head)}
    theirs = whole | HELD_ELSEWHERE
    assert {name for name in styled - theirs if not put_together(name, begun, words)} == set()
    assert {SHARED, STAFF} <= set(SHEETS)
