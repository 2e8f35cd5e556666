from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import redirect_if_resubmitted, submit_once
from coproduction.base.days import today
from coproduction.base.http import render_page
from participants.survey.models import SurveyRound
from projects.project.models import Project
from projects.project.pages import trail

from ..actions import WITHHELD_FOR, reflect
from ..forms import ReflectForm
from ..models import Reflection
from .signed_in import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def reflect_on(request: SignedInRequest, project_id: UUID, stage_id: UUID) -> HttpResponse:
    """The team's own six answers, for a round that is open or was closed a short while ago."""
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    rounds = SurveyRound.objects.for_project(project).select_related("stage")
    survey_round = get_object_or_404(rounds, stage=stage_id)
    form = ReflectForm(request.POST or None)
    if answer := submit_once(request, form, lambda: save_reflection(request, survey_round, form)):
        return answer
    context = {
        "project": project,
        "survey_round": survey_round,
        "form": form,
        "answered": Reflection.objects.filter(survey_round=survey_round, user=request.user).exists(),
        "over": survey_round.closed_on is not None and survey_round.closed_on + WITHHELD_FOR < today(),
        "crumbs": trail(project, ("Principles", principles_of(project)), ("The six questions", None)),
    }
    return render_page(request, "principles/reflect.html", context)


def save_reflection(request: SignedInRequest, survey_round: SurveyRound, form: ReflectForm) -> str:
    reflect(survey_round=survey_round, answers=form.answers, by=request.user)
    messages.success(request, "Kept. Thank you for looking at it honestly.")
    return principles_of(survey_round.project)


def principles_of(project: Project) -> str:
    return reverse("principles:project", args=[project.pk])
