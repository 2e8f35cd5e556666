from functools import partial

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from coproduction.accounts.idempotency import IdempotentForm
from coproduction.base.http import redirect_to, run_and_report
from projects.stages.pages import run_by_me

from .actions import close_round
from .models import SurveyRound


@require_POST
def end_questions(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    survey_round = get_object_or_404(SurveyRound.objects.for_project(project).filter(stage=stage))
    if IdempotentForm(request.POST).is_valid():
        act = partial(close_round, survey_round=survey_round, by=request.user)
        run_and_report(request, act, "Closed. What people said counts from now on.")
    return redirect_to(request, "stages:stage", project.pk, stage.pk)
