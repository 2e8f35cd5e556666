"""Each rule that stands in the database refuses what it is for, on both databases, whatever Python did before."""

from functools import partial

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from coproduction.base.models import Message
from coproduction.base.privacy import our_models
from participants.people.models import SamePerson
from principles.models import FrozenQuarter, KeptFinding, KeptLateStep

from . import factories as make
from .factories import ago, moment

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

RULES = {
    constraint.name: (model, constraint)
    for model in our_models()
    for constraint in model._meta.constraints
    if isinstance(constraint, (models.CheckConstraint, models.UniqueConstraint))
}


def payment(**fields):
    return lambda: make.PaymentFactory(**fields)


def approved_by_its_writer():
    writer = make.UserFactory()
    make.PaymentFactory(approved=True, drafted_by=writer, approved_by=writer)


def released_by_its_approver():
    manager = make.UserFactory()
    make.PaymentFactory(released=True, approved_by=manager, released_by=manager)


def released_by_its_writer():
    writer = make.UserFactory()
    make.PaymentFactory(released=True, drafted_by=writer, released_by=writer)


def paid_to_oneself(step, **situation):
    def make_it():
        user = make.UserFactory()
        make.PaymentFactory(payee=user, **situation, **{step: user})

    return make_it


def moved(**fields):
    return lambda: make.MovementFactory(**fields)


def message():
    now = timezone.now()
    fields = {"key": "k", "channel": "text", "address": "a", "wording": "news", "due_at": now, "state": "sent"}
    Message.objects.create(organisation=make.OrganisationFactory(), **fields)


