"""The gallery shows all that pages are made of, as it is; and it is there in demo mode alone."""

from html import unescape

import pytest
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from coproduction.base.readability import HIGHEST_GRADE, LONGEST_SENTENCE, read
from coproduction.base.tags import LOOKS
from coproduction.base.words import FINDING_STATES, NOT_SHOWN, PRINCIPLE_NAMES, SMALL_GROUP
from coproduction.pages.gallery import tokens, words
from coproduction.pages.gallery.context_files import Unclear, by_page, pieces_by_page, read_pieces
from coproduction.pages.gallery.made import LISTED_BY, MADE_BY
from coproduction.pages.gallery.views import PAGES
from tests.source import ROOT, context_files, imports_of, python_files, where


def html_of(client, route):
    answer = client.get(reverse(route))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_outside_demo_mode_there_is_none(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("gallery:index")
    assert client.get("/gallery/").status_code == 404


def test_nothing_reads_it_outside_demo_mode():
    found = [
        where(path, line)
        for path in python_files()
        if path.parent.name != "gallery"
        for name, line in imports_of(path)
        if name.startswith("coproduction.pages.gallery")
    ]
    assert not found, "the path to it in coproduction/urls.py is the only way in"


def test_every_component_is_drawn(demo_mode, client, db, figure):
    answers = [client.get(reverse(route)) for route, *_ in PAGES] + [client.post(reverse("gallery:sent"))]
    drawn = {template.name for answer in answers for template in answer.templates}
    folders = (ROOT / "templates" / "components", ROOT / "templates" / "forms")
    ours = {str(path.relative_to(ROOT / "templates")) for folder in folders for path in folder.rglob("*.html")}
    assert ours - drawn == set(), "lay a context file beside each, such as button.toml beside button.html"
    figure("UX4", len(ours), "components, each drawn in the gallery")


def test_each_piece_says_when_to_use_it_and_where_it_is_from():
    pages = pieces_by_page()
    assert {f"gallery:{page}" for page in pages} <= {route for route, *_ in PAGES}
    for piece in (piece for pieces in pages.values() for piece in pieces):
        assert piece.use and piece.source and (piece.states or piece.shown), piece.key
        assert get_template(piece.template)


def test_context_files_are_read_once(demo_mode, client, db, monkeypatch):
    def look():
        return [client.get(reverse(route)).status_code for route, *_ in PAGES]

    look()
    monkeypatch.setattr("tomllib.loads", None)
    assert look() == [200] * len(PAGES)


def test_each_function_that_makes_contexts_is_named_by_a_context_file():
    """That each which is named is there, the reading of the files holds."""
    texts = "\n".join(path.read_text() for path in context_files())
    for name, functions in (("made_by", MADE_BY), ("listed_by", LISTED_BY)):
        assert [key for key in functions if f'{name} = "{key}"' not in texts] == [], "take it out of made.py"


def templates_in(folder, **files):
    """A folder of templates with a button and what lies beside it."""
    (folder / "button.html").write_text("{# label #}<button>{{ label }}</button>")
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text)
    return folder


A_PIECE = """[button]
name = "Button"
use = "To press."
states = { "As it comes" = { label = "Go" } }
"""


def test_a_piece_that_is_told_right_is_read(tmp_path):
    (piece,) = read_pieces(templates_in(tmp_path, button=A_PIECE)).values()
    assert piece.template == "button.html" and piece.source == '{% include "button.html" with label="Go" only %}'
    assert by_page({"button": piece}, {"press": ["button"]}) == {"press": [piece]}


@pytest.mark.parametrize(
    "before, after, sentence",
    [
        ("use =", "uze =", "[button]: “uze” is none of always, avoid"),
        ('use = "To press."', "", "[button]: say its “use”"),
        ("label =", "lable =", "“As it comes”: the template asks for no “lable”"),
        ("label =", "text = 'x', label =", "the template asks for no “text”"),
        ('{ "As it comes" = { label = "Go" } }', "{}", "give it states, or say where it is “shown”"),
        ("states", "made_by = 'button_of_gold'\nstates", "made.py has no “button_of_gold”. It has field_of_sample"),
        ("states", "made_by = 'page_of_many'\nstates", "does not fit page_of_many(number, noun) in made.py"),
        ("states", "listed_by = 'each_button'\nstates", "made.py has no “each_button”. It has each_finding"),
        ('"Button"', '"Button', "put right how it is written"),
    ],
)
def test_a_context_file_that_is_written_wrong_says_what_to_do(tmp_path, before, after, sentence):
    with pytest.raises(Unclear) as refused:
        read_pieces(templates_in(tmp_path, button=A_PIECE.replace(before, after)))
    assert sentence in str(refused.value) and "button.toml" in str(refused.value)


