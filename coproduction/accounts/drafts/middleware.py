"""Keeps what was typed wherever a press did not have its effect, and clears up where it had."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.urls import reverse

from coproduction.base.drafts import KEPT_AT, MARK, at_desk
from coproduction.base.http import redirect_to
from coproduction.base.logs import route_of

from .desk import RequestDesk
from .keeping import forget_sent, forget_under_me, keep
from .marks import read_mark

WAYS_OUT = frozenset({"account_logout", "sign_out_everywhere"})
# What could not be read, and what cannot be written just now.
NOT_NOW = frozenset({400, 503})
OPENED_BEFORE = "You signed in again after you opened this page. What you wrote is here. Look it over, then send it."


class Drafts:
    """Outside of the doors: what they turn away has to be kept as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        desk = RequestDesk(request)
        with at_desk(lambda: desk):
            if request.method != "POST":
                return self.get_response(request)
            leaver = request.user.pk if route_of(request) in WAYS_OUT else None
            answer = self.get_response(request)
            if leaver and not request.user.is_authenticated:
                forget_under_me(leaver)
            return after_press(request, answer)


def after_press(request, answer):
    if answer.status_code in NOT_NOW or request.path == reverse(KEPT_AT):
        return answer
    mark = read_mark(request.POST.get(MARK, ""))
    if mark is None:
        return answer
    if getattr(request, "is_done", False):
        forget_sent(mark)
        return answer
    if request.user.is_authenticated and request.user.pk != mark.owner:
        # Somebody else is at this browser by now.
        return answer
    with transaction.atomic():
        kept = keep(mark=mark, path=request.path, typed=request.POST, pressed=True)
    return lead_back(request, answer) if kept else answer


def lead_back(request, answer):
    """Where the press was turned away, on the way back to the form."""
    if not request.user.is_authenticated:
        return redirect_to(request, redirect_to_login(request.path).url)
    # The page is of a sign-in before this one. A mark is proof enough that the words are theirs, to keep them.
    if answer.status_code == 403 and not getattr(request, "csrf_processing_done", False):
        messages.info(request, OPENED_BEFORE)
        return redirect_to(request, request.path)
    return answer
