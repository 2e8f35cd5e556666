"""Who does what on a project: those who run it, and the participants who are peers in it."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coproduction.base.days import today
from coproduction.base.http import render_page
from coproduction.base.tags import span
from participants.peers.models import Peer
from projects.project.models import Project, TeamMember
from projects.project.pages import trail
from projects.team.actions import changes_team

Part = TeamMember.Part


@require_safe
def team(request, project_id):
    project = get_object_or_404(Project.objects.visible_to(request.user), pk=project_id)
    runs_it = Project.objects.run_by(request.user).filter(pk=project.pk).exists()
    members = members_of(project)
    context = {
        "project": project,
        "day": today(),
        "may_change": changes_team(project, request.user),
        "runs_it": runs_it,
        "contact": holder(members, Part.CONTACT),
        # A first contact takes over from nobody.
        "handed_over": any(member.part == Part.CONTACT and has_left(member) for member in members),
        "deputy": holder(members, Part.DEPUTY),
        "coordinators": [member for member in members if member.part == Part.COORDINATOR and not has_left(member)],
        "stand_ins": stand_ins(members),
        # A stand-in who was let go before the first day was never there.
        "before": [member for member in members if has_left(member) and member.left_on >= member.since],
        # Managers see no names of people who take part.
        "peers": peers(project) if runs_it else None,
        "crumbs": trail(project, ("Team", None)),
    }
    return render_page(request, "pages/team.html", context)


def members_of(project):
    found = TeamMember.objects.for_project(project).select_related("user").with_role_end()
    return list(found.order_by("since", "recorded_at"))


def holder(members, part):
    return next((member for member in members if member.part == part and not has_left(member)), None)


def stand_ins(members):
    """Those who stand in now or will: each with the words for when."""
    coming = [member for member in members if member.part == Part.STAND_IN and not has_left(member)]
    return [
        {"member": member, "when": span(member.since, member.until), "now": member.since <= today()}
        for member in coming
    ]


def has_left(member):
    if member.part == Part.STAND_IN:
        return bool(member.ended_at or member.role_ended_at) or member.until < today()
    return member.left_on is not None


def peers(project):
    return Peer.objects.current().for_project(project).select_related("participant").order_by("participant__name")


def team_in_words(project):
    """The contact, the deputy, and who stands in, now or soon: sentences for the head of a page."""
    members = members_of(project)
    contact, deputy = holder(members, Part.CONTACT), holder(members, Part.DEPUTY)
    named = [str(contact.user) if contact else "no named contact", f"deputy {deputy.user}" if deputy else "no deputy"]
    return {
        "named": ", ".join(named),
        "stand_ins": [f"{row['member'].user} stands in from {row['when']}" for row in stand_ins(members)],
    }
