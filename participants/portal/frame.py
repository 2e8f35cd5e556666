"""What every page of a person's own has: the rows that are theirs, and a named person to ask."""

from django.db.models import F

from coproduction.accounts.models.user import NAMELESS
from coproduction.base.access import PARTICIPANT
from coproduction.base.http import render_page
from coproduction.base.read_once import once
from coproduction.base.tags import as_dialled
from participants.involvement.models import Involvement
from participants.people.models import Participant
from projects.project.models import TeamMember


def mine(request):
    """The participants that this person is. Everything under /me/ is reached from these rows alone."""
    return Participant.objects.of(request.user)


def took_part_in(request):
    """Ids of the projects in which they take part or took part."""
    return Involvement.objects.past_or_current().filter(participant__in=mine(request)).values("project")


def my_ids(request):
    """Of these rows; read once where a page is only read."""
    return once(("takes part as", request.user.pk), lambda: mine(request).values_list("pk", flat=True))


def my_page(request, template, context, project=None):
    """Its person to ask is that of the project (or its id) that it is about, where it is about one."""
    of_project = {"help_contact": help_contact(my_ids(request), project)} if project else {}
    return render_page(request, template, {**of_project, **context})


def help_if_mine(request):
    """The person to ask on any page, where somebody who takes part looks at it; else None."""
    user = getattr(request, "user", None)
    takes_part = user and user.is_authenticated and user.roles & PARTICIPANT
    return help_contact(my_ids(request)) if takes_part else None


def help_contact(ids, project=None):
    """The named contact of the project; without one, of the last project they are in, a live one first: who is still
    owed something by a closed one has somebody to ask. Else the organisation.
    """
    contacts = TeamMember.objects.open_ended()
    if project is not None:
        contacts = contacts.filter(part=TeamMember.Part.CONTACT, project=project)
    else:
        theirs = Involvement.objects.not_declined().filter(participant__in=ids).values("project")
        live_first = F("project__closed_on").desc(nulls_first=True)
        contacts = contacts.filter(part=TeamMember.Part.CONTACT, project__in=theirs)
        contacts = contacts.order_by(live_first, "-project__starts_on", "-since")
    if contact := contacts.values_list("user__name", "user__phone").first():
        name, phone = contact
        return {"name": name or NAMELESS, "phone": as_dialled(phone)}
    participant = Participant.objects.filter(pk__in=ids).select_related("organisation").first()
    return {"name": participant.organisation.name, "phone": ""} if participant else None
