"""Messages that did not arrive, for whoever can tell people in another way: managers see no names of participants."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from coproduction.accounts.once import OnceForm, said_once, sent_again_leads_on
from coproduction.accounts.undelivered import mark_dealt_with
from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.http import go_to, page
from coproduction.base.models import Message, Wording
from participants.models import Participant

PER_PAGE = 20


def seen_by(user):
    """A manager sees all of the organisation's; a coordinator those to participants whose page they may open.

    Those that were dealt with are among them.
    """
    theirs = Participant.objects.visible_to(user).filter(user__isnull=False)
    to_them = Q(recipient__in=theirs.values("user"), organisation__in=user.organisations_as(COORDINATOR))
    managed = Q(organisation__in=user.organisations_as(MANAGER))
    return Message.objects.not_arrived().filter(managed | to_them & ~Q(wording=Wording.INVITE))


@require_safe
def undelivered(request):
    found = seen_by(request.user).undelivered().order_by("queued_at", "pk")
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "pages/undelivered.html", {"page": here, "rows": rows(here, request.user)})


def rows(found, user):
    """What is shown of each message: to whom as far as this person may see it, and never at which address."""
    recipients = {message.recipient_id for message in found}
    people = {
        (person.organisation_id, person.user_id): person
        for person in Participant.objects.visible_to(user).filter(user__in=recipients)
    }
    return [
        {
            "message": message,
            "says": Wording(message.wording).label,
            "person": people.get((message.organisation_id, message.recipient_id)),
            "invites": message.wording == Wording.INVITE,
            "form": OnceForm(),
        }
        for message in found
    ]


@require_POST
@sent_again_leads_on
def dealt_with(request, message_id):
    message = get_object_or_404(seen_by(request.user), pk=message_id)

    def act():
        mark_dealt_with(message=message, by=request.user)
        return "Marked as dealt with. Thank you."

    form = OnceForm(request.POST)
    if answer := said_once(request, form, act, lambda: "undelivered"):
        return answer
    messages.warning(request, " ".join(form.non_field_errors()) or "This was not marked. Try it once more.")
    return go_to(request, "undelivered")
