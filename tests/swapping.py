"""What a browser does with the answer to htmx, so that the page after it can be compared with a fresh one."""

import re

from django.test.html import Element, parse_html

# What differs each time a page is drawn: the tokens in its forms.
TOKENS = re.compile(
    r'(name="(?:csrfmiddlewaretoken|token|draft)" value=)"[^"]*"(?: data-left="[0-9]*")?'
    r'|(hx-headers=)(\'[^\']*\'|"[^"]*")'
)
BESIDE = "innerHTML:#"


def asks_for(part, since):
    """The headers of htmx that asks for a part, from the page at the path `since`."""
    return {
        "HX-Request": "true",
        "HX-Boosted": "true",
        "HX-Target": part,
        "HX-Current-URL": f"https://testserver{since}",
    }


def parsed(html):
    """A page as a tree, without what each drawing of it has of its own and without what a browser sets itself."""
    tree = parse_html(TOKENS.sub(r'\1\2""', html))
    for element in elements(tree):
        if element.name == "option":
            # The person's own choice stays in the filter.
            element.attributes = [pair for pair in element.attributes if pair[0] != "selected"]
        # A page on which nothing swaps any more comes without the script for it.
        element.children = [child for child in element.children if not is_htmx(child)]
    return tree


def is_htmx(child):
    return isinstance(child, Element) and child.name == "script" and "/htmx" in dict(child.attributes).get("src", "")


def swapped(page, part, answer):
    """The page with the answer put in for its part, and what came with it put in beside."""
    tree, came = parsed(page), parsed(answer)
    pieces = [came, *came.children] if came.name else came.children
    for piece in [one for one in pieces if isinstance(one, Element)]:
        beside = dict(piece.attributes).get("hx-swap-oob", "")
        if beside:
            by_id(tree, beside.removeprefix(BESIDE)).children = piece.children
        elif dict(piece.attributes).get("id") == part:
            put_in(tree, by_id(tree, part), piece)
    return tree


def put_in(tree, old, new):
    for element in elements(tree):
        element.children = [new if child is old else child for child in element.children]


def elements(tree):
    yield tree
    for child in tree.children:
        if isinstance(child, Element):
            yield from elements(child)


def by_id(tree, name):
    found = [element for element in elements(tree) if dict(element.attributes).get("id") == name]
    assert len(found) == 1, f"{len(found)} elements have the id {name}"
    return found[0]


def path_of(answer):
    """Where a browser goes by this answer, whoever asked; None where it shows it."""
    return answer.headers.get("Location") or answer.headers.get("HX-Redirect")


def followed(client, answer, headers):
    """As a browser follows a redirect for htmx: by a GET with the same headers."""
    while answer.status_code in (301, 302, 303):
        answer = client.get(answer.headers["Location"], headers=headers)
    return answer
