"""Who runs a project: the contact, the deputy, other coordinators, stand-ins. Each change holds the project's row."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from coproduction.accounts.audit import action
from coproduction.accounts.models import Membership, Organisation, User
from coproduction.base import days
from coproduction.base.access import MANAGER
from coproduction.base.refusals import Refused
from coproduction.base.tags import span
from projects.project.models import Project, TeamMember


def require_coordinator(person: User, organisation: Organisation) -> None:
    if not Membership.objects.current().filter(user=person, organisation=organisation, role="coordinator").exists():
        raise Refused(f"{person} does not coordinate projects here. Choose someone who does.")


def name_team(project: Project, contact: User, deputy: User | None, *, since: date, by: User) -> None:
    parts = {contact: TeamMember.Part.CONTACT}
    if deputy:
        parts[deputy] = TeamMember.Part.DEPUTY
    # Whoever plans a project can go on working in it.
    parts.setdefault(by, TeamMember.Part.COORDINATOR)
    TeamMember.objects.bulk_create(
        TeamMember(project=project, user=user, part=part, since=since) for user, part in parts.items()
    )


Part = TeamMember.Part

STANDS_IN_FOR_AT_MOST = 60  # days


def changes_team(project: Project, user: User) -> bool:
    """Whether this person may change who runs it: not somebody who only stands in."""
    if project.organisation_id in user.organisations_as(MANAGER):
        return True
    runs_it = Project.objects.run_by(user).filter(pk=project.pk).exists()
    return runs_it and TeamMember.objects.open_ended().for_project(project).filter(user=user).exists()


def names_themselves(project: Project, user: User) -> bool:
    """Who may become contact or deputy by their own hand: those who are one of the two, and managers."""
    return project.organisation_id in user.organisations_as(MANAGER) or is_named(project, user)


def is_named(project: Project, user: User) -> bool:
    named = TeamMember.objects.open_ended().for_project(project).filter(part__in=[Part.CONTACT, Part.DEPUTY])
    return named.filter(user=user).exists()


@action("contact changed")
def change_contact(
    *, project: Project, person: User, met_together_on: date | None = None, stays: bool = False, by: User
) -> TeamMember:
    """`met_together_on`: the day the old and the new contact met the people together, None where they have not yet.
    `stays`: whether the old contact goes on as one of the coordinators.
    """
    project = lock_team(project, by)
    require_coordinator(person, project.organisation)
    old = holder(project, Part.CONTACT)
    if old and old.user_id == person.pk:
        raise Refused(f"{person} is the contact already.")
    refuse_own_hand(project, person, by)
    refuse_day_ahead(met_together_on)
    return hand_over(project, old, person, Part.CONTACT, stays, met_together_on=met_together_on)


@action("deputy changed")
def change_deputy(*, project: Project, person: User | None, stays: bool = False, by: User) -> TeamMember:
    """`person` may be None: nobody for now. `stays`: whether the old deputy goes on as one of the coordinators."""
    project = lock_team(project, by)
    old = holder(project, Part.DEPUTY)
    if person is None:
        if old is None:
            raise Refused("This project has no deputy now.")
        leave(old, stays)
        return old
    require_coordinator(person, project.organisation)
    if old and old.user_id == person.pk:
        raise Refused(f"{person} is the deputy already.")
    contact = holder(project, Part.CONTACT)
    if contact and contact.user_id == person.pk:
        raise Refused(f"{person} is the contact. Choose two people: the deputy steps in when the contact is away.")
    refuse_own_hand(project, person, by)
    return hand_over(project, old, person, Part.DEPUTY, stays)


@action("handover held")
def note_meeting(*, member: TeamMember, met_together_on: date, by: User) -> TeamMember:
    """The day on which a new contact and the one before met the people together, where it came after the change."""
    lock_team(member.project, by)
    refuse_day_ahead(met_together_on)
    contacts = TeamMember.objects.open_ended().filter(pk=member.pk, part=Part.CONTACT, met_together_on__isnull=True)
    if not contacts.update(met_together_on=met_together_on):
        raise Refused("This is written down already, or the contact has changed since.")
    member.refresh_from_db()
    return member


@action("coordinator added to a project")
def add_coordinator(*, project: Project, person: User, by: User) -> TeamMember:
    project = lock_team(project, by)
    require_coordinator(person, project.organisation)
    if TeamMember.objects.open_ended().for_project(project).filter(user=person).exists():
        raise Refused(f"{person} is on this team already.")
    return join(project, person, Part.COORDINATOR)


@action("stand-in named")
def name_stand_in(*, project: Project, person: User, since: date, until: date, by: User) -> TeamMember:
    """`since` and `until` are the first and the last day; both may lie ahead."""
    project = lock_team(project, by)
    require_coordinator(person, project.organisation)
    if since < days.today():
        raise Refused("The first day is over. Choose today or a later day.")
    if until < since:
        raise Refused("The last day is before the first day. Check both dates.")
    if until - since >= timedelta(STANDS_IN_FOR_AT_MOST):
        raise Refused(f"A stand-in helps out for {STANDS_IN_FOR_AT_MOST} days at most. For longer, add a coordinator.")
    team = TeamMember.objects.for_project(project).filter(user=person)
    if team.open_ended().exists():
        raise Refused(f"{person} is on this team already, so there is no need to stand in.")
    if other := team.standing_in().filter(since__lte=until, until__gte=since).first():
        raise Refused(f"{person} stands in already from {span(other.since, other.until)}.")
    return TeamMember.objects.create(project=project, user=person, part=Part.STAND_IN, since=since, until=until)


@action("team member let go")
def remove_from_team(*, member: TeamMember, by: User) -> TeamMember:
    """A coordinator, or a stand-in before the last day: at once. The contact and the deputy hand over instead."""
    lock_team(member.project, by)
    member = TeamMember.objects.get(pk=member.pk)
    if member.part in (Part.CONTACT, Part.DEPUTY):
        raise Refused("The contact and the deputy hand over to somebody else. Choose who that is.")
    is_over = member.until is not None and member.until < days.today()
    if member.part == Part.STAND_IN and not (member.ended_at or is_over):
        member.ended_at = timezone.now()
    elif member.part == Part.COORDINATOR and member.until is None:
        member.until = days.today()
    else:
        raise Refused(f"{member.user} has left this team already.")
    member.save(update_fields=["until", "ended_at"])
    return member


def lock_team(project: Project, by: User) -> Project:
    """The project with its row locked, so that of two changes at once the second sees the first."""
    project = Project.objects.select_for_update(no_key=True).get(pk=project.pk)
    if not changes_team(project, by):
        raise Refused("Somebody who runs this project, or a manager, can change this. Ask one of them.")
    write_down_who_left(project)
    return project


def write_down_who_left(project: Project) -> None:
    """Whose part ended with their role gets that day as the last one, so that the place is free for somebody else."""
    for member in TeamMember.objects.for_project(project).filter(until__isnull=True).with_role_end():
        if member.role_ended_at:
            member.until = max(member.left_on, member.since)
            member.save(update_fields=["until"])


def holder(project: Project, part: str) -> TeamMember | None:
    return TeamMember.objects.open_ended().for_project(project).filter(part=part).select_related("user").first()


def refuse_own_hand(project: Project, person: User, by: User) -> None:
    """The two read what is kept between few: nobody lets themselves in."""
    if person.pk == by.pk and not names_themselves(project, by):
        raise Refused("You can't choose yourself. Ask the contact, the deputy or a manager to choose you.")


def refuse_day_ahead(day: date | None) -> None:
    if day and day > days.today():
        raise Refused("This day is still to come. Leave it empty, and add it once you have met.")


def hand_over(
    project: Project, old: TeamMember | None, person: User, part: str, stays: bool, **fields: Any
) -> TeamMember:
    if old:
        leave(old, stays)
    return join(project, person, part, **fields)


def leave(member: TeamMember, stays: bool) -> None:
    member.until = days.today()
    member.save(update_fields=["until"])
    if stays:
        join(member.project, member.user, Part.COORDINATOR)


def join(project: Project, person: User, part: str, **fields: Any) -> TeamMember:
    """Whatever else the person was on this team ends: everybody has one part."""
    mine = TeamMember.objects.for_project(project).filter(user=person)
    mine.open_ended().update(until=days.today())
    mine.standing_in().filter(until__gte=days.today()).update(ended_at=timezone.now())
    return TeamMember.objects.create(project=project, user=person, part=part, since=days.today(), **fields)
