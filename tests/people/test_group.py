"""What a group says of itself: the rules beside the records, and several people at the same moment."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from coproduction.accounts.models import Membership, User
from coproduction.base.days import today
from coproduction.base.refusals import Refused
from participants.group_statements import actions as act
from participants.group_statements.models import GroupObjection, GroupStatement, GroupYes
from participants.group_statements.rules import current_statements, open_statement, under_way
from participants.involvement.models import Involvement
from projects import deadlines
from tests.factories import (
    GroupObjectionFactory,
    GroupStatementFactory,
    GroupYesFactory,
    InvolvementFactory,
    ParticipantFactory,
    PeerFactory,
    SamePersonFactory,
    StageFactory,
    TeamMemberFactory,
    ago,
    moment,
)
from tests.scopes import Threads


def group_in(stage, count, since=0):
    """People whose part in the stage was written down so many days ago."""
    people = ParticipantFactory.create_batch(count, organisation=stage.organisation, signs_in=True)
    for person in people:
        part = InvolvementFactory(stage=stage, participant=person)
        Involvement.objects.filter(pk=part.pk).update(recorded_at=moment(days=since))
    # As they sign in: their roles are read anew.
    for person in people:
        person.user = User.objects.get(pk=person.user_id)
    return people


@pytest.fixture
def three(stage):
    return group_in(stage, 3)


@pytest.fixture
def begun(stage):
    return GroupStatementFactory(stage=stage)


def says(stage, day=None):
    return [one.statement for one in current_statements([stage.project_id], day or today())[stage.project_id]]


def yes(statement, person, **more):
    return act.say_word(participant=person, statement=statement, word=act.YES, alone=True, by=person.user, **more)


# Days ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "region, last", [("ENG", date(2027, 1, 4)), ("SCT", date(2027, 1, 5)), ("NIR", date(2027, 1, 4))]
)
def test_ten_working_days_over_christmas_by_the_region(region, last):
    assert deadlines.statement_objection(date(2026, 12, 16), region) == last


def test_it_stands_from_the_day_after_for_ninety_days():
    since = deadlines.statement_stands_from(date(2026, 6, 16))
    assert (since, deadlines.statement_stands_until(since)) == (date(2026, 6, 17), date(2026, 9, 15))


def test_a_group_of_nobody_says_nothing(stage):
    assert says(GroupStatementFactory(stage=stage, stands=True).stage) == []


def test_who_joins_after_the_last_day_makes_it_no_longer_and_the_group_no_larger(stage):
    """Two said yes, all of them; two more come when it stands."""
    old = StageFactory(project=stage.project, open=True)
    statement = GroupStatementFactory(stage=old, opened_on=ago(25))
    for person in group_in(old, 2, since=60):
        GroupYesFactory(statement=statement, participant=person)
    assert says(old) == [statement]
    group_in(old, 2)
    assert says(old) == [statement]


def test_somebody_erased_leaves_what_the_group_said(stage):
    statement = GroupStatementFactory(stage=stage, stands=True)
    people = group_in(stage, 3, since=60)
    for person in people:
        GroupYesFactory(statement=statement, participant=person)
    assert says(stage) == [statement]
    GroupYes.objects.filter(participant=people[0]).update(participant=None)
    assert says(stage) == [statement]


def test_before_we_started_nobody_speaks(stage, three, begun):
    type(stage.project).objects.filter(pk=stage.project_id).update(before_we_started=True)
    assert under_way([three[0]], today()) == []
    with pytest.raises(Refused):
        act.begin(participant=three[0], stage=stage, principle="equality", alone=True, by=three[0].user)


def test_of_a_stage_that_closed_long_ago_nothing_is_begun_any_more(stage, project):
    for closed, may in ((90, True), (91, False)):
        old = StageFactory(project=project, opened_on=ago(120), closed_on=ago(closed))
        (person,) = group_in(old, 1)
        begin = {"participant": person, "stage": old, "principle": "equality", "alone": True, "by": person.user}
        if may:
            act.begin(**begin)
        else:
            with pytest.raises(Refused):
                act.begin(**begin)
    assert GroupStatement.objects.count() == 1


# Who may ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["invited", "declined"])
def test_whoever_never_took_part_has_no_word(stage, begun, state):
    person = ParticipantFactory(organisation=stage.organisation, signs_in=True)
    InvolvementFactory(stage=stage, participant=person, **{state: True})
    with pytest.raises(Refused):
        yes(begun, person)
    assert under_way([person], today()) == []


def test_a_word_for_somebody_else_is_refused(stage, begun, three):
    asha, ben, _ = three
    with pytest.raises(Refused, match="can't say this"):
        act.say_word(participant=asha, statement=begun, word=act.YES, alone=True, by=ben.user)
    with pytest.raises(Refused, match="can't say this"):
        act.begin(participant=asha, stage=stage, principle="equality", alone=True, by=ben.user)


def test_without_the_tick_a_yes_is_refused_and_an_objection_is_not(stage, begun, three, sam):
    person = three[0]
    with pytest.raises(Refused, match="counts only where nobody"):
        act.say_word(participant=person, statement=begun, word=act.YES, by=person.user)
    with pytest.raises(Refused, match="counts only where nobody"):
        act.begin(participant=person, stage=stage, principle="equality", alone=False, by=person.user)
    act.say_word(participant=person, statement=begun, word=act.OBJECT, by=person.user)
    assert GroupObjection.objects.count() == 1 and not GroupYes.objects.exists()


def test_what_is_over_takes_no_word(stage):
    over = GroupStatementFactory(stage=stage, opened_on=ago(40))
    (person,) = group_in(stage, 1, since=60)
    with pytest.raises(Refused, match="over"):
        yes(over, person)


@pytest.fixture
def kit(stage):
    """Has no sign-in."""
    return InvolvementFactory(stage=stage, participant=ParticipantFactory(organisation=stage.organisation, name="Kit"))


def test_the_deputy_and_a_peer_write_down_and_others_do_not(stage, kit, begun, three, cora, sam):
    for by in (cora, three[0].user):
        with pytest.raises(Refused, match="peer or the deputy"):
            act.write_down_word(involvement=kit, principle="creativity", word=act.YES, alone=True, by=by)
    act.write_down_word(involvement=kit, principle="creativity", word=act.YES, alone=True, by=sam)
    assert GroupYes.objects.get().taken_down_by == sam
    with pytest.raises(Refused, match="counts only where nobody"):
        act.write_down_word(involvement=kit, principle="creativity", word=act.YES, by=sam)


def test_who_signs_in_is_not_written_down_for(begun, three, sam):
    theirs = Involvement.objects.get(participant=three[0])
    with pytest.raises(Refused, match="on their own page"):
        act.write_down_word(involvement=theirs, principle="creativity", word=act.YES, alone=True, by=sam)


def test_the_contact_who_is_named_a_peer_writes_down_nothing(stage, kit, begun, cora):
    """One account, two roles: whoever is being rated writes down nothing, in whatever part."""
    PeerFactory(project=stage.project, participant=ParticipantFactory(organisation=stage.organisation, user=cora))
    cora = User.objects.get(pk=cora.pk)
    with pytest.raises(Refused, match="peer or the deputy"):
        act.write_down_word(involvement=kit, principle="creativity", word=act.YES, alone=True, by=cora)


def test_the_deputys_word_begins_nothing_and_a_peers_does(stage, kit, three, sam):
    PeerFactory(project=stage.project, participant=three[0])
    words = {"involvement": kit, "principle": "creativity", "word": act.YES, "alone": True}
    act.write_down_word(**words, by=sam)
    assert not GroupStatement.objects.exists()
    act.write_down_word(**words, by=three[0].user)
    assert GroupYes.objects.get().participant == kit.participant


def test_whoever_runs_the_project_later_was_one_of_the_group_then(stage):
    statement = GroupStatementFactory(stage=stage, stands=True)
    people = group_in(stage, 3, since=60)
    for person in people:
        GroupYesFactory(statement=statement, participant=person)
    TeamMemberFactory(project=stage.project, user=people[0].user, since=ago(2))
    assert says(stage) == [statement]


def test_the_yes_of_a_colleague_whose_account_it_is_too_is_kept_and_not_counted(stage, mina, sam):
    """A peer wrote it down before she said that it is her: a refusal would have told them who works here."""
    statement = GroupStatementFactory(stage=stage, stands=True)
    people = group_in(stage, 3, since=60)
    for person in people:
        GroupYesFactory(statement=statement, participant=person)
    same = SamePersonFactory(participant=people[0], user=sam, answer="yes", joined=True)
    assert says(stage) == [statement]
    Membership.objects.filter(user=mina).update(began_at=moment(days=100))
    same.user = mina
    same.save()
    # Two are left in the group, and both said yes.
    assert says(stage) == [statement]
    GroupYes.objects.filter(participant=people[1]).delete()
    assert says(stage) == []


# The database -------------------------------------------------------------------------------------------------------


@pytest.mark.both_databases
@pytest.mark.django_db
def test_what_was_begun_and_what_was_objected_to_stays():
    objection = GroupObjectionFactory()
    for row, changed in ((objection.statement, {"principle": "equality"}), (objection, {"project": None})):
        rows = type(row).objects.filter(pk=row.pk)
        for attempt in (rows.delete, lambda rows=rows, changed=changed: rows.update(**changed)):
            with pytest.raises(DatabaseError), transaction.atomic():
                attempt()
            assert rows.exists()


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_two_who_begin_and_six_who_say_yes_at_once_begin_one_and_are_counted_once_each(stage):
    three = group_in(stage, 3)

    def at_once(step, people):
        def take(person):
            try:
                step(person)
            finally:
                connection.close()

        with Threads(len(people)) as pool:
            list(pool.map(take, people))

    def begin(person):
        act.begin(participant=person, stage=stage, principle="creativity", alone=True, by=person.user)

    at_once(begin, three[:2])
    statement = GroupStatement.objects.get()
    at_once(lambda person: yes(statement, person), [three[2]] * 4 + three[:2])
    assert GroupYes.objects.filter(statement=statement).count() == 3
    at_once(
        lambda person: act.say_word(participant=person, statement=statement, word=act.OBJECT, by=person.user),
        [three[0]] * 3,
    )
    assert GroupObjection.objects.count() == 1
    last = deadlines.statement_objection(today())
    assert open_statement(stage, "creativity", last) == statement
    assert says(stage, last + timedelta(days=1)) == []
