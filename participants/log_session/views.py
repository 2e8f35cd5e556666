from django.contrib import messages
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.audit import as_a_whole
from coproduction.accounts.idempotency import place_of_first, submit_once
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
from projects.project.pages import trail
from projects.sessions.models import Session

from .actions import log_session
from .forms import MINUTES, AttendanceRows, DecidedLines, LogForm, PromisedLines, SaidLines, filled


@require_http_methods(["GET", "HEAD", "POST"])
def log(request, project_id, session_id):
    sessions = Session.objects.run_by(request.user).for_project(project_id).select_related("project")
    session = get_object_or_404(sessions, pk=session_id)
    if session.held_on or session.cancelled_on:
        return lead_away(request, session)
    forms, invited = forms_for(request, session)
    if answer := submit_once(
        request,
        forms["form"],
        lambda: log_session_and_say(request, session, forms),
        *forms.values(),
        leads_to=place_of(session),
    ):
        return answer
    project = session.project
    context = {
        **forms,
        "project": project,
        "session": session,
        "drafts": expected_payments(invited),
        "crumbs": trail(
            project, ("Sessions", reverse("gatherings:sessions", args=[project.pk])), (f"Log {day(session.on)}", None)
        ),
    }
    return render_page(request, "log_session/log.html", context)


def lead_away(request, session):
    """The very form that logged it is led to where it led at first."""
    if request.method == "POST" and (place := place_of_first(request)):
        return redirect_to(request, place)
    messages.info(request, "This session is logged already, or it was cancelled.")
    return redirect_to(request, place_of(session))


def place_of(session):
    return reverse("gatherings:session", args=[session.project_id, session.pk])


def forms_for(request, session):
    """All forms of the page by the name they have in it: who came, and three kinds of lines; and who was invited."""
    typed = request.POST if request.method == "POST" else None
    people = list(who_may_have_come(request.user, session))
    invited = [person for person in people if person.state]
    others = [person for person in people if not person.state]
    whose = {"people": people}
    rows = AttendanceRows(typed, prefix="who", people=invited, starts=lambda person: planned(person, session))
    forms = {
        "form": LogForm(typed, others=others, rows=rows),
        "rows": rows,
        "said": SaidLines(typed, prefix="said", form_kwargs=whose),
        "decided": DecidedLines(typed, prefix="decided", form_kwargs=whose),
        "promised": PromisedLines(typed, prefix="promised", form_kwargs={**whose, "held_on": session.on}),
    }
    return forms, invited


OFFERED = ("unit", "rate_pence", "answer", *MINUTES)

JOINING = Q(choices__kind=Choice.Kind.JOIN, choices__replaced_at__isnull=True)


def who_may_have_come(user, session):
    """Whoever was invited, with the `state` of their row, `offer_…` for what they were offered and `liked`, the way in
    which they like to take part; and who else takes part in the stage.
    """
    rows = Attendance.objects.for_project(session.project_id).filter(session=session).order_by()
    in_stage = Involvement.objects.for_project(session.project_id).filter(stage=session.stage_id).active().order_by()
    there = rows.values("participant").union(in_stage.values("participant"))
    return (
        Participant.objects.known_by_name(user)
        .filter(pk__in=there)
        .annotate(
            row=FilteredRelation("attendances", condition=Q(attendances__session=session)),
            offer=FilteredRelation("offers", condition=Q(offers__session=session)),
            choice=FilteredRelation("choices", condition=JOINING),
            state=F("row__state"),
            liked=F("choice__picked"),
            **{f"offer_{name}": F(f"offer__{name}") for name in OFFERED},
        )
        .filter(Q(ended_on__isnull=True) | Q(state__isnull=False))
    )


def planned(person, session):
    """What a person's row begins with: they came, in the way they like best, for as long as was planned."""
    was_offered = person.offer_unit is not None
    return {
        "state": "declined" if person.state == Attendance.State.DECLINED else "came",
        "way": person.liked if person.liked in session.ways else "".join(session.ways[:1]),
        "minutes_during": person.offer_minutes_during if was_offered else session.minutes,
        "minutes_before": person.offer_minutes_before if was_offered else session.preparation_minutes,
        "minutes_after": person.offer_minutes_after if was_offered else 0,
    }


def expected_payments(invited):
    """How many drafts there will be if all who were offered money come as planned, and their sum in pence."""
    sums = [
        amount(person.offer_unit, person.offer_rate_pence, sum(getattr(person, f"offer_{name}") for name in MINUTES))
        for person in invited
        if person.offer_unit is not None and person.offer_answer != Offer.Answer.DECLINED
    ]
    return {"count": len(sums), "pence": sum(sums)}


def log_session_and_say(request, session, forms):
    also = forms["form"].cleaned_data.get("also_came") or []
    came_too = [LogForm.as_attendance(person, session) for person in also]
    with as_a_whole():
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
    return place_of(session)


def say_what_came_of_it(request, session):
    drafts, waiting = what_came_of_it(session)
    paid = f" {plural_words(len(drafts), 'payment,payments')} drafted, {pence(sum(drafts))}."
    messages.success(request, f"Logged. Thank you.{paid if drafts else ''}")
    if waiting:
        people = plural_words(waiting, "person has,people have")
        messages.info(request, f"{people} not been offered a debrief yet. The page of the stage lists them.")


def what_came_of_it(session):
    """The sums that were drafted, in pence, and how many who came were not offered yet to talk about it."""
    drafts = Payment.objects.drafts().filter(attendance=OuterRef("pk"))
    inside = Involvement.objects.for_project(session.project_id).filter(stage=session.stage_id)
    came = Attendance.objects.for_project(session.project_id).filter(session=session).came()
    found = came.annotate(
        drafted=Subquery(drafts.values("pence")[:1]),
        waits=Exists(without_debrief(inside.filter(participant=OuterRef("participant")))),
    ).values_list("drafted", "waits")
    return [drafted for drafted, _ in found if drafted is not None], sum(waits for _, waits in found)
