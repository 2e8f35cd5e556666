"""How long a session lasts: it ends after a while of nothing, and in any case after a day's work."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from coproduction.base.access import STAFF

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# Noted at most this often, so that reading a page is seldom a write.
NOTED_EVERY = 5 * MINUTE
# Seconds of nothing, and seconds in all, until a session ends.
PARTICIPANT = (30 * MINUTE, 12 * HOUR)
STAFF_MEMBER = (30 * MINUTE, 10 * HOUR)
OWN_PHONE = (14 * DAY, 90 * DAY)


def limits(request):
    if request.user.roles & STAFF:
        return STAFF_MEMBER
    return OWN_PHONE if request.session.get("own_phone") else PARTICIPANT


class SessionLimits:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A stranger has no session to look at.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self.keep_or_end(request)
        return self.get_response(request)

    def keep_or_end(self, request):
        now, session = time.time(), request.session
        idle, whole = limits(request)
        seen, began = session.get("seen", now), session.get("began", now)
        if now - seen > idle or now - began > whole:
            logout(request)
        elif "seen" not in session or now - seen > NOTED_EVERY:
            session["seen"] = now
            session.setdefault("began", now)


@receiver(user_logged_in)
def begin(sender, request, user, **kwargs):
    request.session["began"] = request.session["seen"] = time.time()


def is_own_phone(request):
    """`This is my own phone`: the session outlasts the browser. Staff pages never do."""
    request.session["own_phone"] = True
    request.session.set_expiry(OWN_PHONE[0])
