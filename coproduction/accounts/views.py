"""Signing in by code or by a printed card, in error with 422 as every form here; and proving again who one is."""

from allauth.account.adapter import get_adapter
from allauth.account.stages import LoginByCodeStage
from allauth.account.utils import (
    get_login_redirect_url,
    get_next_redirect_url,
    passthrough_next_redirect_url,
    perform_login,
)
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.http import QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.accounts.allauth_internal import (
    get_pending_stage,
    login_stage_required,
    record_authentication,
    redirect_to_pending_stage,
)
from coproduction.base import pending_post
from coproduction.base.http import is_own_path, render_page

from .cards import use_card
from .forms import CardForm, CodeForm, TypedCodeForm
from .login_flow import RIGHT, WAIT, SignIn, may_ask
from .sessions import keep_own_phone

TOO_OFTEN = "A code was asked for many times. Wait a minute, then ask again."
NOT_RIGHT = "This code is not right. Use the newest message we sent, or ask for a new code."
PLEASE_WAIT = (
    "Too many codes were tried, so to keep the account safe we look at no more for now. "
    "Wait 15 minutes, then ask for a new code. A passkey or a sign-in card works right away."
)

NO_WAY_IN = "This card does not work. Check each word; or ask for a new card."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def request_code(request):
    if request.user.is_authenticated:
        return redirect(get_login_redirect_url(request))
    pending = get_pending_stage(request)
    if pending and request.method != "POST":
        return redirect_to_pending_stage(request, pending)
    form, status = CodeForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        where = form.cleaned_data["where"]
        if may_ask(request, *where.values()):
            SignIn.begin(request, **where)
            return to_next("account_confirm_login_code", request)
        form.add_error("where", TOO_OFTEN)
        status = 429
    return entrance(request, "account/request_login_code.html", {"form": form}, status)


@login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code")
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request):
    sign_in = SignIn.resume(request._login_stage)
    if sign_in is None:
        return to_next("account_request_login_code", request)
    if request.POST.get("action") == "resend" and sign_in.can_resend:
        return send_again(request, sign_in)
    form, status = TypedCodeForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        verdict = sign_in.judge(form.cleaned_data["code"])
        if verdict == RIGHT:
            return sign_in.come_in(get_next_redirect_url(request), form.cleaned_data["own_phone"])
        if verdict == WAIT:
            form.add_error(None, PLEASE_WAIT)
            status = 429
        elif sign_in.record_invalid_attempt():
            form.add_error("code", NOT_RIGHT)
        else:
            messages.error(request, "The code was not right three times. Ask for a new one.")
            return to_next("account_request_login_code", request)
    context = {"form": form, "address": sign_in.address, "can_resend": sign_in.can_resend}
    return entrance(request, "account/confirm_login_code.html", context, status)


def send_again(request, sign_in):
    if may_ask(request, sign_in.address):
        sign_in.resend()
        messages.success(request, "If we know you, a new code is on its way. Codes from before no longer work.")
    else:
        messages.error(request, TOO_OFTEN)
    return to_next("account_confirm_login_code", request)


def entrance(request, template, context, status=None):
    """A page of the way in; `status` where it is not the usual one."""
    answer = render_page(request, template, {**context, "next": get_next_redirect_url(request)})
    answer.status_code = status or answer.status_code
    return answer


def to_next(route, request):
    """A step further, with the place to go on to after signing in."""
    return redirect(passthrough_next_redirect_url(request, reverse(route), "next"))


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
    return render_page(request, "account/card.html", {"form": form})


def come_in(request, user, own_phone):
    if request.user.is_authenticated:
        # Somebody else's stay at this browser ends first, and whatever it proved with it.
        get_adapter().logout(request)
    record_authentication(request, user, method="card")
    answer = perform_login(request, user, redirect_url=reverse("home"))
    if own_phone and request.user.is_authenticated:
        keep_own_phone(request)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_again(request):
    """For those without a second factor: what comes next asks who they are, by signing in afresh."""
    to = next_of(request) or "/"
    if request.method != "POST" and request.user.is_authenticated:
        return render_page(request, "account/sign_in_again.html", {"next": to})
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
    waiting = pending_post.take(request)
    if waiting is None:
        return redirect("home")
    fields = [(name, value) for name, values in QueryDict(waiting["fields"]).lists() for value in values]
    return render_page(request, "account/carry_on.html", {"path": waiting["path"], "fields": fields})


def next_of(request):
    """Where to go on to, if that is a place of this house; else nothing."""
    to = request.POST.get("next") or request.GET.get("next", "")
    return to if is_own_path(to) else ""
