from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import redirect_if_resubmitted
from coproduction.base.http import redirect_to
from participants.involvement.models import Involvement
from participants.people.pages import SAVED, ask_on_a_page, visible_person
from projects.project.models import Project
from projects.sessions.models import Session

from .actions import arrange_adaptation, put_in_place, say_whether_it_worked
from .forms import ArrangeForm, InPlaceForm, WorkedForm
from .models import Adaptation

ARRANGE = "Arrange something that helps"

FIRST_A_PROJECT = "They take part in none of your projects now. Add them to a stage, then arrange it."

THEY_SEE_IT = "They see it on their own page, and can say there whether it worked."

THEY_TELL_US = "They have no page of their own, so ask them whether it worked."


@require_http_methods(["GET", "HEAD", "POST"])
def arrange(request, person_id):
    participant = visible_person(request, person_id)
    projects = projects_with(request, participant)
    if not projects:
        messages.info(request, FIRST_A_PROJECT)
        return redirect_to(request, "people:person", participant.pk)
    needs = list(
        participant.needs.filter(ended_on__isnull=True).order_by("recorded_at").values_list("words", flat=True)
    )
    form = ArrangeForm(
        request.POST if request.method == "POST" else None,
        needs=needs,
        projects=projects,
        sessions=Session.objects.planned().for_projects(projects),
    )

    def act():
        arrange_adaptation(participant=participant, **form.arranged, by=request.user)
        return "Saved. Say on this page when it is in place."

    return ask_on_a_page(request, participant, form, act, ARRANGE, lead_for(participant), "Arrange it")


def lead_for(participant):
    return THEY_SEE_IT if participant.user_id else THEY_TELL_US


def projects_with(request, participant):
    """The live projects that this coordinator runs and the person takes part in."""
    involved = Involvement.objects.filter(participant=participant).exclude(state=Involvement.State.DECLINED)
    return Project.objects.run_by(request.user).current().filter(pk__in=involved.values("project"))


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def update_adaptation(request, person_id, adaptation_id):
    """Two steps on one page: it is in place; then, for who has no page of their own, whether it worked."""
    participant = visible_person(request, person_id)
    theirs = Adaptation.objects.run_by(request.user).filter(participant=participant)
    if participant.user_id:
        theirs = theirs.filter(in_place_on__isnull=True)
    adaptation = get_object_or_404(theirs, pk=adaptation_id)
    typed = request.POST if request.method == "POST" else None
    if adaptation.in_place_on is None:
        form = InPlaceForm(typed)
    else:
        form = WorkedForm(typed, initial={"worked": {True: "yes", False: "no"}.get(adaptation.worked)})

    def act():
        if adaptation.in_place_on is None:
            put_in_place(adaptation=adaptation, on=form.cleaned_data["in_place_on"], by=request.user)
        else:
            say_whether_it_worked(adaptation=adaptation, worked=form.cleaned_data["worked"], by=request.user)
        return SAVED

    return ask_on_a_page(request, participant, form, act, adaptation.words, lead_for(participant), "Save this")
