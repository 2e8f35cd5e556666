"""How a view answers: a page or its fragment, a redirect that htmx follows too."""

from django.contrib import messages
from django.forms import BaseForm, BaseFormSet
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from .refusals import Refused


def page_or_fragment(request, template, fragment, context=None):
    """The whole page; or, where htmx asked, its named fragment alone. A form in error answers 422."""
    context = context or {}
    name = f"{template}#{fragment}" if request.htmx and fragment else template
    status = 422 if any(in_error(value) for value in context.values()) else 200
    answer = render(request, name, context, status=status)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def page(request, template, context=None):
    return page_or_fragment(request, template, None, context)


def in_error(value):
    if isinstance(value, BaseFormSet):
        return value.is_bound and not value.is_valid()
    return isinstance(value, BaseForm) and value.is_bound and bool(value.errors)


def is_own_path(to):
    """Whether this leads to a path of this house: the one question to ask of a `next` that came from outside."""
    return bool(to) and to.startswith("/") and url_has_allowed_host_and_scheme(to, allowed_hosts=None)


def tried(request, act, done, level=messages.ERROR):
    """Says `done` once `act()` is done; or, at this level of message, why it was refused."""
    try:
        act()
    except Refused as refused:
        messages.add_message(request, level, str(refused))
    else:
        messages.success(request, done)


def go_to(request, to, *args, **kwargs):
    if request.htmx:
        return HttpResponseClientRedirect(resolve_url(to, *args, **kwargs))
    return redirect(to, *args, **kwargs)
