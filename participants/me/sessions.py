from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from participants.attendance.models import Attendance
from participants.offers.models import Offer
from participants.offers.pay import amount
from participants.payments.models import Payment
from participants.payments.summary import WAYS
from participants.portal.frame import my_ids, my_page
from projects.deadlines import SAME_DAY
from projects.sessions.models import SafetyPlan

from .first_page import coming
from .pages import PER_PAGE


@require_safe
def my_sessions(request):
    people = my_ids(request)
    before = Attendance.objects.filter(participant__in=people).exclude(state=Attendance.State.NOT_INVITED)
    before = before.exclude(pk__in=coming(people).values("pk")).select_related("session")
    found = Paginator(before.order_by("-session__starts_at"), PER_PAGE).get_page(request.GET.get("page"))
    return my_page(request, "me/sessions.html", {"coming": coming(people), "page": found})


@require_safe
def my_session(request, session_id):
    theirs = Attendance.objects.filter(participant__in=my_ids(request)).exclude(state=Attendance.State.NOT_INVITED)
    with_titles = theirs.annotate(part_of=F("project__title"), advice=F("organisation__advice"))
    attendance = get_object_or_404(with_titles.select_related("session"), session=session_id)
    found = attendance.session
    offer = Offer.objects.filter(session=found, participant=attendance.participant_id).first()
    context = {
        "session": found,
        "attendance": attendance,
        "plan": SafetyPlan.objects.filter(session=found).first(),
        "offer": offer and offer_in_words(offer),
        "payments": Payment.objects.filter(attendance=attendance).reversed_last().values("pk", "pence", "state"),
        "advice": attendance.advice,
    }
    return my_page(request, "me/session.html", context, project=found.project_id)


def offer_in_words(offer):
    """What they get if all goes as planned, how, and by when."""
    minutes = offer.minutes_before + offer.minutes_during + offer.minutes_after
    return {
        "declined": offer.answer == Offer.Answer.DECLINED,
        "pence": amount(offer.unit, offer.rate_pence, minutes),
        "rate_pence": offer.rate_pence,
        "unit": offer.get_unit_display(),
        "minutes": minutes,
        "way": WAYS.get(offer.pay_way, "in a way we agree with you"),
        "same_day": offer.pay_way in SAME_DAY,
    }
