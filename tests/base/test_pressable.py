"""Links and numbers can be pressed; whatever else somebody writes stays plain text."""

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coproduction.base.pressable import pressable

LINKS = re.compile(r'<a (?:class="nowrap" )?href="([^"]*)"(?: rel="noreferrer noopener")?>([^<]*)</a>')


def links_in(words):
    return [unescape(href) for href, _ in LINKS.findall(pressable(words))]


@pytest.mark.parametrize(
    ("words", "links"),
    [
        ("Go to https://example.org/a.", ["https://example.org/a"]),
        ("(HTTP://EXAMPLE.org/a_(b)), then", ["HTTP://EXAMPLE.org/a_(b)"]),
        ("https://example.org/?a=1&b=2#c", ["https://example.org/?a=1&b=2#c"]),
        ("Ring 0117 496 0123 or 07700 900123.", ["tel:01174960123", "tel:07700900123"]),
        ("+44 (0)20 7946 0999; +33 1 42 68 53 00", ["tel:+442079460999", "tel:+33142685300"]),
        ("Samaritans: 116 123. Childline: 0800 1111", ["tel:116123", "tel:08001111"]),
        ("https://example.org/0117 4960123", ["https://example.org/0117"]),
        ("On 26/11/2026 at 10:30, room 0042, £1,250.00, ID 821 3456 7890", []),
        ("javascript:alert(1) data:text/html,x mailto:a@b.org ftp://b.org www.b.org file:///x", []),
        ("https://bank.example@evil.example/ and https:// and https://[x and xhttps://a.org", []),
        ("https://example.org/\u202egro.live", []),
    ],
)
def test_only_links_and_numbers(words, links):
    assert links_in(words) == links


def test_everything_is_escaped():
    words = """<b>"'&</b> https://a.org/"onclick="x <script> https://a.org/<i>'"""
    drawn = pressable(words)
    assert links_in(words) == ["https://a.org/", "https://a.org/"]
    assert not re.search(r"<(?!/?a\b)", LINKS.sub("", drawn)) and "<b>" not in drawn and "<script" not in drawn


@given(st.text(alphabet="htps:/.@a-0 9+()\n<\"'&;\u202e", max_size=60))
@settings(max_examples=200)
def test_what_is_read_is_what_was_written(words):
    drawn = str(pressable(words))
    assert unescape(LINKS.sub(lambda found: found[2], drawn)) == words
    assert all(href.lower().startswith(("http://", "https://", "tel:")) for href, _ in LINKS.findall(drawn))
