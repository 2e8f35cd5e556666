"""Things to press, and ways to find one's way."""

from types import SimpleNamespace
from uuid import UUID

from django.core.paginator import Paginator

from .pieces import Piece, State

HERE = "#main"
PROJECT = SimpleNamespace(pk=UUID(int=1))
COORDINATOR = SimpleNamespace(is_authenticated=True, roles=frozenset({"coordinator"}))
SOMEBODY = SimpleNamespace(is_authenticated=True, roles=frozenset())
NOBODY = SimpleNamespace(is_authenticated=False, roles=frozenset())


def page_of_many(number):
    return lambda: Paginator(range(60), 20).page(number)


PIECES = (
    Piece(
        key="button",
        name="Button",
        use="Says what happens, in a verb: “Log this session”, “Send to Mina to approve”. One main button a page.",
        avoid="“OK”, “Submit” or “Click here”. Going somewhere else is a link.",
        template="components/button.html",
        states=(
            State("The main one", {"label": "Log this session"}),
            State("Another one", {"label": "Look at it first", "kind": "plain"}),
            State("A quiet one", {"label": "Not now", "kind": "quiet"}),
            State("One that hurts if it is wrong", {"label": "This is wrong", "kind": "late"}),
            State("A link that begins something", {"label": "Plan a session", "href": HERE}),
            State("With hidden words for whom", {"label": "Mark kept", "kind": "plain", "more": "the venue photos"}),
        ),
    ),
    Piece(
        key="actions",
        name="Buttons at the end of a form",
        use="The main one first. On a phone each takes the whole width, for a thumb.",
        template="gallery/samples/actions.html",
        states=(State("Three", {}), State("One that can't be pressed yet", {"waits": True})),
        line='<div class="actions"> … </div>',
    ),
    Piece(
        key="link",
        name="Link",
        use="Goes somewhere. One that stands alone is as high as a finger needs.",
        avoid="Something that changes a record: that is a button, in a form.",
        template="gallery/samples/link.html",
        states=(State("Alone, and in a sentence", {}),),
        line='<a class="solo" href="…">Open the session</a>',
    ),
    Piece(
        key="more",
        name="More, folded away",
        use="What few people need. All can find it, and it opens without scripts.",
        avoid="Anything that has to be read before a yes.",
        template="gallery/samples/more.html",
        states=(State("Closed", {}), State("Open", {"open": True})),
        line="<details><summary>Why do we ask this?</summary> … </details>",
    ),
    Piece(
        key="nav",
        name="Places",
        use="The main places of each role. Here it holds the pages of this gallery.",
        template="components/nav.html",
        line='{% include "components/nav.html" with nav=nav only %}',
        shown="at the head of this page",
    ),
    Piece(
        key="crumbs",
        name="Where this page is",
        use="The way up, two steps or more below a main place.",
        template="components/crumbs.html",
        line='{% include "components/crumbs.html" with crumbs=crumbs only %}',
        shown="above the heading of this page",
    ),
    Piece(
        key="tabs",
        name="Pages of a project",
        use="Pages about one thing. The one that is open is marked by a line and by its weight.",
        avoid="Steps that follow each other.",
        template="components/project_tabs.html",
        states=(State("For a coordinator", {"project": PROJECT, "tab": "sessions", "user": COORDINATOR}),),
    ),
    Piece(
        key="pagination",
        name="Pages of a long list",
        use="Lists of more than 20 or so. Filters are kept on the way.",
        avoid="A person's own list: show all of it.",
        template="components/pagination.html",
        states=(
            State("First", {"page": page_of_many(1), "noun": "people"}),
            State("In between", {"page": page_of_many(2), "noun": "projects"}),
            State("Last", {"page": page_of_many(3), "noun": "sessions"}),
        ),
    ),
    Piece(
        key="exit",
        name="A quick way out",
        use="On each page of somebody who takes part. One tap leads to the weather, with scripts or without.",
        avoid="Staff's pages: it would stand in the way.",
        template="components/exit.html",
        states=(State("As it comes", {}),),
    ),
    Piece(
        key="looks",
        name="Text size and contrast",
        use="On each page of somebody who takes part, and one link away from all others.",
        template="components/looks.html",
        states=(State("As you chose", {}),),
        line='{% include "components/looks.html" with looks=looks csrf_token=csrf_token only %}',
    ),
    Piece(
        key="in-and-out",
        name="In and out",
        use="In the same place on every page.",
        template="components/sign_out.html",
        states=(State("Signed in", {"user": SOMEBODY}), State("Signed out", {"user": NOBODY})),
        line='{% include "components/sign_out.html" %}',
    ),
    Piece(
        key="help",
        name="Whom to ask",
        use="A person with a name, at the foot of every page, always in the same place.",
        template="components/help_contact.html",
        states=(
            State(
                "With all we know",
                {"help_contact": {"name": "Robin", "phone": "0117 496 0000", "hours": "Monday to Thursday 9 to 4"}},
            ),
            State("By name alone", {"help_contact": {"name": "Robin"}}),
        ),
    ),
    Piece(
        key="mark",
        name="Our mark",
        use="Two rings that share a part. It stands beside the name of the site.",
        template="components/mark.html",
        states=(State("As it comes", {}),),
    ),
)
