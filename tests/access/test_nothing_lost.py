"""Nothing typed is lost: of each form that keeps drafts, what was typed is there again whatever comes in between."""

import html

from coproduction.accounts.models import Draft
from tests.conftest import signed_in

from ..cases.visitor import Reader
from ..figures import DEPTH
from ..test_access import ROUTES
from .filling import Forms
from .test_overposting import senders, shown

KEEP = "/accounts/drafts/"
SIGN_IN_FIRST, KEPT = 302, 204


def boxes(page, path):
    """{name: values} of what may be typed into the form of a page that goes to `path`, and all else that it sends; two
    empty ones where it keeps no drafts.
    """
    for form, whole in zip(Reader(page).forms, Forms(page).found, strict=True):
        if form.method == "post" and form.action in ("", path) and "draft" in form.fields:
            typed = {name for name, field in form.fields.items() if field.offered is None} - whole.hidden.keys()
            sent = {name: field.values for name, field in form.fields.items()}
            return {name: sent.pop(name) for name in sorted(typed)}, sent
    return {}, {}


def type_something(page, path, words):
    """What the form sends once each box says something of its own, whether that box can take it or not."""
    typed, rest = boxes(page, path)
    return {name: [f"{words} {place}"] for place, name in enumerate(typed)}, rest


def drafted(world):
    """A browser and a path for each form that keeps drafts and has a box to type in."""
    for route in sorted(ROUTES):
        for _, actor, path in senders(route, world):
            if boxes(shown(world.clients[actor.name], path), path)[0]:
                yield route, actor, path


def lost_from(page, path, typed):
    there, _ = boxes(page, path)
    return [name for name, words in typed.items() if there.get(name) != words]


def keep(client, path, typed, rest):
    assert client.post(KEEP, {**rest, **typed, "path_of_form": path}).status_code == KEPT


def test_what_was_typed_is_there_again(world, client, figure):
    forms, lost = 0, {}
    for route, actor, path in drafted(world):
        browser = world.clients[actor.name]
        first, second = (type_something(shown(browser, path), path, words) for words in ("Typed", "Other"))
        # Reloaded; and as well where the program was killed, since what was kept stands in the database by then.
        keep(browser, path, *first)
        missing = lost_from(shown(browser, path), path, first[0])
        # In a second tab, opened before that: its words are in the form now, those of the first are said above.
        keep(browser, path, *second)
        page = shown(browser, path)
        missing += lost_from(page, path, second[0])
        missing += [name for name, (words,) in first[0].items() if words not in html.unescape(page)]
        Draft.objects.all().delete()
        # The session ended while they typed: they press, sign in, and are back in the form.
        assert client.post(path, {**first[1], **first[0]}).status_code == SIGN_IN_FIRST
        again = signed_in(actor.user) if DEPTH == "full" else browser
        missing += lost_from(shown(again, path), path, first[0])
        Draft.objects.all().delete()
        forms += 1
        if missing:
            lost[route] = missing
    assert not lost
    figure("WK3", forms, "forms: reload, second tab, session's end; 0 losses, 0 words lost")
