from django.db.models import prefetch_related_objects
from django.views.decorators.http import require_safe

from coproduction.base import days
from coproduction.base.rooms import Place
from participants.agreements.rules import current_answers_of
from participants.deliveries.models import Delivery
from participants.group_statements.rules import under_way
from participants.links import links_on
from participants.messages.reach import contact_of
from participants.owed.open_items import closed_over
from participants.payments.lateness import FIELDS as LATENESS_FIELDS
from participants.payments.lateness import lateness
from participants.payments.models import Payment
from participants.portal.frame import help_contact, mine, my_page

from .first_page import LATELY, Kind, coming, kinds_there, waiting_questions
from .news import projects_of


@require_safe
def home(request):
    people = list(mine(request).select_related("contact").only("organisation", "name", "contact__checked_on"))
    there, contacts = kinds_there(people), [contact_of(person) for person in people]
    owed = owed_to(people)
    context = {
        "people": people,
        "paused": Kind.PAUSED in there,
        "never_asked": None in contacts,
        "to_check": to_check(contacts),
        "next": coming(people).values("session_id", "session__starts_at", "session__place").first(),
        "news": unread(people).values_list("pk", flat=True).first(),
        "closed_over": closed_lately(people) if Kind.CLOSED_OVER in there else (),
        "answered": Kind.ANSWERED in there,
        "owed": owed,
        "owed_pence": sum(payment.pence for payment in owed),
        "late": owed and lateness(owed[0], days.today(), owed[0].organisation__region),
        "asked": Kind.ASKED in there and waiting_questions(people).first(),
        "is_peer": Kind.PEER in there,
        "under_way": under_way(people, days.today()) if Kind.UNDER_WAY in there else (),
        "ways": Kind.WAYS in there and current_answers_of(people).filter(yes__isnull=True).first(),
        "links": links_on(Place.HOME),
        "help_contact": help_contact([person.pk for person in people]),
    }
    return my_page(request, "me/home.html", context)


def to_check(contacts):
    """What was last asked too long ago, with its channels."""
    old = [contact for contact in contacts if contact and not contact.fresh(days.today())]
    prefetch_related_objects(old, "channels")
    return old


def owed_to(people):
    """What lateness is told by, the first to come first."""
    owed = Payment.objects.owed().filter(participant__in=people).order_by("due_on")
    return list(owed.values_list(*LATENESS_FIELDS, "organisation__region", named=True))


def unread(people):
    return Delivery.objects.filter(participant__in=people, opened_on__isnull=True).order_by("-update__told_at")


def closed_lately(people):
    """What a manager closed lately although something was open to them all."""
    since = days.today() - LATELY
    return [closing for closing in closed_over(projects_of(people)) if closing.on >= since]
