"""How long a session lasts: it ends after a while of nothing, and in any case after a day's work."""

import time

from allauth.account.signals import authentication_step_completed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.urls import reverse

from coproduction.base.access import PARTICIPANT, STAFF
from coproduction.base.drafts import KEPT_AT

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60
# Noted at most this often, so that reading a page is seldom a write.
NOTED_EVERY = 5 * MINUTE
# Seconds of nothing, and seconds in all, until a session ends.
TAKES_PART = (30 * MINUTE, 12 * HOUR)
WORKS_HERE = (30 * MINUTE, 10 * HOUR)
OWN_PHONE = (14 * DAY, 90 * DAY)
# Said before signing in, it holds for this try alone: the next person at this phone did not say it.
SAID_FOR = 10 * MINUTE

ENDED = "We closed your page, so that nobody else can see it. Sign in to carry on."


class SessionLimits:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # A stranger has no session to look at.
        if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
            if has_ended(request):
                logout(request)
                messages.info(request, ENDED)
            elif request.user.is_authenticated and not is_sent_by_itself(request):
                note_seen(request)
        return self.get_response(request)


def has_ended(request):
    """Its time is up; or it is gone, and the cookie is all that is left; or its person may not come in any more."""
    if request.user.is_authenticated:
        return is_over(request.user, request.session)
    return request.session.session_key is None or SESSION_KEY in request.session


def is_sent_by_itself(request):
    """A page that keeps what is typed is no sign that somebody is still there."""
    return request.method == "POST" and request.path_info == reverse(KEPT_AT)


def limits(user, session):
    """Seconds of nothing, and in all. Rights are read afresh: whoever becomes staff has the limits of staff."""
    if user.roles & STAFF:
        return WORKS_HERE
    return OWN_PHONE if session.get("own_phone") else TAKES_PART


def is_over(user, session):
    """`session`: of Django, or the dict in it. One that does not say when it began is over."""
    now, (idle, whole) = time.time(), limits(user, session)
    return now - session.get("seen", 0) > idle or now - session.get("began", 0) > whole


def seconds_left(request):
    """Until the session of this page ends by itself; None where that is far off."""
    session, now, (idle, whole) = request.session, time.time(), limits(request.user, request.session)
    left = min(session["seen"] + idle, session["began"] + whole) - now
    return max(int(left), 0) if left <= DAY else None


def note_seen(request):
    session = request.session
    if session.get("own_phone") and not may_have_own_phone(request.user):
        settle_own_phone(request, request.user)
    if time.time() - session["seen"] > NOTED_EVERY:
        session["seen"] = time.time()


@receiver(user_logged_in)
def begin_session(sender, request, user, **kwargs):
    request.session["began"] = request.session["seen"] = time.time()
    settle_own_phone(request, user)


def keep_own_phone(request):
    """The person says `This is my own phone`, before or after they signed in: the session outlives the browser.

    For participants alone: whoever is staff as well never stays signed in.
    """
    request.session["own_phone"] = time.time()
    if request.user.is_authenticated:
        settle_own_phone(request, request.user)


def may_have_own_phone(user):
    return bool(user.roles & PARTICIPANT) and not user.roles & STAFF


def settle_own_phone(request, user):
    """What was said about the phone either holds now, or is forgotten."""
    session = request.session
    said_now = time.time() - (session.get("own_phone") or 0) < SAID_FOR
    holds = said_now and may_have_own_phone(user)
    if not holds:
        session.pop("own_phone", None)
    session.set_expiry(OWN_PHONE[0] if holds else None)


@receiver(authentication_step_completed)
def change_id(sender, request, **kwargs):
    """A new id whenever more is proved: one that was caught before that is worth nothing. (Signing in has its own.)"""
    if not request.user.is_authenticated:
        return
    before = request.session.session_key
    request.session.cycle_key()
    request.session.save()
    UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
