"""How an organisation and its people come in: the first-run page, and the page of an invitation."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, run_once
from coproduction.accounts.invitations import accept, decline, is_current, own_invitations
from coproduction.accounts.models import Organisation
from coproduction.accounts.organisations import AlreadySetUp, create_organisation
from coproduction.accounts.roles import STAFF_ROLES
from coproduction.base.http import render_page
from coproduction.base.refusals import Refused

from ..forms import AcceptForm, SetUpForm


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request):
    """While there is no organisation. Once there is one, this page does not exist."""
    if Organisation.objects.exists():
        raise Http404
    form = SetUpForm(request.POST if request.method == "POST" else None, instance=Organisation())
    if request.method == "POST" and form.is_valid():
        first = {"person": form.cleaned_data["person"], "email": form.cleaned_data["email"]}
        try:
            create_organisation(settled=form.settled, **first, first=True, by=None)
        except AlreadySetUp as done:
            raise Http404 from done
        messages.success(request, f"Set up. {first['person']} is invited: they sign in with that email address.")
        return redirect("account_request_login_code")
    return render_page(request, "organisation/set_up.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def invitation(request, invitation_id):
    """For the invited person alone, who may have no part here yet."""
    asked = own_invitation(request.user, invitation_id)
    if asked is None:
        raise Http404
    if not is_current(asked):
        return invitation_over(request, asked)
    says_no = request.POST.get("answer") == "no"
    says_yes = request.method == "POST" and not says_no
    form = AcceptForm(request.POST if says_yes else None, initial={"name": request.user.name})
    no = IdempotentForm(request.POST if says_no else None)
    if request.method == "POST" and (no if says_no else form).is_valid():
        answer = decline_invitation if says_no else accept_invitation
        try:
            return run_once(request, lambda: answer(request, asked, form))
        except Refused:
            return invitation_over(request, own_invitation(request.user, invitation_id))
    does = [label for name, label in STAFF_ROLES if name in asked.roles]
    return render_page(
        request, "organisation/invitation.html", {"invitation": asked, "form": form, "no": no, "does": does}
    )


def own_invitation(user, invitation_id):
    return next((invitation for invitation in own_invitations(user) if invitation.pk == invitation_id), None)


def accept_invitation(request, asked, form):
    accept(invitation=asked, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, "Welcome. One more step: a second way to prove that it is you, then you can begin.")
    return reverse("mfa_index")


def decline_invitation(request, asked, form):
    decline(invitation=asked, by=request.user)
    messages.success(request, "You said no. That is fine, and nothing else changes.")
    return reverse("home")


def invitation_over(request, asked):
    """An invitation that was answered, taken back, or left too long."""
    ended = not asked.accepted_at and not asked.withdrawn_at and asked.ends_at <= timezone.now()
    answer = render_page(request, "organisation/invitation_over.html", {"invitation": asked, "ended": ended})
    answer.status_code = 409 if request.method == "POST" else 200
    return answer
