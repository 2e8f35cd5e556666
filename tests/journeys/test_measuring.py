"""The measures do find what falls short, and let pass what does not: small pages, each with one fault."""

import pytest

from .measuring import measure
from .showing import BARE, RIGHT_TO_LEFT

pytestmark = pytest.mark.looks

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Small</title><style>
html {{ background: #fff; color: #000; font: 16px/1.5 sans-serif }}
input, button, a.big {{ min-height: 44px; min-width: 44px; border: 1px solid #000; background: #fff; color: #000 }}
.note::before {{ content: "late"; color: #999 }} .empty::before {{ content: ""; color: #999 }}
.faint::placeholder {{ color: #999 }}
</style></head><body><h1>Small</h1>{part}</body></html>"""
FLAWED = {
    "contrast": '<p style="color: #666">grey</p>',
    "contrast 5.74": '<p style="opacity: 0.6">half gone</p>',
    "contrast 3.66": '<div style="background: #000"><p style="color: rgba(255, 255, 255, 0.4)">see-through</p></div>',
    'contrast 2.85 of "late"': '<p class="note">too</p>',
    "placeholder of": '<input class="faint" placeholder="a name">',
    "contrast 2.85 of input": '<input value="mine" style="color: #999">',
    "contrast 1.00 of text": '<svg width="90" height="40"><rect width="90" height="40"/><text y="20">x x</text></svg>',
    "edge 1.": '<input style="border-color: #ddd">',
    "words lie on a picture": '<p style="background-image: linear-gradient(#fff, #000)">where?</p>',
    "target": '<a href="/" style="display: block; height: 30px; width: 90px">low</a>',
    "target 24": '<input type="checkbox" style="min-width: 0; min-height: 0; width: 24px; height: 24px">',
    "cut off": '<p style="width: 40px; overflow: hidden; white-space: nowrap">much too long for it</p>',
    "cut off: button": '<button style="width: 60px; white-space: nowrap">runs out of its button</button>',
    "cut off: p": '<p style="margin-left: -90px">begins outside of the page</p>',
    "scrolls sideways": '<p style="width: 4000px">wide</p>',
}
SOUND = (
    '<p style="color: #595959">seven to one</p>',
    '<p class="empty">nothing before it</p>',
    '<button disabled style="color: #999">off</button>',
    '<p>In a sentence <a href="/" style="color: #00e">a link</a> may be low.</p>',
    '<p style="position: absolute; clip-path: inset(50%); width: 1px; overflow: hidden; color: #fff">for ears</p>',
    '<div style="overflow: auto; width: 99px" tabindex="-1"><p style="width: 400px">can be scrolled to</p></div>',
    '<input style="border-color: #949494" value="3:1">',
    '<label style="display: block; min-height: 44px"><input type="checkbox" style="min-height: 0"> much</label>',
)


@pytest.fixture(scope="module")
def paper(chromium):
    page = chromium.new_page(viewport={"width": 320, "height": 600})
    # A browser forgives each jump for half a second after its window was made larger or smaller.
    page.wait_for_timeout(600)
    yield page
    page.close()


@pytest.mark.parametrize("words", FLAWED)
def test_each_fault_is_found(paper, words):
    paper.set_content(PAGE.format(part=FLAWED[words]))
    assert any(words in fault for fault in measure(paper)[0]), measure(paper)


@pytest.mark.parametrize("part", SOUND)
def test_what_is_sound_has_no_fault(paper, part):
    paper.set_content(PAGE.format(part=part))
    assert measure(paper)[0] == []


def test_a_jump_on_loading_is_found(paper):
    paper.set_content(PAGE.format(part="<div></div><p>It jumps.</p><p>All of it.</p>"))
    paper.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    paper.evaluate("document.querySelector('div').style.height = '300px'")
    paper.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert any("jumps by" in fault for fault in measure(paper)[0])


def test_the_pseudo_language_is_longer_and_runs_the_other_way(paper):
    paper.set_content(PAGE.format(part="<p>Ten letters</p>"))
    paper.evaluate(BARE)
    paper.evaluate(RIGHT_TO_LEFT)
    words = paper.inner_text("p")
    assert (
        len(words) == len("Ten letters") + 1 + 3
        and paper.evaluate("getComputedStyle(document.body).direction") == "rtl"
    )
    assert not set(words.lower()) & set("abcdefghijklmnopqrstuvwxyz")
