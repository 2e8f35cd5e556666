from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coproduction.accounts.idempotency import submit_once
from coproduction.base import days
from coproduction.base.disclosure import number_of_people, people_out_of, some_of_people
from coproduction.base.http import redirect_to, render_page, run_and_report
from coproduction.base.sorting import Sorting
from participants.attendance.models import Attendance
from participants.corrections.history import histories
from participants.decisions.models import Decision
from participants.involvement.models import Involvement
from participants.offers import pay
from participants.offers.models import Offer
from participants.people.models import Participant, Pause
from projects.money.models import Rate, RateCard
from projects.project.models import Project
from projects.project.pages import runs, trail
from projects.sessions.actions import cancel_session, make_safety_plan
from projects.sessions.forms import SafetyForm
from projects.sessions.models import SafetyPlan, Session
from projects.stages.models import Stage

from .actions import plan_session
from .forms import SessionForm

PER_PAGE = 30
# What the list can be sorted by.
COLUMNS = {"when": "starts_at", "about": "folded", "stage": "stage__position"}


@require_safe
def sessions(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    found = Session.objects.for_project(project).select_related("stage", "safety_plan")
    sorting = Sorting.of(request.GET, COLUMNS, "-when")
    context = {
        "project": project,
        "sorting": sorting,
        "page": Paginator(found.order_by(*sorting.order), PER_PAGE).get_page(request.GET.get("page")),
        "open_stages": Stage.objects.for_project(project).open(),
        "runs": runs(request, project),
        "now": timezone.now(),
        "crumbs": trail(project, ("Sessions", None)),
    }
    return render_page(request, "sessions/sessions.html", context)


@require_safe
def session(request, project_id, session_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    found = get_object_or_404(Session.objects.for_project(project).select_related("stage"), pk=session_id)
    on_team = runs(request, project)
    asked = Attendance.objects.for_project(project).filter(session=found).exclude(state=Attendance.State.NOT_INVITED)
    least = project.organisation.small_group
    plan_made = SafetyPlan.objects.for_project(project).filter(session=found).first()
    changes = histories(filter(None, [found, plan_made]))
    context = {
        "project": project,
        "session": found,
        "history": changes.get(found.pk),
        "safety": plan_made,
        "safety_history": changes.get(plan_made.pk) if plan_made else None,
        "runs": on_team,
        "begun": found.starts_at <= timezone.now(),
        "invited": invited(found, asked, least, on_team),
        "came": some_of_people(asked.came().count(), asked.count(), least, names_seen=on_team),
        "people": people_of_session(project, found) if on_team else [],
        "decisions": Decision.objects.for_project(project).filter(session=found),
        "crumbs": trail(project, ("Sessions", reverse("gatherings:sessions", args=[project.pk])), (found.about, None)),
    }
    return render_page(request, "sessions/session.html", context)


def invited(session, asked, least, on_team):
    """To all but the team, out of everyone who ever took part in the stage: who wanted no invitation counts as done."""
    if on_team:
        return number_of_people(asked.count(), least, names_seen=True)
    on, in_stage = session.invited_on or session.on, Involvement.objects.filter(stage=session.stage_id)
    known = set(asked.values_list("participant", flat=True))
    here = in_stage.active().filter(joined_on__lte=on).exclude(participant__in=known)
    missed = here.exclude(participant__in=Pause.objects.on(on).values("participant")).count()
    n = len(known | ever_took_part(in_stage, Attendance.objects.filter(session__stage=session.stage_id)))
    return people_out_of(n - missed, n, least)


def ever_took_part(involvements, attendances):
    """Ids of those who joined or came, paused or gone since: the people that what we did is counted over."""
    joined = involvements.filter(joined_on__lte=days.today()).values_list("participant", flat=True)
    return set(joined) | set(attendances.came().values_list("participant", flat=True))


def people_of_session(project, session):
    """Each person's state and offer. For the team alone."""
    offers = {offer.participant_id: offer for offer in Offer.objects.for_project(project).filter(session=session)}
    rows = Attendance.objects.for_project(project).filter(session=session).select_related("participant")
    return [
        {"row": row, "person": row.participant, "offer": offer_for_staff(offers.get(row.participant_id))}
        for row in rows.order_by("participant__name")
    ]


def offer_for_staff(offer):
    if offer is None:
        return None
    minutes = offer.minutes_before + offer.minutes_during + offer.minutes_after
    return {
        "pence": pay.amount(offer.unit, offer.rate_pence, minutes),
        "minutes": minutes,
        "declined": offer.answer == Offer.Answer.DECLINED,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request, project_id, stage_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    stage = get_object_or_404(Stage.objects.for_project(project), pk=stage_id)
    people, rates = who_can_be_asked(stage), rates_now(request.user, project)
    form = SessionForm(request.POST if request.method == "POST" else None, people=people, rates=rates)
    preview = None
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            preview = what_is_offered(form)
        elif answer := submit_once(request, form, lambda: plan_session_and_say(request, stage, form)):
            return answer
    crumbs = trail(project, ("Stages", reverse("projects:stages", args=[project.pk])), ("Plan a session", None))
    context = {
        "form": form, "project": project, "stage": stage, "people": people, "rates": rates,
        "preview": preview, "crumbs": crumbs,
    }  # fmt: skip
    return render_page(request, "sessions/plan_session.html", context)


def who_can_be_asked(stage):
    """Those who take part in the stage. Whoever has paused is left in peace."""
    active = Involvement.objects.active().filter(stage=stage)
    people = Participant.objects.current().filter(
        organisation=stage.organisation_id, pk__in=active.values("participant")
    )
    return people.exclude(pk__in=Pause.objects.current().values("participant"))


def rates_now(user, project):
    cards = RateCard.objects.visible_to(user).on(days.today()).filter(organisation=project.organisation_id)
    return Rate.objects.visible_to(user).filter(card__in=cards)


def what_is_offered(form):
    """What each person would be told that they get, in pence and minutes."""
    rate, typed = form.cleaned_data["rate"], form.cleaned_data
    minutes = typed["minutes"] + typed["preparation_minutes"]
    return {
        "people": len(typed["invited"]),
        "minutes": minutes,
        "pence": pay.amount(rate.unit, rate.pence, minutes) if rate else None,
    }


def plan_session_and_say(request, stage, form):
    session = plan_session(stage=stage, **form.planned, by=request.user)
    messages.success(request, "Planned. Thank you.")
    return reverse("gatherings:session", args=[session.project_id, session.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def safety(request, project_id, session_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    found = get_object_or_404(Session.objects.for_project(project), pk=session_id)
    plan = SafetyPlan.objects.for_project(project).filter(session=found).first()
    form = SafetyForm(request.POST if request.method == "POST" else None, instance=plan)
    if answer := submit_once(request, form, lambda: save_safety_plan_and_say(request, found, form)):
        return answer
    here = reverse("gatherings:session", args=[project.pk, found.pk])
    crumbs = trail(project, (found.about, here), ("Safety plan", None))
    return render_page(
        request, "sessions/safety.html", {"form": form, "project": project, "session": found, "crumbs": crumbs}
    )


def save_safety_plan_and_say(request, session, form):
    fields = {name: form.cleaned_data[name] for name in form._meta.fields}
    make_safety_plan(session=session, fields=fields, by=request.user)
    messages.success(request, "The safety plan is saved. People who are invited can read it.")
    return reverse("gatherings:session", args=[session.project_id, session.pk])


@require_POST
def call_off(request, project_id, session_id):
    project = get_object_or_404(Project.objects.run_by(request.user), pk=project_id)
    found = get_object_or_404(Session.objects.for_project(project), pk=session_id)
    act = partial(cancel_session, session=found, by=request.user)
    run_and_report(request, act, "Cancelled. Tell the people who were invited.")
    return redirect_to(request, "gatherings:session", project_id=project.pk, session_id=found.pk)
