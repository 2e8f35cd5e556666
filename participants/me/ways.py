from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import redirect_if_resubmitted, submit_once
from participants.agreements.actions import say_of_agreement
from participants.agreements.forms import SayOfWaysForm
from participants.agreements.rules import current_answers_of, held_in_stages_of
from participants.portal.frame import mine, my_page


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def my_ways(request, said_id):
    """How we work together: read it, and say yes or what should change. It can be said again, another way."""
    said = get_object_or_404(current_answers_of(mine(request)).select_related("participant"), pk=said_id)
    form = SayOfWaysForm(request.POST if request.method == "POST" else None, initial={"words": said.words})
    if answer := submit_once(request, form, lambda: say_of_ways_and_say(request, said, form)):
        return answer
    context = {"form": form, "said": said, "held": held_in_stages_of(said.participant, said.project)}
    return my_page(request, "me/ways.html", context, project=said.project)


def say_of_ways_and_say(request, said, form):
    say_of_agreement(said=said, yes=form.yes, words=form.cleaned_data["words"], by=request.user)
    messages.success(request, "Thank you." if form.yes else "Thank you. We will talk about it with you.")
    return reverse("me:home")
