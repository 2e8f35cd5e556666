"""Messages that did not arrive, for whoever can tell people in another way: managers see no names of participants."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, submit_once_and_say
from coproduction.accounts.undelivered import mark_dealt_with, one_telling
from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.http import redirect_to, render_page
from coproduction.base.models import Message, Wording
from participants.involvement.models import Involvement
from participants.people.models import IN_CARE, Participant
from projects.project.models import Project, TeamMember

PER_PAGE = 20


def seen_by(user):
    """A manager sees all of the organisation's; a coordinator those to participants whose page they may open.

    Those that were dealt with are among them.
    """
    theirs = Participant.objects.visible_to(user).filter(user__isnull=False)
    to_them = Q(recipient__in=theirs.values("user"), organisation__in=user.organisations_as(COORDINATOR))
    managed = Q(organisation__in=user.organisations_as(MANAGER))
    return Message.objects.not_arrived().filter(managed | to_them & ~Q(wording=Wording.INVITE))


def count_for(user):
    """How many nobody has dealt with. Most days there is none at all, which takes no look at who may see whom."""
    waiting = Message.objects.undelivered().filter(organisation__in=user.organisations_as(COORDINATOR | MANAGER))
    return seen_by(user).undelivered().count() if waiting.exists() else 0


@require_safe
def undelivered(request):
    found = seen_by(request.user).undelivered().order_by("queued_at", "pk")
    here = Paginator(by_person(found), PER_PAGE).get_page(request.GET.get("page"))
    return render_page(request, "pages/undelivered.html", {"page": here, "rows": rows(here, request.user)})


def by_person(found):
    """Lists of messages, one for each person: those that did not go apart from those that may have gone."""
    together = {}
    for message in found:
        together.setdefault(one_telling(message), []).append(message)
    return list(together.values())


def rows(found, user):
    """What is shown of each person's messages: whose they are as far as `user` may see it, and never an address."""
    recipients = {messages[-1].recipient_id for messages in found}
    people = {
        (person.organisation_id, person.user_id): person
        for person in Participant.objects.visible_to(user).filter(user__in=recipients)
    }
    known_to = contacts(recipients, user)
    return [
        {
            "message": (last := messages[-1]),
            "count": len(messages),
            "says": sorted({Wording(message.wording).label for message in messages}),
            "channels": sorted({message.get_channel_display() for message in messages}),
            "person": people.get((last.organisation_id, last.recipient_id)),
            "contacts": known_to.get((last.organisation_id, last.recipient_id), []),
            "invites": last.wording == Wording.INVITE,
            "form": IdempotentForm(),
        }
        for messages in found
    ]


def contacts(recipients, user):
    """Who can ring whom, by organisation and recipient: the contacts of their projects that `user` may see."""
    involved = (
        Involvement.objects.not_declined()
        .filter(participant__user__in=recipients, project__in=Project.objects.visible_to(user))
        .values_list("organisation_id", "participant__user_id", "project_id", "project__closed_on")
    )
    named = contacts_of({project for *_, project, _ in involved})
    live, closed = {}, {}
    for organisation, recipient, project, closed_on in involved:
        whose = live if closed_on is None else closed
        whose.setdefault((organisation, recipient), set()).update(named.get(project, ()))
    # Of those who are in a live project its contact rings; of the others that of the one they were in.
    return {key: sorted(found, key=str) for key, found in (closed | live).items()}


def contacts_of(projects):
    """The contact of each project; where it has none now, its deputy."""
    team = TeamMember.objects.current().filter(project__in=projects, part__in=IN_CARE).select_related("user")
    # By part: the deputy is written first, and the contact in their place.
    return {member.project_id: [member.user] for member in sorted(team, key=lambda member: member.part, reverse=True)}


@require_POST
@redirect_if_resubmitted
def dealt_with(request, message_id):
    among = seen_by(request.user)
    message = get_object_or_404(among, pk=message_id)

    def act():
        mark_dealt_with(message=message, among=among, by=request.user)
        return "Marked as dealt with. Thank you."

    form = IdempotentForm(request.POST)
    if answer := submit_once_and_say(request, form, act, lambda: "undelivered"):
        return answer
    messages.warning(request, " ".join(form.non_field_errors()) or "This was not marked. Try it once more.")
    return redirect_to(request, "undelivered")
