"""Logs that can be read by anybody: no name, no address, no free text, no id in a path, no value of any kind.

A line is a JSON object made of fields that are known to be safe. What a library wanted to say is left out, since words
of ours could be in it; its logger, its level and the place in the code say what happened. People and organisations
stand there by a pseudonym, which only the holder of the secret key can work out from an id.
"""

import json
import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from .people import Person

ROOT = Path(__file__).resolve().parents[2]
log = logging.getLogger("coproduction")
# A POST to one of these that does not lead on is a sign-in, or the second half of one, that failed.
PROVING = frozenset(
    {
        "account_confirm_login_code",
        "account_card",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)
OUR_FIELDS = ("event", "route", "method", "status", "ms", "organisation", "who")


def pseudonym(pk: object) -> str:
    return salted_hmac("coproduction.base.logs", str(pk), algorithm="sha256").hexdigest()[:16]


class Lines(logging.Formatter):
    """One JSON object a line, from fields of ours alone."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if record.name == log.name and isinstance(record.args, dict):
            line |= {name: record.args[name] for name in OUR_FIELDS if record.args.get(name) is not None}
        else:
            line["at"] = place(record.pathname, record.lineno)
            line |= of_request(getattr(record, "request", None), getattr(record, "status_code", None))
        if record.exc_info and record.exc_info[0]:
            line |= of_exception(*record.exc_info)
        return json.dumps(line)


class Handler(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:
        """Python's own way prints what was to be logged: here it is only said that a line is missing."""
        self.stream.write(f'{{"logger": "coproduction", "event": "line lost"}}{self.terminator}')


def place(path: str, line: int) -> str:
    """Where in the code, such as participants/person/views.py:76."""
    shown = path.removeprefix(f"{ROOT}/") if is_ours(path) else "/".join(path.split("/")[-2:])
    return f"{shown}:{line}"


def is_ours(path: str) -> bool:
    return path.startswith(f"{ROOT}/") and "/site-packages/" not in path


def of_exception(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> dict[str, str]:
    """Its type and where it came from, and where in our own code. Never what it says: there may be values in it."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(trace)]
    ours = [frame for frame in frames if is_ours(frame[0])]
    found = {"error": f"{kind.__module__}.{kind.__qualname__}"}
    return found | {name: place(*at[-1]) for name, at in (("raised_at", frames), ("ours_at", ours)) if at}


def of_request(request: Any, status: int | None = None) -> dict[str, Any]:
    if not hasattr(request, "path_info"):
        return {}
    return {"route": route_of(request), "method": method_of(request), **({"status": status} if status else {})}


def route_of(request: HttpRequest) -> str | None:
    """The name of a route; what stood in its path is left out. Where there is none, nothing."""
    match = getattr(request, "resolver_match", None)
    if match is None:
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return None
    return match.view_name


def method_of(request: HttpRequest) -> str:
    """A stranger can send any word here."""
    return request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"} else "other"


def known_user(request: HttpRequest) -> Person | None:
    """Who it was, where that was asked for already: a line in the log costs no query."""
    user = getattr(request, "_cached_user", None)
    return user if user is not None and user.is_authenticated else None


def organisation_of(user: Person) -> str | None:
    """The pseudonym, where the person is of one organisation alone."""
    ids = {organisation for organisation, _ in user.__dict__.get("places", ())}
    return pseudonym(ids.pop()) if len(ids) == 1 else None


def say(
    event: str,
    request: HttpRequest,
    *,
    level: int = logging.INFO,
    user: Person | None = None,
    named: bool = True,
    **fields: Any,
) -> None:
    """One line: what happened on which route, and who it was by pseudonym, if `named`. `fields`: status, ms."""
    user = user or known_user(request)
    about = of_request(request) | fields
    if user is not None:
        about |= {"organisation": organisation_of(user), "who": pseudonym(user.pk) if named else None}
    log.log(level, "%(event)s", {"event": event, **about})


class LogRequests:
    """Outermost but one: a line for each answer of a route, with how long it took."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        answer = self.get_response(request)
        quiet = request.path_info.startswith(settings.STATIC_URL) or route_of(request) in {"healthz", "readyz"}
        if not quiet or answer.status_code >= 400:
            took = round((time.perf_counter() - began) * 1000)
            # What people do here is not followed; who asks for what is not theirs is.
            say("request", request, named=answer.status_code in {403, 404}, status=answer.status_code, ms=took)
        if log_failed_proof(request, answer):
            say("sign-in failed", request, level=logging.WARNING, status=answer.status_code)
        return answer


def log_failed_proof(request: HttpRequest, answer: HttpResponse) -> bool:
    return request.method == "POST" and answer.status_code not in {301, 302, 303} and route_of(request) in PROVING


def catch_crashes() -> None:
    """What ends a command or a thread would be printed with its words, and those can be a person's."""
    sys.excepthook = lambda *found: log.critical("%(event)s", {"event": "crashed"}, exc_info=found)
    threading.excepthook = lambda found: log.critical(
        "%(event)s",
        {"event": "crashed"},
        # That the error itself may be missing does not matter: its words are never used.
        exc_info=(found.exc_type, found.exc_value, found.exc_traceback),  # type: ignore[arg-type]
    )


@receiver(user_logged_in)
def tell_of_sign_in(sender: object, request: HttpRequest, user: Person, **kwargs: Any) -> None:
    say("signed in", request, user=user)
