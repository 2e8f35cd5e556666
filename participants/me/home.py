from datetime import timedelta

from django.utils import timezone
from django.views.decorators.http import require_safe

from coproduction.base import days
from coproduction.base.rooms import Place
from participants.agreements.rules import current_answers_of
from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.deliveries.models import Delivery
from participants.group_statements.rules import under_way
from participants.links import links_on
from participants.messages.reach import contact_of, is_paused
from participants.owed.open_items import closed_over
from participants.payments.models import Payment
from participants.payments.summary import payment_summaries
from participants.peers.models import Peer
from participants.portal.frame import mine, my_page
from participants.survey.models import SurveyInvitation

from .news import projects_of


@require_safe
def home(request):
    people = list(mine(request).prefetch_related("pauses", "contact__channels"))
    owed = payment_summaries(owed_to(people))
    context = {
        "people": people,
        "paused": any(is_paused(participant) for participant in people),
        "never_asked": any(contact_of(person) is None for person in people),
        "to_check": [contact for contact in filter(None, map(contact_of, people)) if not contact.fresh(days.today())],
        "next": coming(people).first(),
        "news": Delivery.objects.filter(participant__in=people, opened_on__isnull=True)
        .order_by("-update__told_at")
        .first(),
        "closed_over": closed_lately(people),
        "answered": answered_contributions(people).first(),
        "owed": owed,
        "owed_pence": sum(slip.payment.pence for slip in owed),
        "asked": waiting_questions(people).first(),
        "is_peer": Peer.objects.current().filter(participant__in=people, project__closed_on__isnull=True).exists(),
        "under_way": under_way(people, days.today()),
        "ways": current_answers_of(people).filter(yes__isnull=True).first(),
        "links": links_on(Place.HOME),
    }
    return my_page(request, "me/home.html", context)


def owed_to(people):
    owed = Payment.objects.owed().filter(participant__in=people)
    return owed.select_related("organisation").order_by("due_on")


def coming(people):
    """Invitations to sessions that are still to come, today's with them until they are over."""
    invited = Attendance.objects.filter(participant__in=people, state=Attendance.State.INVITED)
    still = invited.filter(session__cancelled_on__isnull=True, session__held_on__isnull=True)
    since = timezone.localtime(timezone=days.LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    return still.filter(session__starts_at__gte=since).select_related("session").order_by("session__starts_at")


def answered_contributions(people):
    """What they said and we answered in the last four weeks."""
    since = days.today() - timedelta(weeks=4)
    said = Contribution.objects.filter(participant__in=people, answered_on__gte=since)
    return said.order_by("-answered_on")


def closed_lately(people):
    """What a manager closed in the last four weeks although something was open to them all."""
    since = days.today() - timedelta(weeks=4)
    return [closing for closing in closed_over(projects_of(people)) if closing.on >= since]


def waiting_questions(people):
    waiting = SurveyInvitation.objects.waiting(days.today()).filter(participant__in=people)
    return waiting.select_related("survey_round__stage").order_by("asked_on")
