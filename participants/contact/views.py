from django.views.decorators.http import require_http_methods

from participants.people.pages import SAVED, ask_on_a_page, visible_person

from .actions import recheck_contact
from .forms import SafeContactForm
from .models import Channel, SafeContact

NO_CODE = "Where a text or an email is not safe, no sign-in code goes there either. They can sign in by a card."


@require_http_methods(["GET", "HEAD", "POST"])
def contact(request, person_id):
    participant = visible_person(request, person_id)
    safe = SafeContact.objects.visible_to(request.user).filter(participant=participant).first()
    form = SafeContactForm(request.POST if request.method == "POST" else None, initial=SafeContactForm.start_from(safe))

    def act():
        recheck_contact(participant=participant, contact=form.contact, channels=form.channels, by=request.user)
        unsafe = any(form.channels[kind][0] == Channel.Safe.NO for kind in ("text", "email"))
        return f"{SAVED} {NO_CODE}" if unsafe else SAVED

    return ask_on_a_page(request, participant, form, act, "How it is safe to reach them")
