"""Signing in by code, with allauth's pages answering as every form here does: in error with 422; and proving again."""

from allauth.account import views as allauth
from django.contrib.auth import logout
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base import typed
from coproduction.base.http import in_error, page


@require_http_methods(["GET", "HEAD", "POST"])
def request_code(request):
    return with_status(allauth.request_login_code(request))


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request):
    return with_status(allauth.confirm_login_code(request))


def with_status(answer):
    if in_error((getattr(answer, "context_data", None) or {}).get("form")):
        answer.status_code = 422
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request):
    """For those without a second factor: what comes next asks who they are, by signing in afresh."""
    to = next_of(request) or "/"
    if request.method != "POST" and request.user.is_authenticated:
        return page(request, "account/sign_in_again.html", {"next": to})
    waiting = request.session.get("typed")
    if request.user.is_authenticated:
        logout(request)
    if waiting:
        # Shown to nobody but the person who typed it.
        request.session["typed"] = waiting
    return redirect(f"{reverse('account_request_login_code')}?{urlencode({'next': to})}")


@require_safe
def carry_on(request):
    """What was typed before the person had to prove who they are, ready to be sent. It is shown once."""
    waiting = typed.take(request)
    if waiting is None:
        return redirect("home")
    fields = [(name, value) for name, values in QueryDict(waiting["fields"]).lists() for value in values]
    return page(request, "account/carry_on.html", {"path": waiting["path"], "fields": fields})


def next_of(request):
    """Where to go on to, if that is a place of this house; else nothing."""
    to = request.POST.get("next") or request.GET.get("next", "")
    return to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else ""
