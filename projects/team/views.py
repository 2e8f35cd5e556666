"""The steps that change who runs a project. The page of the team itself stands with those that name participants."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from coproduction.accounts.idempotency import IdempotentForm, redirect_if_resubmitted, submit_once_and_say
from coproduction.base.http import render_page
from coproduction.base.tags import span
from projects.project.models import Project, TeamMember
from projects.project.pages import trail

from .actions import (
    add_coordinator,
    change_contact,
    change_deputy,
    changes_team,
    name_stand_in,
    note_meeting,
    remove_from_team,
)
from .forms import ContactForm, DeputyForm, MeetingForm, StandInForm, TeamForm

CONTACT = "The contact is the one person that people in the project can always turn to."

DEPUTY = "The deputy steps in when the contact is away, and hears anything that is about the contact."

COORDINATOR = "Coordinators do the daily work of the project. They do not see what is kept between contact and deputy."

STAND_IN = "Somebody helps out while one of you is away. They do not see what is kept between contact and deputy."

MEETING = "People meet their new contact together with the one they know."

AT_ONCE = "From now on they no longer see this project."


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def contact(request, project_id):
    def words(person, **_):
        return f"{person} is the contact now. Tell people, and tell them why."

    return choice(request, project_id, ContactForm, change_contact, words, "Change the contact", CONTACT)


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def deputy(request, project_id):
    def words(person, **_):
        return f"{person} is the deputy now." if person else "This project has no deputy now. Choose one soon."

    return choice(request, project_id, DeputyForm, change_deputy, words, "Change the deputy", DEPUTY)


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def coordinator(request, project_id):
    def words(person):
        return f"{person} is on the team now."

    return choice(request, project_id, TeamForm, add_coordinator, words, "Add a coordinator", COORDINATOR)


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def stand_in(request, project_id):
    def words(person, since, until):
        return f"{person} stands in from {span(since, until)}."

    return choice(request, project_id, StandInForm, name_stand_in, words, "Name a stand-in", STAND_IN)


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def meeting(request, project_id, member_id):
    project = seen_by_me(request, project_id)
    member = get_object_or_404(TeamMember.objects.for_project(project), pk=member_id)
    form = MeetingForm(typed(request))

    def act():
        note_meeting(member=member, **chosen(form), by=request.user)
        return "Written down. Thank you."

    return step(request, project, form, act, "You met the people together", MEETING)


@require_http_methods(["GET", "HEAD", "POST"])
@redirect_if_resubmitted
def end(request, project_id, member_id):
    project = seen_by_me(request, project_id)
    members = TeamMember.objects.for_project(project).select_related("user")
    member = get_object_or_404(members, pk=member_id)
    form = IdempotentForm(typed(request))

    def act():
        remove_from_team(member=member, by=request.user)
        return f"{member.user} has left the team."

    return step(request, project, form, act, f"{member.user} leaves the team", AT_ONCE)


def seen_by_me(request, project_id):
    return get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)


def typed(request):
    return request.POST if request.method == "POST" else None


def chosen(form):
    return {name: value for name, value in form.cleaned_data.items() if name != "token"}


def choice(request, project_id, form_class, action, words, heading, why):
    """The step that chooses somebody. `words` makes of what was chosen what to say about it."""
    project = seen_by_me(request, project_id)
    form = form_class(typed(request), project=project, user=request.user)

    def act():
        action(project=project, **chosen(form), by=request.user)
        return words(**chosen(form))

    return step(request, project, form, act, heading, why)


def step(request, project, form, act, heading, why):
    """One short form about the team: shown, and when it is right, done by `act`, which returns what to say."""
    team = reverse("project_team", args=[project.pk])

    def to():
        # Whoever has just left does not see the project any more.
        still = Project.objects.visible_to(request.user).filter(pk=project.pk).exists()
        return team if still else reverse("projects:list")

    if answer := submit_once_and_say(request, form, act, to):
        return answer
    context = {
        "form": form,
        "project": project,
        "heading": heading,
        "why": why,
        "may_change": changes_team(project, request.user),
        "crumbs": trail(project, ("Team", team), (heading, None)),
    }
    return render_page(request, "team/team_step.html", context)
