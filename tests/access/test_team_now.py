"""Who is on a team today: those with no last day, and a stand-in from the first day to the last, unless let go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from coproduction.accounts.models import Membership
from coproduction.base import days
from projects.project.models import Project, TeamMember

from .. import factories as make

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "part, since, until, let_go, now",
    [
        ("coordinator", 9, None, False, True),
        ("coordinator", 9, 0, False, False),
        ("contact", 9, 0, False, False),
        ("stand_in", 0, 0, False, True),
        ("stand_in", 3, -3, False, True),
        ("stand_in", 3, 1, False, False),
        ("stand_in", -1, -3, False, False),
        ("stand_in", 3, -3, True, False),
    ],
)
def test_who_is_on_the_team_today(part, since, until, let_go, now, db):
    last = None if until is None else make.ago(until)
    ended_at = timezone.now() if let_go else None
    project = make.ProjectFactory()
    member = make.TeamMemberFactory(project=project, part="coordinator", since=make.ago(since))
    TeamMember.objects.filter(pk=member.pk).update(part=part, until=last, ended_at=ended_at)
    assert TeamMember.objects.current().filter(pk=member.pk).exists() == now


def at(row, **fields):
    type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "role, ended, here, theirs, now",
    [
        ("coordinator", +1, True, True, False),
        # Not by a role that ended before the part was given, nor by another role, place or person.
        ("coordinator", -1, True, True, True),
        ("manager", +1, True, True, True),
        ("coordinator", +1, False, True, True),
        ("coordinator", +1, True, False, True),
    ],
)
@pytest.mark.parametrize("part, until", [("coordinator", None), ("contact", None), ("stand_in", -3)])
def test_a_part_ends_with_the_role_in_which_it_was_given(part, until, role, ended, here, theirs, now, db):
    """`ended`: whether that role ended before or after the part was given. They are a coordinator again since then."""
    cora, project = make.UserFactory(), make.ProjectFactory()
    TeamMember.objects.all().delete()
    last = None if until is None else make.ago(until)
    member = make.TeamMemberFactory(project=project, user=cora, part=part, since=make.ago(9), until=last)
    given = timezone.now() - 9 * MINUTE
    at(member, recorded_at=given)
    place = project.organisation if here else make.OrganisationFactory()
    old = make.MembershipFactory(user=cora if theirs else make.UserFactory(), organisation=place, role=role)
    at(old, began_at=given - 9 * MINUTE, ended_at=given + ended * MINUTE)
    make.MembershipFactory(user=cora, organisation=project.organisation)
    kinds = TeamMember.objects.standing_in() if part == "stand_in" else TeamMember.objects.open_ended()
    for found in (TeamMember.objects.current(), kinds):
        assert found.filter(pk=member.pk).exists() == now
    assert Project.objects.run_by(cora).filter(pk=project.pk).exists() == now
    assert Project.objects.visible_to(cora).filter(pk=project.pk).exists() == now
    left = TeamMember.objects.with_role_end().get(pk=member.pk)
    assert (left.role_ended_at is None) == now
    if not now:
        assert left.left_on == Membership.objects.get(pk=old.pk).ended_at.astimezone(days.LONDON).date()