# What each check is for: one row, or several, of which each alone has to be refused.
BREAKS = {
    "adaptation_is_due_after_it_is_agreed": [lambda: make.AdaptationFactory(due_on=ago(21))],
    "adaptation_worked_once_it_was_in_place": [lambda: make.AdaptationFactory(worked=False)],
    "agreement_versions_begin_at_one": [lambda: make.GroupAgreementFactory(version=0)],
    "attendance_fits_into_a_day": [lambda: make.AttendanceFactory(minutes_during=1441)],
    "briefing_done_says_when_and_how": [
        lambda: make.BriefingFactory(held_on=None),
        lambda: make.BriefingFactory(way=""),
    ],
    "budget_head_without_money_has_a_reason": [lambda: make.BudgetLineFactory(pence=0)],
    "change_to_an_agreement_is_not_a_yes": [
        lambda: make.AgreementSaidFactory(agreed=True, words="Shorter"),
        lambda: make.AgreementSaidFactory(words="Shorter"),
    ],
    "choice_picked_says_when": [
        lambda: make.ChoiceFactory(picked_on=None),
        lambda: make.ChoiceFactory(picked="", picked_on=ago(40)),
        lambda: make.ChoiceFactory(picked_on=ago(41)),
    ],
    "contribution_answered_says_why_and_when": [
        lambda: make.ContributionFactory(answered=True, because=""),
        lambda: make.ContributionFactory(answered=True, answered_on=None),
        lambda: make.ContributionFactory(answered_on=ago(0)),
    ],
    "contribution_is_answered_before_it_is_told": [lambda: make.ContributionFactory(told_on=ago(0))],
    "delivery_made_says_when": [
        lambda: make.DeliveryFactory(reached_on=None),
        lambda: make.DeliveryFactory(state="told", reached_on=None),
    ],
    "membership_ends_after_it_begins": [lambda: make.MembershipFactory(ended_at=moment(days=1))],
    "message_dealt_with_by_somebody_says_when": [
        lambda: make.MessageFactory(dealt_with_by=make.UserFactory()),
    ],
    "message_dealt_with_did_not_arrive": [
        lambda: make.MessageFactory(state="queued", dealt_with_at=timezone.now()),
    ],
    "message_sent_says_when_it_was_sent": [message],
    "movement_goes_somewhere_else": [moved(to_account="budget")],
    "movement_moves_something": [moved(pence=0)],
    "needs_are_asked_again_after_being_asked": [
        lambda: make.ParticipantFactory(needs_asked_again_on=ago(3)),
        lambda: make.ParticipantFactory(needs_asked_on=ago(3), needs_asked_again_on=ago(3)),
    ],
    "nobody_pays_themselves": [
        paid_to_oneself("drafted_by"),
        paid_to_oneself("approved_by", approved=True),
        paid_to_oneself("released_by", released=True),
    ],
    "offer_is_more_than_nothing": [lambda: make.OfferFactory(rate_pence=0)],
    "money_owed_is_not_handed_over": [lambda: make.OpenAtClosingFactory(kind="payment")],
    "open_thing_is_handed_over_or_has_a_reason": [
        lambda: make.OpenAtClosingFactory(by_when=None),
        lambda: make.OpenAtClosingFactory(handed_to=None),
        lambda: make.OpenAtClosingFactory(reason="The money ended"),
        lambda: make.OpenAtClosingFactory(closed_over=True, reason=""),
    ],
    "organisation_small_group_is_at_least_five": [lambda: make.OrganisationFactory(small_group=4)],
    "participant_leaves_after_being_welcomed": [lambda: make.ParticipantFactory(ended_on=ago(51))],
    "only_a_yes_joins_two_records": [lambda: make.SamePersonFactory(joined=True)],
    "payment_approved_says_who_and_when": [
        payment(approved=True, approved_at=None),
        payment(approved=True, approved_by=None),
    ],
    "payment_declined_says_when": [payment(declined=True, declined_at=None)],
    "payment_put_off_says_when": [payment(waiting=True, deferred_at=None)],
    "payment_reversed_says_when": [payment(reversed=True, reversed_at=None)],
    "payment_is_approved_by_someone_else": [approved_by_its_writer],
    "payment_is_released_by_a_third_person": [released_by_its_approver, released_by_its_writer],
    "payment_released_says_who_and_when": [
        payment(released=True, released_at=None),
        payment(released=True, released_by=None),
        payment(released=True, approved_by=None, approved_at=None),
    ],
    "payment_takes_no_more_than_agreed": [payment(pence=3001)],
    "person_taking_part_has_joined": [lambda: make.InvolvementFactory(joined_on=None)],
    "project_designs_reviews_or_delivers": [lambda: make.ProjectFactory(designs=False)],
    "project_ends_after_it_starts": [lambda: make.ProjectFactory(ends_on=ago(61))],
    "promise_changed_says_to_what": [lambda: make.PromiseFactory(changed_told_on=ago(0))],
    "promise_is_due_after_it_is_made": [lambda: make.PromiseFactory(by_when=ago(4))],
    "rate_card_ends_after_it_begins": [lambda: make.RateCardFactory(valid_to=ago(201))],
    "rate_is_more_than_nothing": [lambda: make.RateFactory(pence=0)],
    "survey_answer_is_one_to_five_or_cant_say": [
        lambda: make.SurveyAnswerFactory(answer=0),
        lambda: make.SurveyAnswerFactory(answer=6),
    ],
    "reflection_is_one_to_five_or_cant_say": [
        lambda: make.ReflectionFactory(answer=0),
        lambda: make.ReflectionFactory(answer=6),
    ],
    "safe_channel_has_an_address": [lambda: make.ChannelFactory(address="")],
    "session_held_says_who_logged_it_and_when": [
        lambda: make.SessionFactory(held=True, logged_by=None),
        lambda: make.SessionFactory(held=True, logged_at=None),
        lambda: make.SessionFactory(held=True, held_on=None),
    ],
    "session_is_held_or_cancelled": [lambda: make.SessionFactory(held=True, cancelled=True)],
    "session_lasts_some_time": [lambda: make.SessionFactory(minutes=0)],
    "stage_closed_despite_open_items_is_closed": [lambda: make.StageFactory(open=True, closed_despite="It had to be")],
    "stage_closes_after_it_opens": [
        lambda: make.StageFactory(open=True, closed_on=ago(31)),
        lambda: make.StageFactory(closed_on=ago(1)),
    ],
    "stage_that_does_not_apply_is_not_opened": [
        lambda: make.StageFactory(open=True, not_applicable_reason="Too small")
    ],
    "strengths_are_asked_again_after_being_asked": [
        lambda: make.ParticipantFactory(strengths_asked_again_on=ago(3)),
        lambda: make.ParticipantFactory(strengths_asked_on=ago(3), strengths_asked_again_on=ago(3)),
    ],
    "team_member_leaves_after_joining": [lambda: make.TeamMemberFactory(until=ago(61))],
    "update_has_all_four_parts": [
        lambda: make.UpdateFactory(progress=""),
        lambda: make.UpdateFactory(outcomes=""),
        lambda: make.UpdateFactory(blocks=""),
        lambda: make.UpdateFactory(risks=""),
    ],
    "card_ends_after_it_is_made": [lambda: make.SignInCardFactory(ends_at=moment(days=9))],
    "invitation_ends_after_it_is_sent": [lambda: make.InvitationFactory(ends_at=moment(days=9))],
    "invitation_is_accepted_or_withdrawn": [lambda: make.InvitationFactory(accepted=True, withdrawn=True)],
    "organisation_answers_within_one_to_twenty_days": [
        lambda: make.OrganisationFactory(reply_days=0),
        lambda: make.OrganisationFactory(reply_days=21),
    ],
    "organisation_small_group_outside_is_at_least_ten": [lambda: make.OrganisationFactory(small_group_outside=9)],
    "organisation_works_on_some_day": [lambda: make.OrganisationFactory(working_days="")],
    "peer_ends_after_beginning": [lambda: make.PeerFactory(until=ago(31))],
    "stand_in_says_until_when": [lambda: make.TeamMemberFactory(part="stand_in")],
    "stand_in_alone_is_let_go_early": [lambda: make.TeamMemberFactory(ended_at=moment())],
    "power_check_answers_all_five": [
        partial(make.PowerCheckFactory, **{question: ""})
        for question in ("agenda", "money", "chair", "notes", "say_no")
    ],
    "user_email_is_kept_in_lower_case": [lambda: make.UserFactory(email="Asha@example.org")],
    "what_is_said_of_an_agreement_has_a_day": [
        lambda: make.AgreementSaidFactory(agreed=True, said_on=None),
        lambda: make.AgreementSaidFactory(said_on=ago(0)),
    ],
    **make.REFUSED,
}


