"""The page of an organisation for its managers: settings, staff, invitations."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, run_once, submit_once
from coproduction.accounts.invitations import invite, is_current, withdraw
from coproduction.accounts.models import Invitation, Organisation
from coproduction.accounts.organisations import change_roles, change_settings, take_away_second_factor
from coproduction.accounts.roles import roles_in, roles_in_words, staff_of, too_few_hands
from coproduction.base.access import MANAGER
from coproduction.base.http import render_page, run_and_report
from coproduction.base.models import Message

from ..forms import DAYS, ChangeSettingsForm, InviteForm, RolesForm


def managed_organisations(user):
    return Organisation.objects.filter(pk__in=user.organisations_as(MANAGER)).order_by("name", "pk")


@require_safe
def organisation(request):
    """Of each organisation that this person manages: nearly always one."""
    houses = [as_shown(organisation) for organisation in managed_organisations(request.user)]
    return render_page(request, "organisation/home.html", {"houses": houses})


def as_shown(organisation):
    invitations = Invitation.objects.filter(
        organisation=organisation, accepted_at__isnull=True, withdrawn_at__isnull=True
    )
    staff = staff_of(organisation)
    return {
        "organisation": organisation,
        "undelivered": Message.objects.undelivered().filter(organisation=organisation).count(),
        "days": [name for number, name in DAYS if number in organisation.working_days],
        "staff": [{"person": person, "roles": roles_in_words(roles)} for person, roles in staff],
        "too_few_hands": too_few_hands([organisation.pk]),
        "two": any(len(roles) > 1 for _, roles in staff),
        "invitations": [
            {
                "invitation": invitation,
                "roles": roles_in_words(invitation.roles),
                "current": is_current(invitation),
                "form": IdempotentForm(),
            }
            for invitation in invitations.select_related("user", "invited_by").order_by("invited_at", "pk")
        ],
    }


def crumbs(*further):
    return [("Organisation", reverse("organisation:home")), *further]


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def settings(request, organisation_id):
    organisation = get_object_or_404(managed_organisations(request.user), pk=organisation_id)
    form = ChangeSettingsForm(request.POST if request.method == "POST" else None, instance=organisation)
    if answer := submit_once(request, form, lambda: save_settings(request, organisation, form)):
        return answer
    return render_page(request, "organisation/settings.html", {"form": form, "crumbs": crumbs(("Settings", None))})


def save_settings(request, organisation, form):
    change_settings(organisation=organisation, settled=form.settled, seen=form.cleaned_data["seen"], by=request.user)
    messages.success(request, "Saved.")
    return reverse("organisation:home")


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def invite_someone(request, organisation_id):
    organisation = get_object_or_404(managed_organisations(request.user), pk=organisation_id)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if answer := submit_once(request, form, lambda: send_invitation(request, organisation, form.cleaned_data)):
        return answer
    context = {"form": form, "organisation": organisation, "crumbs": crumbs(("Invite someone", None))}
    return render_page(request, "organisation/invite.html", context)


def send_invitation(request, organisation, answers):
    invite(
        organisation=organisation,
        name=answers["name"],
        email=answers["email"],
        roles=answers["roles"],
        by=request.user,
    )
    messages.success(request, "Invited. Tell them as well: a message does not always arrive.")
    return reverse("organisation:home")


@require_POST
@redirect_if_resubmitted
def withdraw_invitation(request, invitation_id):
    theirs = Invitation.objects.filter(organisation__in=request.user.organisations_as(MANAGER))
    invitation = get_object_or_404(theirs, pk=invitation_id)
    return run_once(request, lambda: take_back_invitation(request, invitation))


def take_back_invitation(request, invitation):
    done = "Taken back. It does not let anybody in any more."
    run_and_report(request, lambda: withdraw(invitation=invitation, by=request.user), done, messages.WARNING)
    return reverse("organisation:home")


def colleague(request, organisation_id, member_id):
    """An organisation that this person manages, and somebody who works there."""
    organisation = get_object_or_404(managed_organisations(request.user), pk=organisation_id)
    member = next((person for person, _ in staff_of(organisation) if person.pk == member_id), None)
    if member is None:
        raise Http404
    return organisation, member


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def roles(request, organisation_id, member_id):
    organisation, member = colleague(request, organisation_id, member_id)
    form = RolesForm(request.POST if request.method == "POST" else None, held=roles_in(organisation, member))
    if answer := submit_once(request, form, lambda: save_roles(request, organisation, member, form)):
        return answer
    context = {"form": form, "organisation": organisation, "member": member, "crumbs": crumbs((str(member), None))}
    context["lost"] = IdempotentForm()
    return render_page(request, "organisation/roles.html", context)


def save_roles(request, organisation, member, form):
    roles = form.cleaned_data["roles"]
    change_roles(organisation=organisation, member=member, roles=roles, seen=form.before, by=request.user)
    now = f"From now on: {roles_in_words(roles)}." if roles else "They have no part here any more, from the next click."
    messages.success(request, now)
    # Without the role of a manager there is no way back to this page.
    still = member != request.user or "manager" in roles
    return reverse("organisation:home" if still else "home")


@require_POST
@redirect_if_resubmitted
def lost_factor(request, organisation_id, member_id):
    organisation, member = colleague(request, organisation_id, member_id)
    return run_once(request, lambda: reset_second_factor(request, organisation, member))


def reset_second_factor(request, organisation, member):
    done = f"{member} is signed out everywhere. They sign in by a code and set up a new one."
    act = partial(take_away_second_factor, organisation=organisation, member=member, by=request.user)
    run_and_report(request, act, done, messages.WARNING)
    return reverse("organisation:home")
