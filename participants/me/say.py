from functools import partial

from django.contrib import messages
from django.db.models import F, Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from coproduction.base import days
from coproduction.base.http import redirect_to, run_and_report
from coproduction.base.rooms import Place
from participants.choices.models import Choice
from participants.contributions import actions as contributions_actions
from participants.contributions.forms import SayForm
from participants.contributions.models import Contribution
from participants.corrections.history import with_history
from participants.links import links_on
from participants.messages.reach import choice_of
from participants.portal.frame import mine, my_page, took_part_in
from participants.promises.models import Promise
from participants.survey import actions as survey_actions
from participants.survey.forms import SixForm
from participants.survey.models import SurveyInvitation
from projects.project.models import Project

from .first_page import waiting_questions
from .news import projects_of

SHOWN = 30


def my_projects(request):
    """Live projects that they are or were part of, the newest first; then closed ones in which they took part."""
    live = Q(closed_on__isnull=True, pk__in=projects_of(mine(request)))
    over = Q(closed_on__isnull=False, pk__in=took_part_in(request))
    return Project.objects.filter(live | over).order_by(F("closed_on").desc(nulls_first=True), "-starts_on")


@require_http_methods(["GET", "HEAD", "POST"])
def say(request):
    people, projects = list(mine(request).prefetch_related("choices")), my_projects(request)
    credit = choice_of(people[0], Choice.Kind.CREDIT) if people else ""
    form = SayForm(request.POST if request.method == "POST" else None, projects=projects, credit=credit)
    if answer := submit_once(request, form, lambda: add_contribution_and_say(request, form, people)):
        return answer
    said = Contribution.objects.filter(participant__in=people).order_by("-said_on", "-recorded_at")[:SHOWN]
    promised = list(my_promises(request, people))
    said = with_history([*said, *promised])[: -len(promised) or None]
    context = {
        "form": form,
        "has_projects": projects.exists(),
        "said": said,
        "promises": [(promise, promise.how_late(days.today())) for promise in promised],
        "invitations": waiting_questions(people),
        "links": links_on(Place.SAYING),
    }
    return my_page(request, "me/say.html", context)


def add_contribution_and_say(request, form, people):
    typed = form.cleaned_data
    participant = next(person for person in people if person.organisation_id == typed["project"].organisation_id)
    fields = {name: typed[name] for name in ("project", "words", "credit")}
    contributions_actions.add_contribution(participant=participant, by=request.user, **fields)
    messages.success(request, "Thank you. We read it, and we answer you here.")
    return reverse("me:say")


def my_promises(request, people):
    """Made to them, or to everyone in a project they are or were part of. Closing it takes back no promise."""
    to_all = Q(participant__isnull=True, project__in=projects_of(people))
    found = Promise.objects.filter(Q(participant__in=people) | to_all).select_related("organisation")
    return found.order_by("-by_when")[:SHOWN]


@require_http_methods(["GET", "HEAD", "POST"])
def six(request, survey_invitation_id):
    theirs = SurveyInvitation.objects.filter(participant__in=mine(request)).select_related(
        "survey_round__stage__project", "participant"
    )
    invitation = get_object_or_404(theirs, pk=survey_invitation_id)
    form = SixForm(request.POST if request.method == "POST" else None)
    if invitation.done or invitation.survey_round.closed_on:
        messages.info(request, "These questions are closed now. Thank you all the same.")
        return redirect_to(request, "me:say")
    skips = request.method == "POST" and "skip" in request.POST
    if skips or form.is_valid():
        act = partial(
            survey_actions.answer_six, invitation=invitation, answers={} if skips else form.answers, by=request.user
        )
        done = "That is fine. We will not ask again." if skips else "Thank you for telling us."
        run_and_report(request, act, done, messages.INFO)
        return redirect_to(request, "me:home")
    stage = invitation.survey_round.stage
    return my_page(request, "me/six.html", {"form": form, "stage": stage}, project=stage.project)