# For what there may be once: how the one row is made. The second is a copy of it.
ONCE = {
    "audit_chain_has_each_place_once": lambda: make.audit_entry(),
    "person_is_in_a_draft_once": lambda: make.PersonInDraftFactory(),
    "attempt_has_its_own_slot": lambda: make.AttemptSlotFactory(),
    "peer_is_named_once_at_a_time": lambda: make.PeerFactory(),
    "person_has_one_card_at_a_time": lambda: make.SignInCardFactory(),
    "person_is_invited_once_at_a_time": lambda: make.InvitationFactory(),
    "agreement_has_each_version_once": lambda: make.GroupAgreementFactory(),
    "attendance_is_paid_once": lambda: make.PaymentFactory(),
    "budget_has_each_head_once": lambda: make.BudgetLineFactory(),
    "choice_stands_once": lambda: make.ChoiceFactory(),
    "colleague_is_asked_once_about_a_person": lambda: make.SamePersonFactory(),
    "colleague_is_one_participant_in_an_organisation": lambda: make.SamePersonFactory(answer="yes", joined=True),
    "contact_has_each_channel_once": lambda: make.ChannelFactory(),
    "open_thing_is_handed_to_one_person": lambda: make.OpenAtClosingFactory(),
    "given_address_is_kept_once": lambda: make.GivenAddressFactory(),
    "membership_is_held_once_at_a_time": lambda: make.MembershipFactory(),
    "participant_pauses_once_at_a_time": lambda: make.PauseFactory(),
    "payment_moves_once_each_way": lambda: make.MovementFactory(),
    "payment_reference_is_its_own": lambda: make.PaymentFactory(),
    "person_attends_a_session_once": lambda: make.AttendanceFactory(),
    "person_is_asked_once_about_an_agreement": lambda: make.AgreementSaidFactory(),
    "person_is_asked_once_in_a_round": lambda: make.SurveyInvitationFactory(),
    "person_is_briefed_once_for_a_project": lambda: make.BriefingFactory(stage=None, project=make.ProjectFactory()),
    "person_is_briefed_once_for_a_stage": lambda: make.BriefingFactory(),
    "person_is_involved_once_in_a_stage": lambda: make.InvolvementFactory(),
    "group_begins_to_say_a_thing_once_a_day": lambda: make.GroupStatementFactory(),
    "person_says_yes_to_a_statement_once": lambda: make.GroupYesFactory(),
    "person_is_offered_once_for_a_session": lambda: make.OfferFactory(),
    "person_is_told_an_update_once": lambda: make.DeliveryFactory(),
    "person_takes_part_once_in_an_organisation": lambda: make.ParticipantFactory(signs_in=True),
    "project_has_one_contact_and_one_deputy": lambda: make.TeamMemberFactory(part="deputy"),
    "quarter_is_frozen_once": lambda: make.kept_row(FrozenQuarter, make.ProjectFactory()),
    "statement_is_found_once_in_a_project": lambda: make.kept_row(KeptFinding, make.ProjectFactory()),
    "step_is_late_once_in_a_project": lambda: make.kept_row(KeptLateStep, make.ProjectFactory()),
    "stage_has_its_own_place": lambda: make.StageFactory(),
    "team_member_reflects_once_in_a_round": lambda: make.ReflectionFactory(),
}

