"""Search: people, projects, sessions and updates by their words, among those that whoever asks may see.

What is looked for is often a name. It is posted, kept in the session for a quarter of an hour so that Back, a reload
and further pages work, and stands in no address, history or log.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.models import User
from coproduction.base import pending_post
from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.folding import holds
from coproduction.base.http import redirect_to, render_page
from coproduction.base.tags import clock, day
from participants.people.models import Participant
from projects.project.models import Project
from projects.sessions.models import Session
from projects.updates.models import Update

# Of each kind on the first page, and on a page of one kind alone.
SHOWN, PER_PAGE = 5, 20


class Found(NamedTuple):
    label: str
    url: str
    more: str


class Kind(NamedTuple):
    """`rows` gives what a user may see, `shows` the line of one row; `forms` as `plural_words` takes them."""

    title: str
    forms: str
    roles: frozenset[str]
    rows: Callable[[User], QuerySet[Any]]
    shows: Callable[[Any], Found]


def person_line(person: Participant) -> Found:
    more = f"Left on {day(person.ended_on)}" if person.ended_on else f"Welcomed on {day(person.welcomed_on)}"
    return Found(person.name, reverse("people:person", args=[person.pk]), more)


def project_line(project: Project) -> Found:
    more = f"Closed on {day(project.closed_on)}" if project.closed_on else project.get_size_display()
    return Found(project.title, reverse("project_overview", args=[project.pk]), more)


def session_line(session: Session) -> Found:
    when = f"{day(session.starts_at)}, {clock(session.starts_at)}"
    url = reverse("gatherings:session", args=[session.project_id, session.pk])
    return Found(session.about, url, f"{when} · {session.project.title}")


def update_line(update: Update) -> Found:
    url = reverse("gatherings:update", args=[update.project_id, update.pk])
    return Found(f"How things stood on {day(update.as_of)}", url, update.project.title)


KINDS = {
    "people": Kind(
        "People", "person,people", COORDINATOR,
        lambda user: Participant.objects.visible_to(user).order_by("folded", "pk"), person_line,
    ),
    "projects": Kind(
        "Projects", "project,projects", COORDINATOR | MANAGER,
        lambda user: Project.objects.visible_to(user).order_by("folded", "pk"), project_line,
    ),
    "sessions": Kind(
        "Sessions", "session,sessions", COORDINATOR | MANAGER,
        lambda user: Session.objects.visible_to(user).select_related("project").order_by("-starts_at", "pk"),
        session_line,
    ),
    "updates": Kind(
        "Updates", "update,updates", COORDINATOR | MANAGER,
        lambda user: Update.objects.told().visible_to(user).select_related("project").order_by("-as_of", "pk"),
        update_line,
    ),
}  # fmt: skip


class SearchForm(forms.Form):
    words = forms.CharField(
        label="Look for",
        help_text="Part of a name or of a title is enough, or words of a session or an update.",
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Write what you look for."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def search(request):
    if request.method == "POST":
        form = SearchForm(request.POST)
        if form.is_valid():
            pending_post.keep_search(request, form.cleaned_data["words"])
            return redirect_to(request, "search")
        return render_page(request, "pages/search.html", {"form": form})
    words = pending_post.search_of(request)
    context = {"form": SearchForm(initial={"words": words}), "words": words, "groups": groups(request, words)}
    return render_page(request, "pages/search.html", context)


def groups(request, words):
    """What was found of each kind; of one alone, where the address names it."""
    if not words:
        return []
    kinds = {key: kind for key, kind in KINDS.items() if kind.roles & request.user.roles}
    alone = request.GET.get("kind", "")
    if alone in kinds:
        found = kinds[alone].rows(request.user).filter(holds(words))
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        return [group(alone, list(page), page=page)] if page.paginator.count else []
    first = {key: list(kind.rows(request.user).filter(holds(words))[: SHOWN + 1]) for key, kind in kinds.items()}
    return [group(key, rows[:SHOWN], more=len(rows) > SHOWN) for key, rows in first.items() if rows]


def group(key, rows, more=False, page=None):
    kind = KINDS[key]
    return {"key": key, "title": kind.title, "forms": kind.forms, "more": more, "page": page} | {
        "rows": [kind.shows(row) for row in rows]
    }
