from django.views.decorators.http import require_http_methods

from .actions import ask_what_helps
from .forms import HelpsForm
from .pages import SAVED, ask_on_a_page, visible_person


@require_http_methods(["GET", "HEAD", "POST"])
def helps(request, person_id):
    participant = visible_person(request, person_id)
    start = {
        "needs": list(participant.needs.filter(ended_on__isnull=True).values_list("words", flat=True)),
        "strengths": list(participant.strengths.values_list("words", flat=True)),
    }
    form = HelpsForm(request.POST if request.method == "POST" else None, initial=start)

    def act():
        ask_what_helps(participant=participant, **form.asked, by=request.user)
        return SAVED

    return ask_on_a_page(request, participant, form, act, "What helps, and what they bring")