# Where there may be one at a time: what ends the first.
ENDS = {
    "choice_stands_once": {"replaced_at": moment(days=0)},
    "membership_is_held_once_at_a_time": {"ended_at": moment(days=-1)},
    "peer_is_named_once_at_a_time": {"until": ago(0)},
    "person_has_one_card_at_a_time": {"used_at": moment(days=0)},
    "person_is_invited_once_at_a_time": {"withdrawn_at": moment(days=0)},
    "participant_pauses_once_at_a_time": {"ended_at": moment(days=0)},
    "project_has_one_contact_and_one_deputy": {"until": ago(0)},
}


def copy_of(row, **changed):
    """The same row again, under another id, and so told from the first by nothing that the rule looks at."""
    fields = {field.attname: field.value_from_object(row) for field in row._meta.concrete_fields}
    del fields[row._meta.pk.attname]
    return type(row)(**{**fields, **changed})


def test_each_rule_of_each_model_is_tried():
    checks = {name for name, (_, rule) in RULES.items() if isinstance(rule, models.CheckConstraint)}
    assert checks == BREAKS.keys(), "say how each is broken: BREAKS here, or REFUSED in tests/factories/voice.py"
    assert RULES.keys() - checks == ONCE.keys(), "say in ONCE how the one row is made"


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_what_breaks_a_rule(name):
    for break_it in BREAKS[name]:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            break_it()


@pytest.mark.parametrize("name", ONCE)
def test_the_database_refuses_a_second_of_what_there_is_once(name):
    again = copy_of(ONCE[name](), **others(name))
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        again.save(force_insert=True)
    assert is_about(refusal.value, name)


def others(name):
    """Some rows stand under two such rules: each is tried with the other one kept."""
    if name == "colleague_is_one_participant_in_an_organisation":
        same = SamePerson.objects.get()
        return {"participant_id": make.ParticipantFactory(organisation=same.organisation).pk}
    if name == "person_has_one_card_at_a_time":
        return {"number": "another"}
    if name == "attendance_is_paid_once":
        return {"reference": "ANOTHER"}
    if name == "payment_reference_is_its_own":
        return {"attendance_id": make.AttendanceFactory().pk}
    return {}


def is_about(error, name):
    """PostgreSQL names the rule; SQLite names its columns."""
    if connection.vendor == "postgresql":
        return name in str(error)
    model, rule = RULES[name]
    columns = ", ".join(f"{model._meta.db_table}.{model._meta.get_field(field).column}" for field in rule.fields)
    return f"UNIQUE constraint failed: {columns}" == str(error)


@pytest.mark.parametrize("name", ENDS)
def test_once_the_first_has_ended_there_may_be_a_second(name):
    first = ONCE[name]()
    type(first)._base_manager.filter(pk=first.pk).update(**ENDS[name])
    copy_of(first, **others(name)).save(force_insert=True)
    assert type(first)._base_manager.count() >= 2


def test_a_payment_taken_back_stands_beside_the_right_one_and_there_is_one_right_one():
    first = make.PaymentFactory(reversed=True)
    second = copy_of(first, reference="RIGHT", state="released")
    second.save(force_insert=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        copy_of(second, reference="RIGHT AGAIN").save(force_insert=True)


def test_a_row_cannot_hang_on_what_is_not_there():
    asked = make.SurveyInvitationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(asked).objects.filter(pk=asked.pk).update(survey_round_id="00000000-0000-4000-8000-000000000009")
        connection.check_constraints()
