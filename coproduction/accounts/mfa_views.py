"""Ways in of one's own: an app that shows codes, passkeys, recovery codes. allauth's pages in our words and answers."""

from functools import wraps

from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from coproduction.accounts.allauth_internal import webauthn
from coproduction.base.access import STAFF
from coproduction.base.http import in_error
from coproduction.base.proof import has_second_factor

from .factor_forms import (
    WRONG_PASSKEY,
    AddPasskeyForm,
    ProveAgainForm,
    ProveAgainPasskey,
    SecondStepForm,
    SecondStepPasskey,
    SetUpAppForm,
    SignInPasskey,
)
from .second_factor import change_factors, has_passkey
from .views import next_of

READ_OR_SENT = ["GET", "HEAD", "POST"]


class AddPasskey(passkeys.AddWebAuthnView):
    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # A passkey is a whole sign-in: it is found by the phone itself, and asks for a finger, a face or a PIN.
        return context | {"js_data": {"creation_options": webauthn.begin_registration(self.request.user, True)}}


class ProveByPasskey(passkeys.ReauthenticateWebAuthnView):
    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form) | {"form": form})


class SignInByPasskey(passkeys.LoginWebAuthnView):
    def form_invalid(self, form):
        messages.error(self.request, WRONG_PASSKEY)
        return redirect("account_request_login_code")


def view_of(template, view, **options):
    return view.as_view(template_name=template, **options)


index_page = view_of("mfa/index.html", factors.IndexView)

second_step_page = view_of(
    "mfa/authenticate.html",
    factors.AuthenticateView,
    form_class=SecondStepForm,
    webauthn_form_class=SecondStepPasskey,
)

prove_page = view_of("mfa/reauthenticate.html", factors.ReauthenticateView, form_class=ProveAgainForm)

prove_passkey_page = view_of("mfa/reauthenticate_passkey.html", ProveByPasskey, form_class=ProveAgainPasskey)

set_up_app_page = view_of("mfa/app.html", totp.ActivateTOTPView, form_class=SetUpAppForm)

remove_app_page = view_of("mfa/app_off.html", totp.DeactivateTOTPView)

codes_page = view_of("mfa/recovery.html", recovery.ViewRecoveryCodesView)

new_codes_page = view_of("mfa/recovery_new.html", recovery.GenerateRecoveryCodesView)

passkeys_page = view_of("mfa/passkeys.html", passkeys.ListWebAuthnView)

add_passkey_page = view_of("mfa/passkey_add.html", AddPasskey, form_class=AddPasskeyForm)

remove_passkey_page = view_of("mfa/passkey_remove.html", passkeys.RemoveWebAuthnView)

sign_in_by_passkey = SignInByPasskey.as_view(form_class=SignInPasskey)


def our_answer(view):
    """In error with 422; to a script that asks, what its browser needs for a passkey; else the page."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        given = view(request, *args, **kwargs)
        context = getattr(given, "context_data", None)
        if context is None:
            return given
        if request.method == "GET" and request.headers.get("Accept") == "application/json" and "js_data" in context:
            return JsonResponse(context["js_data"])
        if any(in_error(value) for value in list(context.values())):
            given.status_code = 422
        return given

    return answer


def run_factor_page(request, view, **kwargs):
    """Runs a page that adds or removes a way in; when it did, on to where the person was going."""
    with change_factors(request):
        answer = view(request, **kwargs)
    to, new_codes = next_of(request), reverse("mfa_view_recovery_codes")
    if request.method == "POST" and answer.status_code == 302:
        if answer.url == new_codes and request.user.roles & STAFF:
            return redirect(f"{new_codes}?{urlencode({'next': to})}" if to else new_codes)
        return redirect(to or (answer.url if answer.url != new_codes else "mfa_index"))
    if getattr(answer, "context_data", None) is not None:
        answer.context_data["next"] = to
    return answer


def in_fours(code):
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


@require_safe
def index(request):
    answer = index_page(request)
    staff, has_one = bool(request.user.roles & STAFF), has_second_factor(request.user)
    answer.context_data |= {"next": next_of(request), "staff": staff, "has_one": has_one, "must": staff and not has_one}
    return answer


@require_http_methods(READ_OR_SENT)
@our_answer
def second_step(request):
    answer = second_step_page(request)
    if hasattr(answer, "context_data"):
        answer.context_data["has_passkey"] = has_passkey(request._login_stage.login.user)
    return answer


@require_http_methods(READ_OR_SENT)
@our_answer
def prove_again(request):
    return with_other_ways(request, prove_page(request))


@require_http_methods(READ_OR_SENT)
@our_answer
def prove_again_by_passkey(request):
    return with_other_ways(request, prove_passkey_page(request))


def with_other_ways(request, answer):
    if hasattr(answer, "context_data"):
        by_code = not request.user.roles & STAFF
        answer.context_data |= {"has_passkey": has_passkey(request.user), "by_code": by_code, "next": next_of(request)}
    return answer


@require_http_methods(READ_OR_SENT)
@our_answer
def set_up_app(request):
    answer = run_factor_page(request, set_up_app_page)
    if hasattr(answer, "context_data"):
        answer.context_data["key"] = in_fours(answer.context_data["form"].secret)
    return answer


@require_http_methods(READ_OR_SENT)
@our_answer
def remove_app(request):
    return run_factor_page(request, remove_app_page)


# Not for HEAD: whatever asks uses up the one time that they are shown.
@require_GET
def recovery_codes(request):
    answer = codes_page(request)
    answer.context_data |= {
        "next": next_of(request),
        "codes": [in_fours(code) for code in answer.context_data["unused_codes"]],
    }
    return answer


@require_http_methods(READ_OR_SENT)
@our_answer
def new_recovery_codes(request):
    return run_factor_page(request, new_codes_page)


@require_safe
def list_passkeys(request):
    answer = passkeys_page(request)
    answer.context_data["passkeys"] = [row.wrap() for row in answer.context_data["authenticators"]]
    return answer


@require_http_methods(READ_OR_SENT)
@our_answer
def add_passkey(request):
    return run_factor_page(request, add_passkey_page)


@require_http_methods(READ_OR_SENT)
@our_answer
def remove_passkey(request, pk):
    return run_factor_page(request, remove_passkey_page, pk=pk)


@require_http_methods(READ_OR_SENT)
def passkey_sign_in(request):
    return sign_in_by_passkey(request)
