"""Styles that are used, and that use the tokens: each finding names its file or its class."""

import re

import pytest

from .source import ROOT, python_files, templates, where

SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
# Held by the document, by scripts that are not ours, or by the person's own choice of looks.
HELD_ELSEWHERE = {"htmx-request", "htmx-indicator", "htmx-settling"}
# What a stage is called for itself: its state is its class.
OF_A_STAGE = {"done", "now", "later", "not_applicable"}
# Names that a page gives to a place, without a look of their own.
NAMES_OF_PLACES = {"staff"}
CLASSES = re.compile(r"""class(?:es)?["']?\s*[=:]\s*(["'])((?:\{%.*?%\}|\{\{.*?\}\}|(?!\1)[^<>])*)""")
HELD_IN_A_NAME = re.compile(r'"class":\s*[a-z]')
BODY_CLASS = re.compile(r"block body_class %\}([\w -]*)\{%")
TAG = re.compile(r"\{%.*?%\}|\{#.*?#\}")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")
# Paper is white, and so is what a camera reads: in dark mode too.
WHITE_PAPER = {"card.css": {"#fff", "#000"}, "staff.css": {"#fff"}}
# Where the tokens themselves are said.
TOKENS = re.compile(r":root\S*")
PHYSICAL = re.compile(
    r"(?:^|[;{\s])((?:(?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|left|right|top|bottom|width|height"
    r"|(?:min|max)-(?:width|height))\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right))"
)


def rules(sheet):
    """Pairs of selector and declarations, media rules taken off."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    return [(head.strip(), body) for head, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text)]


def styled():
    return {name for sheet in SHEETS for head, _ in rules(sheet) for name in re.findall(r"\.([a-zA-Z][\w-]*)", head)}


def used(paths=None):
    """Of these files, or of all: classes as they stand in templates and widgets; the beginnings of those that are put
    together; and what may be one where a widget has its class from a variable: each word said in that module."""
    whole, begun, said = set(), set(), set()
    for path in paths or [*templates(), *python_files()]:
        text = path.read_text()
        for _, names in CLASSES.findall(text):
            for name in TAG.sub(" ", re.sub(r"\{\{.*?\}\}", "{{", names)).split():
                (begun if "{{" in name else whole).add(name.partition("{{")[0])
        whole |= set(" ".join(BODY_CLASS.findall(text)).split())
        if HELD_IN_A_NAME.search(text):
            said |= set(re.findall(r'"([a-z][\w-]*)"', text))
    return whole, begun, said


def words_in_use():
    return set(re.findall(r"[\w-]+", " ".join(path.read_text() for path in [*templates(), *python_files()])))


def put_together(name, begun, words):
    """ "tone-late" out of "tone-" and a word that stands somewhere."""
    return any(start and name.startswith(start) and name[len(start) :] in words for start in begun)


def test_every_style_is_used():
    (whole, begun, said), words = used(), words_in_use()
    unused = {
        name for name in styled() - whole - said - HELD_ELSEWHERE - OF_A_STAGE if not put_together(name, begun, words)
    }
    assert unused == set()


def test_every_class_has_a_style_or_a_script():
    scripts = "".join(path.read_text() for path in (ROOT / "static" / "js").glob("*.js"))
    whole, _, _ = used()
    names = {name for name in whole if re.fullmatch(r"[a-zA-Z][\w-]*", name)}
    assert {name for name in names - styled() - NAMES_OF_PLACES if f".{name}" not in scripts} == set()


def test_colours_come_from_the_tokens():
    found = [
        f"{sheet.name}: {head}: {colour}"
        for sheet in SHEETS
        for head, body in rules(sheet)
        if not TOKENS.fullmatch(head)
        for colour in COLOUR.findall(body)
        if colour not in WHITE_PAPER.get(sheet.name, ())
    ]
    assert found == []
    in_templates = [
        where(path, number)
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(r"""(fill|stroke|color|stop-color)=["']#""", line)
    ]
    assert in_templates == []


def test_sizes_of_type_come_from_the_tokens_or_from_what_stands_round_them():
    """A part may be a little smaller or larger than its page, in em or rem; never in pixels."""
    found = [
        f"{sheet.name}: {head}"
        for sheet in SHEETS
        for head, body in rules(sheet)
        if not TOKENS.fullmatch(head)
        if re.search(r"font(?:-size)?\s*:[^;]*\d(?:px|vh)\b", body)
    ]
    assert found == []


def test_no_style_knows_left_from_right():
    found = [
        f"{sheet.name}: {head}: {side}"
        for sheet in SHEETS
        for head, body in rules(sheet)
        for side in PHYSICAL.findall(body)
        if not head.startswith("@page")
    ]
    assert found == []


@pytest.mark.parametrize(
    "line", ["margin-left: 1rem", "left: 0", "text-align: right", "width: 3rem", "max-width: 3rem"]
)
def test_what_is_physical_is_found(line):
    assert PHYSICAL.search(line)


@pytest.mark.parametrize(
    "line",
    ["margin-inline: auto", "inset-inline-start: 0", "inline-size: 3rem", "vertical-align: top"],
)
def test_what_is_logical_is_not(line):
    assert not PHYSICAL.search(line)


def test_no_placeholder_stands_in_for_a_label():
    placeholder = re.compile(r"""\bplaceholder\s*=|["']placeholder["']\s*:""")
    assert [path.name for path in [*templates(), *python_files()] if placeholder.search(path.read_text())] == []


def test_styles_follow_what_a_phone_is_set_to():
    tokens = (ROOT / "static" / "css" / "shared.css").read_text()
    for setting in ("prefers-color-scheme: dark", "prefers-contrast: more", "prefers-reduced-motion: reduce"):
        assert f"({setting})" in tokens
