"""Who runs a project, and how that changes: what is done, and what is refused."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from coproduction.accounts.models import AuditEntry
from coproduction.base.days import LONDON, today
from coproduction.base.refusals import Refused
from participants.notes.models import SensitiveNote
from projects.project.models import Project, TeamMember
from projects.team import actions as act
from tests.factories import InvolvementFactory, SensitiveNoteFactory, TeamMemberFactory, ago, member

DAY = timedelta(days=1)


@pytest.fixture
def dan(organisation):
    return member(organisation, "coordinator", name="Dan")


@pytest.fixture
def note(stage, asha):
    InvolvementFactory(stage=stage, participant=asha)
    return SensitiveNoteFactory(participant=asha)


@contextmanager
def travel(moment):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment.astimezone(UTC))
        yield


def parts(project):
    return {one.user.name: one.part for one in TeamMember.objects.current().for_project(project)}


def sees(user, project):
    """As on the next request: what a request reads once is read anew."""
    user.__dict__.pop("places", None)
    return Project.objects.run_by(user).filter(pk=project.pk).exists()


def reads(user, note):
    return SensitiveNote.objects.visible_to(user).filter(pk=note.pk).exists()


# The contact and the deputy


def test_a_contact_hands_over_and_loses_sight_of_the_project(project, cora, sam, dan, mina, note):
    assert reads(cora, note) and not reads(dan, note)
    act.change_contact(project=project, person=dan, met_together_on=ago(1), by=mina)
    assert parts(project) == {"Dan": "contact", "Sam": "deputy"}
    assert TeamMember.objects.open_ended().get(user=dan).met_together_on == ago(1)
    assert TeamMember.objects.get(user=cora, project=project).until == today()
    assert not sees(cora, project) and sees(dan, project)
    assert reads(dan, note) and not reads(cora, note)


def test_the_one_before_may_stay_as_a_coordinator(project, cora, dan, note):
    act.change_contact(project=project, person=dan, stays=True, by=cora)
    assert parts(project) == {"Cora": "coordinator", "Dan": "contact", "Sam": "deputy"}
    assert sees(cora, project) and not reads(cora, note)


def test_a_deputy_who_becomes_contact_leaves_the_deputys_place(project, cora, sam):
    act.change_contact(project=project, person=sam, by=sam)
    assert parts(project) == {"Sam": "contact"}


def test_the_deputy_changes_and_may_be_nobody(project, cora, sam, dan):
    act.change_deputy(project=project, person=dan, stays=True, by=cora)
    assert parts(project) == {"Cora": "contact", "Dan": "deputy", "Sam": "coordinator"}
    act.change_deputy(project=project, person=None, by=cora)
    assert parts(project) == {"Cora": "contact", "Sam": "coordinator"}
    with pytest.raises(Refused, match="no deputy"):
        act.change_deputy(project=project, person=None, by=cora)


def test_contact_and_deputy_are_two_people(project, cora, sam):
    with pytest.raises(Refused, match="two people"):
        act.change_deputy(project=project, person=cora, by=cora)
    with pytest.raises(Refused, match="already"):
        act.change_contact(project=project, person=cora, by=cora)


def test_a_project_is_never_left_without_a_contact(project, cora, sam):
    for one in TeamMember.objects.for_project(project):
        with pytest.raises(Refused, match="hand over"):
            act.remove_from_team(member=one, by=cora)
    assert set(parts(project).values()) == {"contact", "deputy"}


def test_nobody_lets_themselves_in_to_what_the_two_keep(project, cora, dan, organisation):
    act.add_coordinator(project=project, person=dan, by=cora)
    for change in (act.change_contact, act.change_deputy):
        with pytest.raises(Refused, match="choose yourself"):
            change(project=project, person=dan, by=dan)
    both = member(organisation, "coordinator", "manager", name="Bo")
    act.change_contact(project=project, person=both, by=both)
    assert parts(project)["Bo"] == "contact"


def test_the_meeting_can_be_written_down_later_and_once(project, cora, dan):
    act.change_contact(project=project, person=dan, stays=True, by=cora)
    contact = TeamMember.objects.open_ended().get(user=dan)
    with pytest.raises(Refused, match="still to come"):
        act.note_meeting(member=contact, met_together_on=ago(-1), by=cora)
    act.note_meeting(member=contact, met_together_on=today(), by=cora)
    with pytest.raises(Refused, match="already"):
        act.note_meeting(member=contact, met_together_on=ago(1), by=cora)
    assert TeamMember.objects.get(pk=contact.pk).met_together_on == today()


def test_whoever_does_not_coordinate_here_cannot_be_chosen(project, cora, mina, other_organisation):
    elsewhere = member(other_organisation, "coordinator")
    for person in (mina, elsewhere):
        for change in (act.change_contact, act.change_deputy, act.add_coordinator):
            with pytest.raises(Refused, match="does not coordinate"):
                change(project=project, person=person, by=cora)
        with pytest.raises(Refused, match="does not coordinate"):
            act.name_stand_in(project=project, person=person, since=today(), until=today(), by=cora)


def test_strangers_change_nothing(project, dan, oli, fin, organisation):
    for stranger in (dan, oli, fin):
        with pytest.raises(Refused, match="Ask one of them"):
            act.add_coordinator(project=project, person=dan, by=stranger)
    assert set(parts(project)) == {"Cora", "Sam"}


# Coordinators


def test_a_coordinator_comes_and_goes(project, cora, dan, note):
    added = act.add_coordinator(project=project, person=dan, by=cora)
    assert sees(dan, project) and not reads(dan, note)
    with pytest.raises(Refused, match="already"):
        act.add_coordinator(project=project, person=dan, by=cora)
    act.remove_from_team(member=added, by=cora)
    assert not sees(dan, project)
    with pytest.raises(Refused, match="left"):
        act.remove_from_team(member=added, by=cora)


# Stand-ins


def stand_in(project, person, by, first=0, last=13):
    since = today() + first * DAY
    return act.name_stand_in(project=project, person=person, since=since, until=today() + last * DAY, by=by)


def test_a_stand_in_works_here_from_the_first_london_day_to_the_last(project, cora, dan, note):
    """At the edges of both days, in summer, when London is an hour ahead of the clock that is kept."""
    with travel(datetime(2026, 7, 1, 12, tzinfo=LONDON)):
        stand_in(project, dan, cora, first=7, last=20)
    for moment, may in (
        (datetime(2026, 7, 7, 23, 59, tzinfo=LONDON), False),
        (datetime(2026, 7, 8, 0, 0, tzinfo=LONDON), True),
        (datetime(2026, 7, 21, 23, 59, tzinfo=LONDON), True),
        (datetime(2026, 7, 22, 0, 0, tzinfo=LONDON), False),
    ):
        with travel(moment):
            assert sees(dan, project) is may, moment
            assert not reads(dan, note), moment


@pytest.mark.parametrize(
    "first, last, says",
    [(-1, 3, "is over"), (3, 2, "before the first day"), (0, 60, "60 days at most"), (300, 360, "60 days at most")],
)
def test_days_that_make_no_sense_are_refused(project, cora, dan, first, last, says):
    with pytest.raises(Refused, match=says):
        stand_in(project, dan, cora, first, last)


def test_sixty_days_are_not_too_many(project, cora, dan):
    stand_in(project, dan, cora, first=300, last=359)
    assert not sees(dan, project)


def test_nobody_stands_in_twice_at_once_or_where_they_are_anyway(project, cora, sam, dan):
    stand_in(project, dan, cora, first=3, last=9)
    with pytest.raises(Refused, match="stands in already from"):
        stand_in(project, dan, cora, first=9, last=12)
    stand_in(project, dan, cora, first=10, last=12)
    with pytest.raises(Refused, match="on this team already"):
        stand_in(project, sam, cora)


def test_a_stand_in_who_is_let_go_is_gone_at_once_whatever_the_day(project, cora, dan):
    now, later = stand_in(project, dan, cora), stand_in(project, dan, cora, first=20, last=22)
    assert sees(dan, project)
    act.remove_from_team(member=now, by=cora)
    assert not sees(dan, project)
    act.remove_from_team(member=later, by=cora)
    with travel(datetime.now(LONDON) + 21 * DAY):
        assert not sees(dan, project)
    with pytest.raises(Refused, match="left"):
        act.remove_from_team(member=later, by=cora)
    # And can be asked again.
    stand_in(project, dan, cora)
    assert sees(dan, project)


def test_a_stand_in_does_not_change_the_team(project, cora, dan):
    stand_in(project, dan, cora)
    for change in (
        lambda: act.change_contact(project=project, person=dan, by=dan),
        lambda: act.change_deputy(project=project, person=dan, by=dan),
        lambda: act.add_coordinator(project=project, person=dan, by=dan),
        lambda: stand_in(project, dan, dan, first=20, last=79),
    ):
        with pytest.raises(Refused, match="Ask one of them"):
            change()


def test_a_stand_in_who_joins_the_team_has_one_part(project, cora, dan):
    stand_in(project, dan, cora)
    act.add_coordinator(project=project, person=dan, by=cora)
    assert TeamMember.objects.current().for_project(project).filter(user=dan).count() == 1


def test_whoever_stops_coordinating_loses_every_project_on_the_next_click(project, cora, dan, note):
    act.change_deputy(project=project, person=dan, by=cora)
    assert sees(dan, project) and reads(dan, note)
    dan.memberships.update(ended_at=datetime.now(LONDON) + DAY)
    assert not sees(dan, project) and not reads(dan, note)


def test_each_change_stands_in_the_audit_trail(project, cora, dan, organisation):
    act.add_coordinator(project=project, person=dan, by=cora)
    act.change_deputy(project=project, person=dan, by=cora)
    act.change_contact(project=project, person=dan, by=cora)
    rows = AuditEntry.objects.filter(organisation_id=organisation.pk).order_by("sequence")
    verbs = ["coordinator added to a project", "deputy changed", "contact changed"]
    assert list(rows.values_list("action", "actor_id")) == [(verb, cora.pk) for verb in verbs]


def test_who_left_before_the_last_day_says_when(project, cora):
    made = TeamMemberFactory(project=project, part="stand_in", since=date(2026, 3, 1), until=date(2026, 3, 9))
    gone = TeamMember.objects.with_role_end().get(pk=made.pk)
    assert gone.left_on == date(2026, 3, 9)
    gone.ended_at = datetime(2026, 3, 5, 8, tzinfo=LONDON)
    assert gone.left_on == date(2026, 3, 5)


def test_whoever_is_the_deputy_is_not_chosen_again(project, cora, sam):
    with pytest.raises(Refused, match="is the deputy already"):
        act.change_deputy(project=project, person=sam, stays=True, by=cora)
