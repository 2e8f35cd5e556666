"""On the project's side: who is a peer, and what the deputy takes down."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, submit_once_and_say
from coproduction.base import days
from coproduction.base.http import redirect_to, render_page, run_and_report
from participants.peers import actions as peers
from participants.survey.models import SurveyInvitation
from projects.project.models import Project
from projects.project.pages import trail
from projects.stages.pages import run_by_me, stage_trail

from .forms import PeerForm, TakeDownForm
from .models import Peer
from .proxy_answers import is_deputy


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def name_peer_view(request, project_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    form = PeerForm(request.POST if request.method == "POST" else None, project=project)

    def act():
        participant = form.cleaned_data["participant"]
        peers.name_peer(project=project, participant=participant, by=request.user)
        return f"{participant} is a peer now. Tell them what that means."

    why = "A peer takes part, and can write down what others answer to the six questions. Ask them first."
    return step(request, project, form, act, "Name a peer", why)


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def end_peer_view(request, project_id, peer_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    peer = get_object_or_404(Peer.objects.for_project(project).select_related("participant"), pk=peer_id)
    form = IdempotentForm(request.POST if request.method == "POST" else None)

    def act():
        peers.end_peer(peer=peer, by=request.user)
        return f"{peer.participant} is no longer a peer. Thank them."

    why = "They still take part. They can no longer write down what others answer."
    return step(request, project, form, act, f"{peer.participant} is no longer a peer", why)


def step(request, project, form, act, heading, why):
    """One short form about the peers: shown, and when it is right, done by `act`, which returns what to say."""
    team = reverse("project_team", args=[project.pk])
    if answer := submit_once_and_say(request, form, act, lambda: team):
        return answer
    crumbs = trail(project, ("Team", team), (heading, None))
    context = {
        "form": form, "project": project, "heading": heading, "why": why, "may_change": True, "crumbs": crumbs,
    }  # fmt: skip
    return render_page(request, "team/team_step.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_down_as_deputy(request, project_id, stage_id, survey_invitation_id):
    """For the deputy alone. Not a form that is remembered: what was sent must not lead back to who said it."""
    project, stage = run_by_me(request, project_id, stage_id)
    if not is_deputy(project.pk, request.user):
        raise Http404
    theirs = (
        SurveyInvitation.objects.for_project(project)
        .filter(survey_round__stage=stage)
        .exclude(participant__user=request.user)
    )
    invitation = get_object_or_404(theirs.select_related("survey_round__stage", "participant"), pk=survey_invitation_id)
    waits = SurveyInvitation.objects.waiting(days.today()).filter(pk=invitation.pk).exists()
    form = TakeDownForm(request.POST if request.method == "POST" else None, name=invitation.participant.name)
    if not waits or form.is_valid():
        take_down_answers_and_say(request, invitation, form)
        return redirect_to(request, "stages:stage", project.pk, stage.pk)
    crumbs = stage_trail(project, stage, ("Write down answers", None))
    context = {"form": form, "invitation": invitation, "stage": stage, "project": project, "crumbs": crumbs}
    return render_page(request, "peers/take_down.html", context)


def take_down_answers_and_say(request, invitation, form):
    """Keeps what was taken down, or says that it is too late."""
    answers = form.answers if form.is_valid() else {}
    act = partial(peers.take_down_answers, invitation=invitation, answers=answers, by=request.user)
    run_and_report(request, act, f"Sent. Thank {invitation.participant.name} for us.", messages.INFO)
