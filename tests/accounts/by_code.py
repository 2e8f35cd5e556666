"""Signing in by code as a test does it: ask, read the message, type in."""

import re
from datetime import timedelta

from django.core.cache import cache
from django.db.models import F
from django.urls import reverse

from coproduction.accounts.models import AttemptSlot, SentCode
from coproduction.base.tags import as_dialled

SIGN_IN = reverse("account_request_login_code")
CODE = reverse("account_confirm_login_code")
A_CODE = re.compile(r"Your code is (\d{6})\. It works")


class Letters:
    """The messages that went out, oldest first."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self):
        # Their names tell the second alone.
        return [path.read_text() for path in sorted(self.folder.glob("*"), key=lambda path: path.stat().st_mtime_ns)]

    @property
    def code(self):
        return A_CODE.search(self()[-1])[1]

    @property
    def wrong_code(self):
        return f"{(int(self.code) + 1) % 10**6:06d}"


def without(typed, page):
    """A page without what was typed, which it shows as people write it."""
    return page.replace(typed, "[typed]").replace(as_dialled(typed), "[typed]")


def ask(client, where, **extra):
    return client.post(SIGN_IN, {"where": where}, follow=True, **extra)


def type_in(client, code, **extra):
    return client.post(CODE, {"code": code}, **extra)


def resend(client):
    return client.post(CODE, {"action": "resend"}, follow=True)


def user_in(client):
    return client.session.get("_auth_user_id")


def later(**time):
    """As if so much time had passed since codes were judged or sent; how often one may ask in a minute begins anew."""
    cache.clear()
    AttemptSlot.objects.update(at=F("at") - timedelta(**time))
    SentCode.objects.update(sent_at=F("sent_at") - timedelta(**time))
