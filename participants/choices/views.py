from django.views.decorators.http import require_http_methods

from participants.people.pages import SAVED, ask_on_a_page, visible_person

from .actions import offer_choice
from .forms import AskedChoicesForm, asked_choices


@require_http_methods(["GET", "HEAD", "POST"])
def ask_choices(request, person_id):
    """For who chooses by telling us. What they choose on their own page stands here too."""
    participant = visible_person(request, person_id)
    form = AskedChoicesForm(request.POST if request.method == "POST" else None, participant=participant)

    def act():
        for kind, picked in asked_choices(form).items():
            offer_choice(participant=participant, kind=kind, picked=picked, by=request.user)
        return SAVED

    return ask_on_a_page(request, participant, form, act, "What they choose")
