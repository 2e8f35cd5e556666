"""Two people change who runs a project at the same moment."""

from threading import Barrier

import pytest
from django.db import connection

from coproduction.base.refusals import Refused
from projects.project.models import TeamMember
from projects.team import actions as act
from tests.factories import member
from tests.scopes import Threads

pytestmark = [pytest.mark.both_databases, pytest.mark.django_db(transaction=True)]


def at_once(*changes):
    """Runs each in a thread of its own, all from the same start; returns what was refused, in words."""
    start = Barrier(len(changes))

    def run(change):
        try:
            start.wait()
            change()
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with Threads(len(changes)) as pool:
        return [said for said in pool.map(run, changes) if said]


def named(project):
    members = TeamMember.objects.current().for_project(project)
    return sorted(members.filter(part__in=["contact", "deputy"]).values_list("part", flat=True))


@pytest.fixture
def others(organisation):
    return [member(organisation, "coordinator", name=name) for name in ("Dan", "Eve", "Flo", "Gil")]


def test_handovers_at_once_leave_one_contact(project, others, mina):
    def to(person):
        return lambda: act.change_contact(project=project, person=person, by=mina)

    assert at_once(*map(to, others)) == []
    assert named(project) == ["contact", "deputy"]
    # Each handover took over from the one before: nobody was contact beside another.
    assert TeamMember.objects.for_project(project).filter(part="contact").count() == 5


def test_the_same_person_made_contact_and_deputy_at_once_is_one_of_them(project, others, mina):
    dan = others[0]
    said = at_once(
        lambda: act.change_contact(project=project, person=dan, by=mina),
        lambda: act.change_deputy(project=project, person=dan, by=mina),
    )
    mine = TeamMember.objects.current().for_project(project).filter(user=dan)
    assert [one.part for one in mine] == ["contact"]
    assert named(project) in (["contact"], ["contact", "deputy"]) and len(said) < 2


def test_one_person_added_by_four_at_once_is_added_once(project, others, mina):
    dan = others[0]
    said = at_once(*[lambda: act.add_coordinator(project=project, person=dan, by=mina)] * 4)
    assert len(said) == 3
    assert TeamMember.objects.current().for_project(project).filter(user=dan).count() == 1


def test_deputies_changed_at_once_leave_one(project, others, cora):
    assert at_once(*[lambda who=who: act.change_deputy(project=project, person=who, by=cora) for who in others]) == []
    assert named(project) == ["contact", "deputy"]
