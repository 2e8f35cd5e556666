"""The gallery shows all that pages are made of, as it is; and it is there in demo mode alone."""

from html import unescape

import pytest
from django.template.loader import get_template
from django.urls import NoReverseMatch, reverse

from coproduction.base.readability import HIGHEST_GRADE, LONGEST_SENTENCE, read
from coproduction.base.tags import LOOKS
from coproduction.base.words import FINDING_STATES, NOT_SHOWN, PRINCIPLE_NAMES, SMALL_GROUP
from coproduction.pages.gallery import forms, press, records, states, tokens, words
from coproduction.pages.gallery.views import PAGES
from tests.source import ROOT, python_files

PIECES = (*press.PIECES, *forms.PIECES, *states.PIECES, *records.PIECES)


def html_of(client, route):
    answer = client.get(reverse(route))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_outside_demo_mode_there_is_none(client, db):
    with pytest.raises(NoReverseMatch):
        reverse("gallery:index")
    assert client.get("/gallery/").status_code == 404


def test_every_component_is_drawn(demo_mode, client, db, figure):
    answers = [client.get(reverse(route)) for route, *_ in PAGES] + [client.post(reverse("gallery:sent"))]
    drawn = {template.name for answer in answers for template in answer.templates}
    folders = (ROOT / "templates" / "components", ROOT / "templates" / "forms")
    ours = {str(path.relative_to(ROOT / "templates")) for folder in folders for path in folder.rglob("*.html")}
    assert ours - drawn == set(), "give each a piece in coproduction/pages/gallery/"
    figure("UX4", len(ours), "components, each drawn in the gallery")


def test_each_piece_says_when_to_use_it_and_where_it_is_from():
    assert len({piece.key for piece in PIECES}) == len(PIECES)
    for piece in PIECES:
        assert piece.use and piece.source and (piece.states or piece.shown), piece.key
        assert get_template(piece.template)


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
    assert all(word in shown for word in words.NEVER if "-" not in word)
    figure("UX4", len(said), "rules and reasons of how we write, 0 hard to read")


def test_what_is_said_to_be_ours_stands_in_the_house():
    texts = "\n".join(
        path.read_text() for path in python_files() if path.parent.name != "gallery" and "demo" not in path.parts
    )
    for about, _, after, _ in words.MENDED:
        if about == "An error":
            assert after in texts, after
