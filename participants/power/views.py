from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import redirect_if_resubmitted
from projects.power.actions import check_power
from projects.power.models import PowerCheck
from projects.stages.pages import run_by_me, short_page

from .forms import PowerForm


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def power(request, project_id, stage_id):
    project, stage = run_by_me(request, project_id, stage_id)
    before = PowerCheck.objects.for_project(project).filter(stage=stage).first()
    start = {name: getattr(before, name) for name in PowerCheck.QUESTIONS} if before else {}
    form = PowerForm(request.POST if request.method == "POST" else None, initial=start)

    def act():
        check_power(stage=stage, held_by=form.held_by, on=form.cleaned_data["checked_on"], by=request.user)
        return "Kept. The people who take part can see it."

    return short_page(request, stage, form, act, "Who has the power to decide what", "Keep these answers")
