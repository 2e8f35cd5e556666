from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import redirect_if_resubmitted, submit_once
from coproduction.base.http import redirect_to, render_page
from coproduction.base.tags import day, pence, plural_words
from participants.attendance.models import Attendance
from participants.choices.models import Choice
from participants.involvement.models import Involvement
from participants.offers.models import Offer
from participants.offers.pay import amount
from participants.owed.queries import without_debrief
from participants.payments.models import Payment
from participants.people.models import Participant
from projects.project.models import Project
from projects.project.pages import trail
from projects.sessions.models import Session

from .actions import log_session
from .forms import AttendanceRows, DecidedLines, LogForm, PromisedLines, SaidLines, filled


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def log(request, project_id, session_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    session = get_object_or_404(Session.objects.for_project(project), pk=session_id)
    if session.held_on or session.cancelled_on:
        messages.info(request, "This session is logged already, or it was cancelled.")
        return redirect_to(request, "gatherings:session", project.pk, session.pk)
    forms = forms_for(request, session)
    if answer := submit_once(
        request, forms["form"], lambda: log_session_and_say(request, session, forms), *forms.values()
    ):
        return answer
    sessions = reverse("gatherings:sessions", args=[project.pk])
    context = {
        **forms,
        "project": project,
        "session": session,
        "drafts": expected_payments(session),
        "crumbs": trail(project, ("Sessions", sessions), (f"Log {day(session.on)}", None)),
    }
    return render_page(request, "log_session/log.html", context)


def forms_for(request, session):
    """All forms of the page by the name they have in it: who came, and three kinds of lines."""
    typed = request.POST if request.method == "POST" else None
    people = Participant.objects.known_by_name(request.user)
    invited = people.filter(pk__in=rows_of(session).values("participant"))
    in_stage = Involvement.objects.for_project(session.project_id).filter(stage=session.stage_id).active()
    others = people.current().filter(pk__in=in_stage.values("participant")).exclude(pk__in=invited)
    there = people.filter(Q(pk__in=invited) | Q(pk__in=others))
    whose = {"people": there}
    rows = AttendanceRows(typed, prefix="who", people=invited, starts=planned_for(session))
    return {
        "form": LogForm(typed, others=others, rows=rows),
        "rows": rows,
        "said": SaidLines(typed, prefix="said", form_kwargs=whose),
        "decided": DecidedLines(typed, prefix="decided", form_kwargs=whose),
        "promised": PromisedLines(typed, prefix="promised", form_kwargs={**whose, "held_on": session.on}),
    }


def rows_of(session):
    return Attendance.objects.for_project(session.project_id).filter(session=session)


def offers_of(session):
    return Offer.objects.for_project(session.project_id).filter(session=session)


def planned_for(session):
    """What each person's row begins with: they came, in the way they like best, for as long as was planned."""
    offers = {offer.participant_id: offer for offer in offers_of(session)}
    ours = Choice.objects.current().filter(organisation=session.organisation_id, kind=Choice.Kind.JOIN)
    liked = dict(ours.values_list("participant", "picked"))
    declined = set(rows_of(session).filter(state="declined").values_list("participant", flat=True))

    def starts(person):
        offer = offers.get(person.pk)
        way = liked.get(person.pk) if liked.get(person.pk) in session.ways else "".join(session.ways[:1])
        return {
            "state": "declined" if person.pk in declined else "came",
            "way": way,
            "minutes_during": offer.minutes_during if offer else session.minutes,
            "minutes_before": offer.minutes_before if offer else session.preparation_minutes,
            "minutes_after": offer.minutes_after if offer else 0,
        }

    return starts


def expected_payments(session):
    """How many drafts there will be if all who were offered money come as planned, and their sum in pence."""
    offers = offers_of(session).exclude(answer=Offer.Answer.DECLINED)
    sums = [
        amount(offer.unit, offer.rate_pence, offer.minutes_before + offer.minutes_during + offer.minutes_after)
        for offer in offers
    ]
    return {"count": len(sums), "pence": sum(sums)}


def log_session_and_say(request, session, forms):
    also = forms["form"].cleaned_data.get("also_came") or []
    came_too = [LogForm.as_attendance(person, session) for person in also]
    log_session(
        session=session,
        attendance=[*(row.cleaned_data for row in forms["rows"]), *came_too],
        contributions=filled(forms["said"]),
        decisions=filled(forms["decided"]),
        promises=filled(forms["promised"]),
        staff_there=forms["form"].cleaned_data["staff_there"],
        by=request.user,
    )
    say_what_came_of_it(request, session)
    return reverse("gatherings:session", args=[session.project_id, session.pk])


def say_what_came_of_it(request, session):
    drafts = Payment.objects.for_project(session.project_id).filter(
        attendance__session=session, state=Payment.State.DRAFTED
    )
    written = drafts.aggregate(count=Count("pk"), pence=Sum("pence"))
    paid = f" {plural_words(written['count'], 'payment,payments')} drafted, {pence(written['pence'])}."
    messages.success(request, f"Logged. Thank you.{paid if written['count'] else ''}")
    came = Involvement.objects.for_project(session.project_id).filter(
        stage=session.stage_id, participant__in=rows_of(session).came().values("participant")
    )
    if waiting := len(without_debrief(came)):
        people = plural_words(waiting, "person has,people have")
        messages.info(request, f"{people} not been offered a debrief yet. The page of the stage lists them.")
