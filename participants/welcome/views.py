from django.contrib import messages
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import submit_once
from coproduction.base.http import render_page

from .actions import welcome
from .forms import WelcomeForm


@require_http_methods(["GET", "HEAD", "POST"])
def welcome_someone(request):
    form = WelcomeForm(request.POST if request.method == "POST" else None, user=request.user)
    if answer := submit_once(request, form, lambda: welcome_and_say(request, form)):
        return answer
    crumbs = [("People", reverse("people:list")), ("Welcome someone", None)]
    return render_page(request, "welcome/welcome.html", {"form": form, "crumbs": crumbs})


def welcome_and_say(request, form):
    data = form.cleaned_data
    participant = welcome(
        organisation=form.where,
        name=data["name"],
        phone=data["phone"],
        email=data["email"],
        by_card=data["by_card"],
        **form.asked,
        by=request.user,
    )
    messages.success(request, f"{participant.name} is welcomed.")
    return reverse("people:person", args=[participant.pk])