def test_a_context_file_without_a_template_says_what_to_do(tmp_path):
    with pytest.raises(Unclear, match="^buton.toml: no template of this name lies beside it. Rename it or delete it"):
        read_pieces(templates_in(tmp_path, buton=A_PIECE))


def test_two_pieces_of_a_name_say_what_to_do(tmp_path):
    (tmp_path / "link.html").write_text("{{ label }}")
    with pytest.raises(Unclear, match=r"link.html: button.html has a \[button\] too. Give one another name"):
        read_pieces(templates_in(tmp_path, button=A_PIECE, link=A_PIECE))


@pytest.mark.parametrize(
    "listed, sentence",
    [
        ([], r"button.html: write \[button\] into gallery/pages.toml"),
        (["button", "button"], r"button.html: write \[button\] into gallery/pages.toml, once"),
        (["button", "link"], r"gallery/pages.toml: no context file has a \[link\]"),
    ],
)
def test_a_page_and_its_pieces_name_each_other(tmp_path, listed, sentence):
    with pytest.raises(Unclear, match=sentence):
        by_page(read_pieces(templates_in(tmp_path, button=A_PIECE)), {"press": listed})


def test_the_source_is_what_one_would_write(demo_mode, client, db):
    shown = html_of(client, "gallery:states")
    assert '{% include "components/state.html" with state="met" only %}' in shown
    assert "components/state.html" in shown


def test_each_state_is_shown_by_word_and_shape(demo_mode, client, db, figure):
    shown = html_of(client, "gallery:states")
    for look in LOOKS.values():
        assert f"<span>{look.word}</span>" in shown, look
    for _, word, _ in FINDING_STATES:
        assert word in shown
    for word in (*PRINCIPLE_NAMES.values(), NOT_SHOWN, SMALL_GROUP[1:]):
        assert word in shown
    findings = [LOOKS[key] for key, *_ in FINDING_STATES]
    assert len({look.shape for look in findings}) == len({look.word for look in findings}) == len(findings)
    figure("UX4", len(LOOKS), "states, each with its word and its shape")


@pytest.mark.parametrize("name", tokens.INKS)
@pytest.mark.parametrize("mode", tokens.MODES)
def test_each_ink_holds_its_contrast_in_each_mode(name, mode):
    assert tokens.lowest(name, mode) >= 7


def test_contrast_is_reckoned_right():
    assert round(tokens.contrast("#000000", "#ffffff"), 2) == round(tokens.contrast("#ffffff", "#000000"), 2) == 21
    assert round(tokens.contrast("#767676", "#ffffff"), 2) == 4.54


def test_all_tokens_of_colour_type_and_space_are_shown():
    lines = {"hair", "edge", "focus", "focus-glow", "on-accent"}
    known = {*tokens.INKS, *tokens.PAPERS, *lines}
    assert {name for name, value in tokens.in_mode("light").items() if value.startswith("#")} == known
    in_use = tokens.in_mode("light")
    assert {name for name in in_use if name.startswith("size-")} == set(tokens.SIZES)
    assert {name for name in in_use if name[0] == "s" and name[1:].isdigit()} == set(tokens.SPACES)


def test_a_form_that_is_sent_wrong_comes_back_as_it_was_typed(demo_mode, client, db):
    answer = client.post(reverse("gallery:sent"), {"name": "Robin", "sum": "about four"})
    html = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "<title>Error: " in html and "2 things to put right" in html
    assert 'value="Robin"' in html and 'value="about four"' in html


def test_a_form_that_is_right_is_thanked_and_forgotten(demo_mode, client, db):
    right = {"name": "Robin", "sum": "4.60", "way": "phone"}
    answer = client.post(reverse("gallery:sent"), right, follow=True)
    html = answer.content.decode()
    assert answer.status_code == 200 and "nothing of it was kept" in html and "Robin" not in html


def test_what_we_say_about_words_is_plain_itself(demo_mode, client, db, figure):
    said = words.all_words()
    assert read("\n".join(said)).hard == ()
    shown = html_of(client, "gallery:words")
    assert all(line in shown for line in said if ". " not in line)
    assert str(LONGEST_SENTENCE) in shown and str(HIGHEST_GRADE) in shown
    assert all(f"{ours}</th>" in shown and others in shown for ours, others in words.how_we_write()["ours"].items())
    assert all(word in shown for word in words.how_we_write()["never"] if "-" not in word)
    figure("UX4", len(said), "rules and reasons of how we write, 0 hard to read")


def test_what_is_said_to_be_ours_stands_in_the_house():
    texts = "\n".join(
        path.read_text() for path in python_files() if path.parent.name != "gallery" and "demo" not in path.parts
    )
    for line in words.how_we_write()["mended"]:
        if line["what"] == "An error":
            assert line["after"] in texts, line
