"""Pages of errors. What could not be read is said in the person's own frame wherever it is known who asks.

What broke, or could not be kept, is said without any of it: no session, no user, no question to the database. What was
typed is given back, as words to copy. Whoever was leaving has left this browser all the same.
"""

import sys

from django.conf import settings
from django.http import HttpResponse, HttpResponseBadRequest
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.template.loader import render_to_string

from coproduction.base.access import ANYONE, doors_by_route, organisations_of
from coproduction.base.logs import route_of
from coproduction.base.outage import is_outage
from coproduction.base.scope import within
from coproduction.base.tags import frame_of
from coproduction.base.typed import what_was_typed

from .signed_in import wipe_browser

RETRY_SECONDS = 120
WAYS_OUT = frozenset({"account_logout", "sign_out_everywhere"})


def bad_request(request, exception):
    """Before it is known who asks, as where the host is wrong, it stands by itself."""
    user = getattr(request, "user", None)
    if user is None:
        return HttpResponseBadRequest(render_to_string("400.html"))
    # A session that ended meanwhile is noticed after the scope of the request has ended too.
    with within(lambda: organisations_of(user)):
        return render(request, "400.html", {"frame": frame_of(user)}, status=400)


def server_error(request):
    """The answer to whatever nobody else has caught: 503 where nothing can be kept for the moment, else 500."""
    outage = is_outage(sys.exception())
    leaving = is_leaving(request)
    context = {
        "left": leaving,
        "wrote": request.method not in {"GET", "HEAD"},
        "typed": typed_in(request),
        "takes_part": request.path_info.startswith("/me/"),
    }
    answer = HttpResponse(render_to_string("503.html" if outage else "500.html", context))
    answer.status_code = 503 if outage else 500
    if outage:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return out_of_here(request, answer) if leaving else answer


def is_leaving(request):
    try:
        return request.method == "POST" and route_of(request) in WAYS_OUT and is_own_form(request)
    except Exception:
        return False


def out_of_here(request, answer):
    """The session could not be ended where it is kept, so the browser forgets it: its phone may be in other hands."""
    if hasattr(request, "session"):
        # Otherwise what keeps sessions could hand the cookie out again.
        request.session.modified = False
    answer.delete_cookie(settings.SESSION_COOKIE_NAME, samesite=settings.SESSION_COOKIE_SAMESITE)
    return wipe_browser(answer)


def typed_in(request):
    """Pairs of a label and what was typed there. Nothing of ways in, and of no form but our own."""
    try:
        if request.method != "POST" or is_way_in(request) or not is_own_form(request):
            return []
        return what_was_typed(request.POST)
    except Exception:
        # This is the page of last resort: what cannot even be read is not given back.
        return []


def is_way_in(request):
    """Codes, cards and words of set-up are typed there."""
    route = route_of(request)
    return route is None or doors_by_route()[route].who == ANYONE or route.startswith("mfa_")


def is_own_form(request):
    """Somebody else's page could have its words shown here otherwise. Asks cookie and form alone."""
    return CsrfViewMiddleware(lambda request: None).process_view(request, None, (), {}) is None
