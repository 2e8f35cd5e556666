"""How a view answers: a page, or the part of it that htmx asks for; a redirect that htmx follows too."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string, select_template
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from .refusals import Refused

A_PART = re.compile(r"[a-z][a-z-]*")


def htmx_of(request: HttpRequest) -> HtmxDetails:
    """What htmx asks for, false where it does not ask."""
    return request.htmx  # type: ignore[attr-defined]  # Its middleware puts it there.


def render_page(request: HttpRequest, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
    """The whole page; or the part of it that htmx asks for, with what just happened. A form in error answers 422.

    A part is a named partial of the template, and its name is the id of the element that it is.
    """
    context = context or {}
    htmx = htmx_of(request)
    part = requested_partial(template, htmx.target if htmx else None)
    status = 422 if any(in_error(value) for value in context.values()) else 200
    answer = render(request, f"{template}#{part}" if part else template, context, status=status)
    if part:
        answer.write(render_to_string("components/came.html", request=request))
    patch_vary_headers(answer, ["HX-Request", "HX-Target"])
    return answer


def requested_partial(template: str, asked: str | None) -> str | None:
    """The name of the part, where the template has one of that name. `asked` came from outside."""
    if not asked or not A_PART.fullmatch(asked):
        return None
    found = select_template([f"{template}#{asked}", template])
    return asked if found.template.name == asked else None


def targets_other_page(request: HttpRequest) -> bool:
    """Whether htmx would put a page into one that it does not belong to, as after a redirect to another place."""
    htmx = htmx_of(request)
    if not (htmx and htmx.target and request.method == "GET"):
        return False
    here = address_parts(htmx.current_url or "")
    return here is not None and here.path != request.path


def address_parts(address: str) -> SplitResult | None:
    """What an address from outside is made of, as `urlsplit` gives it; None where it is no address at all."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def whole_number(words: str) -> int | None:
    """The number that was sent from outside; None where it is none, or longer than any that we give out."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 18 else None


def refuse_unreadable(request: HttpRequest) -> None:
    """Raises BadRequest where a request holds what no browser sends and what the code behind could break on.

    Reads the whole form, so that one which arrived in pieces is refused here and not somewhere in a view.
    """
    if (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
        raise BadRequest("A form in letters other than UTF-8.")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if whole_number(length) is None:
        raise BadRequest("A length that is no number.")
    if address_parts(htmx_of(request).current_url or "") is None:
        raise BadRequest("A page that is no address.")
    if any("\x00" in words for name, values in request.GET.lists() for words in (name, *values)):
        raise BadRequest("A null character in the address.")
    try:
        # Reading it is what can fail.
        request.POST  # noqa: B018
    except UnreadablePostError as error:
        raise BadRequest("A form that broke off.") from error


def in_error(value: object) -> bool:
    if isinstance(value, BaseFormSet):
        return value.is_bound and not value.is_valid()
    return isinstance(value, BaseForm) and value.is_bound and bool(value.errors)


def is_own_path(to: str | None) -> bool:
    """Whether this leads to a path of this house: the one question to ask of a `next` that came from outside."""
    return to is not None and to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)


def run_and_report(
    request: HttpRequest, act: Callable[[], object], done: str, level: int = messages.ERROR, about: str = ""
) -> None:
    """Says `done` once `act()` is done; or, at this level of message, why it was refused. `about`: of what, where the
    page that follows shows several.
    """
    try:
        act()
    except Refused as refused:
        messages.add_message(request, level, f"{about}: {refused}" if about else str(refused))
    else:
        had_effect(request)
        messages.success(request, done)


def had_effect(request: HttpRequest) -> None:
    """Notes that what was sent is done, so that nothing of it has to be kept for another try."""
    request.is_done = True  # type: ignore[attr-defined]  # A note of ours on this request.


def redirect_to(request: HttpRequest, to: Any, *args: Any, **kwargs: Any) -> HttpResponse:
    # Whoever asks for a part follows a plain redirect to it by themselves; is_for_elsewhere tells where that ends.
    htmx = htmx_of(request)
    if htmx and not htmx.target:
        return HttpResponseClientRedirect(resolve_url(to, *args, **kwargs))
    return redirect(to, *args, **kwargs)
