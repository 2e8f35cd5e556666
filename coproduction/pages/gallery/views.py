"""The gallery, in demo mode alone: everything that pages are made of, in all its states, and how we write."""

from django.contrib import messages
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base.http import redirect_to, render_page
from coproduction.pages.frame import Place

from . import forms, tokens, words
from .context_files import pieces_by_page
from .pieces import draw

# Route, what it is called, and what it holds.
PAGES = (
    ("gallery:index", "Colour, type, space", "The tokens that all else is made from."),
    ("gallery:press", "Press and go", "Buttons, links, and ways to find one's way."),
    ("gallery:forms", "Forms", "Fields of each kind: empty, filled in, to put right."),
    ("gallery:states", "States", "Word, shape and colour. Notices, messages, empty pages."),
    ("gallery:records", "Records", "Lists, tables and pictures of the work."),
    ("gallery:words", "How we write", "The words we use, and those we don't."),
)


def gallery_frame(request, route):
    """What stands round each page of the gallery: its own pages are its main places."""
    title = next(title for name, title, _ in PAGES if name == route)
    here = reverse(route)
    return {
        "title": title,
        "nav": [Place(label, reverse(name), reverse(name) == here) for name, label, _ in PAGES],
        "crumbs": [("Home", "/"), ("Gallery", reverse("gallery:index")), (title, "")],
    }


def of_pieces(request, route, template="gallery/pieces.html"):
    pieces = pieces_by_page()[route.removeprefix("gallery:")]
    context = {**gallery_frame(request, route), "pieces": draw(request, pieces)}
    return render_page(request, template, context)


@require_safe
def tokens_page(request):
    route = "gallery:index"
    contents = [(title, reverse(name), text) for name, title, text in PAGES[1:]]
    return render_page(
        request, "gallery/tokens.html", {**gallery_frame(request, route), **tokens.shown(), "contents": contents}
    )


@require_safe
def press_page(request):
    return of_pieces(request, "gallery:press")


@require_safe
def forms_page(request):
    return of_pieces(request, "gallery:forms", "gallery/forms.html")


@require_http_methods(["GET", "HEAD", "POST"])
def sent(request):
    """A form to be sent, right or wrong, to see how it comes back. Nothing of it is kept."""
    form = forms.Short(request.POST if request.method == "POST" else None)
    if form.is_valid():
        messages.success(request, "Thank you. All of it was right, and nothing of it was kept.")
        return redirect_to(request, "gallery:sent")
    crumbs = [("Home", "/"), ("Gallery", reverse("gallery:index")), ("Forms", reverse("gallery:forms")), ("Sent", "")]
    return render_page(
        request, "gallery/sent.html", {**gallery_frame(request, "gallery:forms"), "crumbs": crumbs, "form": form}
    )


@require_safe
def states_page(request):
    return of_pieces(request, "gallery:states")


@require_safe
def records_page(request):
    return of_pieces(request, "gallery:records")


@require_safe
def words_page(request):
    context = {**gallery_frame(request, "gallery:words"), **words.how_we_write()}
    return render_page(request, "gallery/words.html", context)
