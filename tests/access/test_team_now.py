"""Who is on a team today: those with no last day, and a stand-in from the first day to the last, unless let go."""

import pytest
from django.utils import timezone

from projects.models import TeamMember

from .. import factories as make


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
