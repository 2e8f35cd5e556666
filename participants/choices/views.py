from django.views.decorators.http import require_http_methods

from participants.people.pages import SAVED, asked_on_a_page, mine

from .actions import offer_choice
from .forms import AskedChoicesForm, offered


@require_http_methods(["GET", "HEAD", "POST"])
def choices(request, person_id):
    """For who chooses by telling us. What they choose on their own page stands here too."""
    participant = mine(request, person_id)
    form = AskedChoicesForm(request.POST if request.method == "POST" else None, participant=participant)

    def act():
        for kind, picked in offered(form).items():
            offer_choice(participant=participant, kind=kind, picked=picked, by=request.user)
        return SAVED

    return asked_on_a_page(request, participant, form, act, "What they choose")
