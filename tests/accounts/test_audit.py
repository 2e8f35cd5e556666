"""One row for each thing that was done, in the same transaction; none for what was undone."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from coproduction.accounts import audit
from coproduction.accounts.audit import ACTIONS, action, as_a_whole, note, one_piece_of_work
from coproduction.accounts.chain import Chain
from coproduction.accounts.models import AuditEntry, AuditHead
from coproduction.base.refusals import Refused
from participants.choices.actions import choose
from participants.choices.models import Choice
from participants.notes.actions import read_notes
from participants.people.actions import ask_what_helps, pause_participant
from participants.people.models import Pause
from participants.survey.actions import answer_six
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def tried():
    """Actions for these tests alone: one that writes, one that writes and then fails."""
    known = dict(ACTIONS)

    @action("tried")
    def writes(*, person, by):
        factories.StrengthFactory(participant=person)
        return person

    @action("tried in vain")
    def fails(*, person, by):
        writes(person=person, by=by)
        raise Refused("No.")

    yield writes, fails
    ACTIONS.clear()
    ACTIONS.update(known)


def rows(organisation):
    found = AuditEntry.objects.filter(organisation_id=organisation.pk).order_by("sequence")
    return list(found.values_list("action", flat=True))


def test_an_action_leaves_one_row_with_who_and_what(tried, asha, cora, organisation):
    tried[0](person=asha, by=cora)
    entry = AuditEntry.objects.get(organisation_id=organisation.pk)
    assert (entry.actor_id, entry.action, entry.about, entry.about_id) == (
        cora.pk, "tried", "participants.participant", str(asha.pk),
    )  # fmt: skip
    assert timezone.now() - entry.at < timedelta(minutes=1)


def test_what_is_refused_leaves_no_row(tried, asha, cora, organisation):
    with pytest.raises(Refused):
        tried[1](person=asha, by=cora)
    assert rows(organisation) == [] and not asha.strengths.exists()


def test_what_fails_inside_and_is_caught_takes_its_rows_along(tried, asha, cora, organisation):
    writes, fails = tried
    with one_piece_of_work():
        writes(person=asha, by=cora)
        with pytest.raises(Refused):
            fails(person=asha, by=cora)
        note("seen", about=asha, by=cora)
    assert rows(organisation) == ["tried", "seen"] and asha.strengths.count() == 1


def test_what_is_done_as_a_whole_is_undone_as_a_whole(tried, asha, cora, organisation):
    writes, fails = tried
    with pytest.raises(Refused), one_piece_of_work(), as_a_whole():
        writes(person=asha, by=cora)
        fails(person=asha, by=cora)
    assert rows(organisation) == [] and not asha.strengths.exists()
    writes(person=asha, by=cora)
    assert rows(organisation) == ["tried"]


def test_a_savepoint_that_is_undone_takes_its_rows_along(tried, asha, cora, organisation):
    writes, _ = tried
    with one_piece_of_work():
        writes(person=asha, by=cora)
        with pytest.raises(Refused), transaction.atomic():
            writes(person=asha, by=cora)
            raise Refused("No.")
    assert rows(organisation) == ["tried"] and asha.strengths.count() == 1


def test_what_is_undone_later_leaves_no_row(tried, asha, cora, organisation):
    with pytest.raises(Refused), one_piece_of_work():
        tried[0](person=asha, by=cora)
        raise Refused("No.")
    assert rows(organisation) == [] and not asha.strengths.exists()


def test_the_next_piece_of_work_starts_with_nothing_waiting(tried, asha, cora, organisation):
    with pytest.raises(Refused):
        tried[1](person=asha, by=cora)
    tried[0](person=asha, by=cora)
    assert rows(organisation) == ["tried"]


def test_the_head_is_locked_when_all_else_is_done(tried, asha, cora, monkeypatch, django_assert_num_queries):
    seen = []
    monkeypatch.setattr(audit, "write_rows", lambda waiting: seen.append((len(waiting), asha.strengths.count())))
    with one_piece_of_work():
        tried[0](person=asha, by=cora)
        tried[0](person=asha, by=cora)
        assert not AuditHead.objects.exists()
    assert seen == [(2, 2)]


def test_one_thing_may_stand_in_several_chains(organisation, other_organisation, cora):
    note("told to all", about=cora, by=cora, organisations=[organisation.pk, other_organisation.pk])
    assert rows(organisation) == rows(other_organisation) == ["told to all"]
    assert not Chain(organisation.pk).read().fault and not Chain(other_organisation.pk).read().fault


def test_chains_are_locked_in_the_same_order_whatever_came_first(organisation, other_organisation, cora, monkeypatch):
    locked = []
    lock = audit.lock_head
    monkeypatch.setattr(audit, "lock_head", lambda pk: locked.append(pk) or lock(pk))
    first, second = sorted([organisation.pk, other_organisation.pk])
    with one_piece_of_work():
        note("one", about=cora, by=cora, organisations=[second])
        note("two", about=cora, by=cora, organisations=[first])
        note("three", about=cora, by=cora, organisations=[second])
    assert locked == [first, second]


def test_work_whose_row_cannot_be_written_is_not_done(tried, asha, cora, monkeypatch):
    def broken(waiting):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(audit, "write_rows", broken)
    for work in (
        lambda: tried[0](person=asha, by=cora),
        lambda: pause_participant(participant=asha, by=asha.user),
        lambda: choose(participant=asha, kind="pay", picked="cash", by=asha.user),
        lambda: ask_what_helps(participant=asha, needs=["Breaks"], strengths=[], by=cora),
    ):
        with pytest.raises(RuntimeError):
            work()
    assert not asha.strengths.exists() and not Pause.objects.exists() and not Choice.objects.exists()
    assert not asha.needs.exists() and not AuditEntry.objects.exists()


def test_an_answer_without_a_name_leaves_no_name_and_no_hour(asha, organisation, stage):
    asked = factories.SurveyInvitationFactory(survey_round=factories.SurveyRoundFactory(stage=stage), participant=asha)
    answer_six(invitation=asked, answers={"creativity": 4}, by=asha.user)
    entry = AuditEntry.objects.get(organisation_id=organisation.pk)
    assert entry.actor_id is None and entry.about == "participants.surveyround"
    assert (entry.at.hour, entry.at.minute, entry.at.second, entry.at.microsecond) == (0, 0, 0, 0)
    assert entry.at.date() == timezone.now().date() and not Chain(organisation.pk).read().fault


def test_what_is_anonymous_keeps_nobody_even_where_somebody_is_named(tried, asha, cora, organisation):
    note("counted", about=organisation, by=cora, anonymous=True)
    assert AuditEntry.objects.get(action="counted").actor_id is None


def test_reading_that_is_undone_was_no_reading(asha, cora, stage, organisation):
    factories.InvolvementFactory(stage=stage, participant=asha)
    with pytest.raises(Refused), one_piece_of_work():
        read_notes(participant=asha, by=cora)
        raise Refused("No.")
    assert rows(organisation) == []


def test_an_action_takes_keywords_and_says_by_whom():
    with pytest.raises(TypeError):
        action("nobody's")(lambda *, person: person)
    with pytest.raises(TypeError):
        action("by place")(lambda person, *, by: person)


def test_rows_hold_ids_and_no_words(asha, cora, organisation):
    pause_participant(participant=asha, by=asha.user)
    for entry in AuditEntry.objects.all():
        uuid.UUID(entry.about_id)
        assert entry.action in {*ACTIONS.values()}
