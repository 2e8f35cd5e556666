"""One effect for each form that is sent: a token in the form, unique in the database."""

import uuid
from functools import wraps

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db import IntegrityError
from django.shortcuts import resolve_url
from django.utils.crypto import salted_hmac
from django.utils.html import format_html

from coproduction.base.drafts import MARK, Drafted
from coproduction.base.http import had_effect, redirect_to
from coproduction.base.refusals import Refused

from .audit import one_piece_of_work
from .models import SubmittedForm

# What the page brings with it.
NOT_TYPED = {"csrfmiddlewaretoken", MARK}


class ChangedOnResend(Refused):
    """The same form came again with other words in it."""

    def __init__(self):
        super().__init__("This form was sent before, and that is saved. To change something, open the page afresh.")


class TokenAndMark(forms.BoundField):
    """The token, and beside it what a draft of this form is known by."""

    def as_widget(self, *args, **kwargs):
        return format_html("{}{}", super().as_widget(*args, **kwargs), self.form.mark)


class TokenField(forms.UUIDField):
    """The token of a page. In place of one that did not arrive whole the page gets a new one, to be sent again."""

    widget = forms.HiddenInput
    bound_field_class = TokenAndMark

    def __init__(self):
        super().__init__(initial=uuid.uuid4)

    def bound_data(self, data, initial):
        return data if read_token(data) else str(uuid.uuid4())


class IdempotentForm(Drafted, forms.Form):
    """A form that has its effect once. Its view ends in `submit_once`, or in `run_once` itself."""

    token = TokenField()


def run_once(request, effect, leads_to=""):
    """Runs `effect` unless this very form already had it; then leads to where `effect` said.

    `effect()` returns what `redirect` takes: a path or a route name. A form sent twice leads to the first one's place.
    `leads_to`: the path that it will return, where that is known before.
    """
    token, digest = read_token(request.POST.get("token")), digest_of(request.POST)
    if token is None:
        raise BadRequest("A form without its token.")
    try:
        with one_piece_of_work():
            mark = SubmittedForm.objects.create(token=token, user=request.user, digest=digest, led_to=leads_to)
            mark.led_to = resolve_url(effect())
            if mark.led_to != leads_to:
                mark.save(update_fields=["led_to"])
        had_effect(request)
        return redirect_to(request, mark.led_to)
    except IntegrityError:
        first = SubmittedForm.objects.filter(token=token).first()
        if first is None:
            raise
        if (first.user_id, first.digest) != (request.user.pk, digest):
            raise ChangedOnResend from None
        had_effect(request)
        return redirect_to(request, first.led_to)


def submit_once(request, form, effect, *also, leads_to=""):
    """The answer of `run_once` where this form was sent and is right, and each formset in `also` with it; else None.

    An effect that is refused is an error of the form. All are asked, so that one page shows all there is to put right.
    """
    right = [sent_form.is_valid() for sent_form in (form, *also)]
    if request.method != "POST" or not all(right):
        return None
    try:
        return run_once(request, effect, leads_to)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None


def submit_once_and_say(request, form, act, to):
    """`submit_once` for a short step: `act()` returns what to say about it, and then `to()` where to go."""

    def effect():
        messages.success(request, act())
        return to()

    return submit_once(request, form, effect)


def redirect_if_resubmitted(view):
    """For a view whose effect changes what its form may say: the very form that had its effect is not judged anew."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "POST" and (place := place_of_first(request)):
            return redirect_to(request, place)
        return view(request, *args, **kwargs)

    return answer


def place_of_first(request):
    """Where this form led when it had its effect; None where it has not yet, or says something else now."""
    token = read_token(request.POST.get("token"))
    if token is None:
        return None
    first = SubmittedForm.objects.filter(token=token, user=request.user, digest=digest_of(request.POST)).first()
    if first is None:
        return None
    had_effect(request)
    return first.led_to


def read_token(words):
    """The token that was sent, a UUID; None where that is none."""
    try:
        return uuid.UUID(words or "")
    except ValueError:
        return None


def digest_of(data):
    """What the person typed, whatever the order of the fields and the page's own token.

    Under the secret key: an answer is one of few, and could be found from a plain digest and the person beside it.
    """
    typed = sorted((key, value) for key, values in data.lists() for value in values if key not in NOT_TYPED)
    return salted_hmac("submitted form", repr(typed), algorithm="sha256").hexdigest()
