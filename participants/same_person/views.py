"""Asks a colleague, alone and after they proved who they are, whether they take part here too. It names nobody."""

import secrets

from django.contrib import messages
from django.views.decorators.http import require_http_methods

from coproduction.accounts import sign_in_codes as codes
from coproduction.accounts.idempotency import redirect_if_resubmitted, submit_once
from coproduction.base import outbox
from coproduction.base.http import render_page
from participants.people.likeness import to_ask_about

from .actions import PROVED, UNPROVABLE, answer_same_person, proof_needed
from .forms import ProofForm, TakesPartForm

# What waits for a code, in this browser's session alone.
SENT = "own_hands"

THANKS = "Thank you. That is all."

NOT_THAT_NAME = "This is not what was written down. Ask the person who welcomed you which name they wrote."

WAIT = "That was tried many times. Wait 15 minutes, then try again."

NOT_RIGHT = "This code is not right. Use the newest message, or begin again."


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def confirm(request):
    waiting = list(to_ask_about(request.user).select_related("organisation", "user"))
    sent = request.session.get(SENT)
    asked = next((participant for participant in waiting if sent and str(participant.pk) == sent["about"]), None)
    if asked:
        return by_code(request, asked, sent["ticket"])
    form = TakesPartForm(request.POST if request.method == "POST" else None) if waiting else None
    if form and form.is_bound and form.is_valid() and form.cleaned_data["answer"] == "yes":
        check_name(request, form, waiting)
    if form and (done := submit_once(request, form, lambda: answer_same_person_and_say(request, form, waiting))):
        return done
    return render_page(request, "same_person/confirm.html", {"form": form, "crumbs": [("Something to confirm", None)]})


def check_name(request, form, waiting):
    """The name proves little by itself; but without it nobody takes the record of whoever shares their phone."""
    if not codes.may_attempt(codes.keyed("takes part as", str(request.user.pk))):
        form.add_error(None, WAIT)
    elif named(form, waiting) is None:
        form.add_error("name", NOT_THAT_NAME)


def named(form, waiting):
    typed = plain(form.cleaned_data["name"])
    return next((participant for participant in waiting if plain(participant.name) == typed), None)


def plain(name):
    return " ".join(name.split()).casefold()


def answer_same_person_and_say(request, form, waiting):
    """Of one organisation at a time: nearly always there is one."""
    if form.cleaned_data["answer"] == "no":
        place = waiting[0].organisation_id
        asked = [participant for participant in waiting if participant.organisation_id == place]
        answer_same_person(participants=asked, answer="no", by=request.user)
        return thank_for_answer(request)
    participant = named(form, waiting)
    proof = proof_needed(participant, request.user)
    if proof in (PROVED, UNPROVABLE):
        answer_same_person(participants=[participant], answer="yes", proved=proof == PROVED, by=request.user)
        return thank_for_answer(request)
    send_code(request, participant, *proof)
    return "confirm"


def thank_for_answer(request):
    request.session.pop(SENT, None)
    messages.success(request, THANKS)
    return "home"


def send_code(request, participant, channel, address):
    """To the very address that was given for the person. Which one it is the page does not say."""
    key, ticket = key_of(request.user, participant), secrets.token_urlsafe()
    if codes.may_be_sent(key):
        code = codes.six_digits()
        codes.store_code(key, ticket, code)
        outbox.send_code(channel=channel, address=address, code=code)
        request.session[SENT] = {"about": str(participant.pk), "ticket": ticket}


def key_of(user, participant):
    return codes.keyed("takes part too", str(user.pk), str(participant.pk))


def by_code(request, participant, ticket):
    if request.POST.get("again"):
        # Another name, or no after all.
        del request.session[SENT]
        return render_page(request, "same_person/confirm.html", {"form": TakesPartForm(), "crumbs": []})
    form = ProofForm(request.POST if request.method == "POST" else None)
    key = key_of(request.user, participant)
    if form.is_bound and form.is_valid():
        if not codes.may_attempt(key):
            form.add_error(None, WAIT)
        elif not codes.consume_code(key, ticket, form.cleaned_data["code"]):
            form.add_error("code", NOT_RIGHT)

    def effect():
        answer_same_person(participants=[participant], answer="yes", proved=True, by=request.user)
        return thank_for_answer(request)

    if done := submit_once(request, form, effect):
        return done
    context = {"form": form, "coded": True, "crumbs": [("Something to confirm", None)]}
    return render_page(request, "same_person/confirm.html", context)
