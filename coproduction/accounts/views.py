"""Signing in by code, with allauth's pages answering as every form here does: in error with 422; by a printed card;
and proving again.
"""

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base.http import in_error, page

from .cards import use_card
from .forms import CardForm
from .sessions import is_own_phone

NO_WAY_IN = "This card does not work. Check each word; or ask for a new card."


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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def card(request):
    """In by a printed card. To look at the page changes nothing; why a card does not work, nobody learns."""
    form = CardForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if too_often := ratelimit.consume_or_429(request, action="card"):
            return too_often
        data = form.cleaned_data
        if user := use_card(number=data["number"], words=data["words"]):
            return come_in(request, user, own_phone=data["own_phone"])
        form.add_error(None, NO_WAY_IN)
    return page(request, "account/card.html", {"form": form})


def come_in(request, user, own_phone):
    if request.user.is_authenticated:
        # Somebody else's stay at this browser ends first, and whatever it proved with it.
        get_adapter().logout(request)
    record_authentication(request, user, method="card")
    answer = perform_login(request, user, redirect_url=reverse("home"))
    if own_phone and request.user.is_authenticated:
        is_own_phone(request)
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
    return to if url_has_allowed_host_and_scheme(to, allowed_hosts=None) else "/"
