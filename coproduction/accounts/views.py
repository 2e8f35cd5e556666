"""Signing in by code, with allauth's pages answering as every form here does: in error with 422; and proving again."""

from allauth.account import views as allauth
from django.http import QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base.http import in_error, is_own_path, page


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


@require_safe
def sign_in_again(request):
    """For those without a second factor: what comes next asks who they are, by signing in afresh."""
    return page(request, "account/sign_in_again.html", {"next": next_of(request)})


@require_safe
def carry_on(request):
    """What was typed before the person had to prove who they are, ready to be sent."""
    typed = request.session.get("typed")
    if not typed:
        return redirect("home")
    fields = [(name, value) for name, values in QueryDict(typed["fields"]).lists() for value in values]
    return page(request, "account/carry_on.html", {"path": typed["path"], "fields": fields})


def next_of(request):
    """Where to go on to, if that is a place of this house."""
    to = request.GET.get("next", "")
    return to if is_own_path(to) else "/"
