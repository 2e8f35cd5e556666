"""For a peer: who has not answered the six questions yet, and what they say, taken down."""

from itertools import groupby
from operator import attrgetter

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from coproduction.base import days
from coproduction.base.http import redirect_to
from participants.peers.forms import TakeDownForm
from participants.peers.proxy_answers import peer_of
from participants.peers.views import take_down_answers_and_say
from participants.portal.frame import mine, my_page
from participants.survey.models import SurveyInvitation


@require_safe
def peer(request):
    projects = peer_projects(request)
    waiting = others(request, projects).waiting(days.today())
    in_order = waiting.order_by("survey_round__closes_on", "survey_round", "participant__name")
    rounds = [
        {"survey_round": survey_round, "waiting": list(invitations)}
        for survey_round, invitations in groupby(in_order, attrgetter("survey_round"))
    ]
    return my_page(request, "me/peer.html", {"rounds": rounds})


@require_http_methods(["GET", "HEAD", "POST"])
def take_down_as_peer(request, survey_invitation_id):
    """Not a form that is remembered: what was sent must not lead back to who said it."""
    invitation = get_object_or_404(others(request, peer_projects(request)), pk=survey_invitation_id)
    waits = SurveyInvitation.objects.waiting(days.today()).filter(pk=invitation.pk).exists()
    form = TakeDownForm(request.POST if request.method == "POST" else None, name=invitation.participant.name)
    if not waits or form.is_valid():
        take_down_answers_and_say(request, invitation, form)
        return redirect_to(request, "me:peer")
    context = {"form": form, "invitation": invitation, "stage": invitation.survey_round.stage}
    return my_page(request, "me/take_down.html", context, project=invitation.project)


def peer_projects(request):
    """Ids of the projects in which they are a peer now. For everybody else this page does not exist."""
    projects = list(peer_of(request.user).values_list("project", flat=True))
    if not projects:
        raise Http404
    return projects


def others(request, projects):
    """Who was asked in these projects, save themselves."""
    invitations = SurveyInvitation.objects.for_projects(projects).exclude(participant__in=mine(request))
    return invitations.select_related("survey_round__stage", "participant", "project")
