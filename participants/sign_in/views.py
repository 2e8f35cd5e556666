"""What a coordinator does for a person's way in, without learning from it whose a phone or email is elsewhere."""

import base64

import qrcode
from django.contrib import messages
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST
from qrcode.image.svg import SvgPathImage

from coproduction.accounts.cards import address_of, make_card, unused_cards, withdraw_card
from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, run_once
from coproduction.base.http import redirect_to, render_page
from coproduction.base.refusals import Refused
from participants.contact.models import Channel
from participants.people.pages import ask_on_a_page, visible_person

from .actions import change_sign_in, switch_on_sign_in
from .forms import ChangeSignInForm, SignInForm


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def sign_in(request, person_id):
    participant = visible_person(request, person_id)
    typed = request.POST if request.method == "POST" else None
    change = participant.user_id is not None
    form = (ChangeSignInForm if change else SignInForm)(typed, said=said_by(participant))

    def act():
        data = form.cleaned_data
        given = {"participant": participant, "phone": data["phone"], "email": data["email"], "by": request.user}
        if change:
            change_sign_in(**given, take_away=form.take_away)
        else:
            switch_on_sign_in(**given)
        return f"Saved. {participant.name} can sign in."

    return ask_on_a_page(request, participant, form, act, "How they sign in", lead=LEAD[change])


LEAD = {
    False: "They can sign in by a code to a phone or email that is theirs alone, or by a printed card. "
    "For a card, leave both empty: you make it on their page.",
    True: "What you write takes the place of what was there before. We never show what stands now. "
    "Wherever they are signed in, they are signed out.",
}


def said_by(participant):
    """{kind: (safe, address)} of how it is safe to reach them."""
    channels = Channel.objects.filter(contact__participant=participant)
    return {channel.kind: (channel.safe, channel.address) for channel in channels}


@require_POST
def card(request, person_id):
    """A new card, shown once. Sent again, it leads to the person's page: the card that was shown goes on working."""
    participant = visible_person(request, person_id)
    back = reverse("people:person", args=[participant.pk])
    form, made = IdempotentForm(request.POST), []

    def make():
        made.append(make_card(user=participant.user, organisation=participant.organisation, by=request.user))
        return back

    if not form.is_valid() or participant.user_id is None:
        messages.error(request, "No card was made. Switch on sign-in first, then press the button again.")
        return redirect_to(request, back)
    try:
        answer = run_once(request, make)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect_to(request, back)
    if not made:
        messages.info(request, "That card was shown once already. If it is lost, make a new one.")
        return answer
    return render_page(request, "sign_in/card.html", card_context(participant, made[0]))


def card_context(participant, made):
    address = address_of(made.number, made.words)
    crumbs = [("People", reverse("people:list")), (participant.name, reverse("people:person", args=[participant.pk]))]
    return {
        "person": participant,
        "card": made,
        "number": f"{made.number[:3]} {made.number[3:]}",
        "picture": picture_of(address),
        "where": address.partition("#")[0].partition("://")[2],
        "crumbs": [*crumbs, ("A card", None)],
    }


def picture_of(address):
    """A QR code as an image that stands in the page itself."""
    drawn = qrcode.make(address, image_factory=SvgPathImage, border=2).to_string()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn).decode()}"


@require_POST
def withdraw(request, person_id):
    participant = visible_person(request, person_id)
    for found in unused_cards(participant.user_id, participant.organisation_id):
        withdraw_card(card=found, by=request.user)
    messages.success(request, "There is no card that works now.")
    return redirect_to(request, reverse("people:person", args=[participant.pk]))
