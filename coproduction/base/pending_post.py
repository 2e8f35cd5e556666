"""What was typed waits in the session while the person proves who they are, and can be sent afterwards: see `carry_on`.

It is kept for the one page it was typed on and for the one person who typed it, and at most for a quarter of an hour.
"""

import time

KEPT_SECONDS = 15 * 60
# A proof is for its own moment and is never kept.
NEVER_KEPT = {"code", "credential", "password"}


def keep(request):
    """Keeps what this request sent, in place of anything kept before. False where that must not be kept."""
    fields = request.POST.copy()
    fields.pop("csrfmiddlewaretoken", None)
    forget(request)
    if NEVER_KEPT & fields.keys():
        return False
    request.session["typed"] = {
        "path": request.path,
        "fields": fields.urlencode(),
        "by": str(request.user.pk),
        "at": time.time(),
    }
    return True


def take(request):
    """What waits for this person, now no longer: a dict with `path` and `fields` (as in a query string). Or None."""
    typed = request.session.pop("typed", None)
    return typed if typed and is_current(typed, request.user) else None


def forget_old(request):
    typed = request.session.get("typed")
    if typed and not is_current(typed, request.user):
        forget(request)


def forget(request):
    request.session.pop("typed", None)


def is_current(typed, user):
    return typed["by"] == str(user.pk) and time.time() - typed["at"] < KEPT_SECONDS
