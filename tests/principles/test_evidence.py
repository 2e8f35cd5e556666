"""Rows in, facts out: one kind of record after the other, then how many queries it takes."""

from datetime import datetime, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coproduction.base.days import LONDON, today, working_days_between
from principles.evidence import gather
from projects.money.models import BudgetLine
from projects.money.wage_floor import floor_pence
from projects.project.models import Project
from tests import factories as make
from tests.factories import ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return make.ProjectFactory(size="long", starts_on=ago(60))


@pytest.fixture
def stage(project):
    return make.StageFactory(project=project, open=True)


@pytest.fixture
def person(stage):
    return make.InvolvementFactory(stage=stage).participant


def facts_of(project, on=None):
    return gather([project], on or today())[project.pk]


def at(day, hour=14):
    return datetime.combine(day, time(hour), tzinfo=LONDON)


def test_a_project_brings_its_own_days_and_size(project):
    facts = facts_of(project)
    assert (facts.ref.id, facts.size, facts.starts_on, facts.live) == (project.pk, "long", ago(60), True)
    assert not facts.imported


def test_history_from_before_is_marked_as_imported():
    assert facts_of(make.ProjectFactory(before_we_started=True)).imported


def test_who_runs_it_and_since_when(project):
    make.TeamMemberFactory(project=project, part="deputy", since=ago(20), met_together_on=ago(19))
    contact, deputy = facts_of(project).team
    assert (contact.role, deputy.role, deputy.since, deputy.met_together_on) == ("contact", "deputy", ago(20), ago(19))


def test_someone_who_joins_the_team_tomorrow_is_not_in_it_today(project):
    make.TeamMemberFactory(project=project, part="deputy", since=ago(-1))
    assert [one.role for one in facts_of(project).team] == ["contact"]


def test_a_stage_is_reviewed_when_its_six_questions_close(project):
    stage = make.StageFactory(project=project, closed=True)
    make.SurveyRoundFactory(stage=stage, closed_on=ago(1))
    (fact,) = facts_of(project).stages
    assert (fact.opened_on, fact.closed_on, fact.thanks_on, fact.reviewed_on) == (ago(30), ago(2), ago(2), ago(1))


def test_a_stage_of_talks_with_one_person_each_is_one_to_one(project, stage):
    other = make.StageFactory(project=project, open=True)
    make.SessionFactory(stage=stage, ways=["one_to_one"])
    make.SessionFactory(stage=other, ways=["one_to_one", "room"])
    assert [one.one_to_one for one in facts_of(project).stages] == [True, False]


def test_a_stage_that_does_not_apply(project):
    make.StageFactory(project=project, not_applicable_reason="No launch")
    assert facts_of(project).stages[0].not_applicable


def test_a_session_says_by_when_people_had_to_be_told(project, stage):
    session = make.SessionFactory(
        stage=stage, held=True, invited_on=ago(20), papers_sent_on=ago(9), ways=["room", "phone"]
    )
    make.SafetyPlanFactory(session=session, made_at=at(ago(5)))
    (fact,) = facts_of(project).sessions
    assert working_days_between(fact.invite_by, fact.on) == 10
    assert working_days_between(fact.papers_by, fact.on) == 5
    assert (fact.ways_offered, fact.has_papers, fact.safety_plan_at) == (2, True, at(ago(5)))
    assert fact.ref.on == fact.on == ago(3)


def test_the_notice_counts_the_bank_holidays_of_the_region():
    days = {}
    for region in ("ENG", "SCT"):
        project = make.ProjectFactory(organisation=make.OrganisationFactory(region=region))
        # Easter Monday 2026 is 6 April: a bank holiday in England, none in Scotland.
        make.SessionFactory(stage__project=project, starts_at=at(datetime(2026, 4, 14).date()))
        days[region] = facts_of(project).sessions[0].invite_by.day
    assert days == {"ENG": 29, "SCT": 30}


def test_a_session_without_reading_has_no_papers(project, stage):
    make.SessionFactory(stage=stage, preparation_minutes=0, papers_sent_on=None)
    assert not facts_of(project).sessions[0].has_papers


def test_an_update_is_told_on_londons_day_and_reaches_people(project, person):
    late_evening = datetime.combine(ago(4), time(23, 30), tzinfo=LONDON)
    update = make.UpdateFactory(project=project, told_at=late_evening)
    make.DeliveryFactory(update=update, participant=person, state="told", reached_on=ago(3))
    make.UpdateFactory(project=project)
    (fact,) = facts_of(project).updates
    assert (fact.four_parts, fact.told_on) == (True, ago(4))
    assert [(one.state, one.on) for one in fact.deliveries] == [("sent", ago(3))]


def test_a_budget_has_eight_heads_filled_or_not(project):
    make.BudgetLineFactory(project=project, head="payments", pence=5000)
    make.BudgetLineFactory(project=project, head="kit", pence=0, reason="We lend ours")
    heads = {one.head: one for one in facts_of(project).budget}
    assert set(heads) == set(BudgetLine.Head.values)
    assert (heads["payments"].pence, heads["payments"].committed_pence) == (5000, 0)
    assert heads["kit"].reason_given and heads["kit"].filled_on == today()
    assert heads["food"].pence is None and heads["food"].filled_on is None
    assert len({one.ref for one in heads.values()}) == len(heads)


def test_what_is_approved_is_committed(project, stage):
    make.BudgetLineFactory(project=project, head="payments", pence=5000)
    session = make.SessionFactory(stage=stage, held=True)
    make.PaymentFactory(attendance__session=session, approved=True)
    make.PaymentFactory(attendance__session=session)
    payments = next(one for one in facts_of(project).budget if one.head == "payments")
    assert payments.committed_pence == 3000


def test_funding_lasts_until_a_day(project):
    make.FundingFactory(project=project, confirmed_on=ago(9), ends_on=ago(-100))
    (fact,) = facts_of(project).funding
    assert (fact.ends_on, fact.confirmed_on) == (ago(-100), ago(9))


def test_a_person_is_known_by_what_was_asked_and_is_safe(project, stage):
    person = make.ParticipantFactory(organisation=project.organisation, needs_asked_on=ago(40))
    make.InvolvementFactory(stage=stage, participant=person)
    contact = make.SafeContactFactory(participant=person, checked_on=ago(7))
    make.ChannelFactory(contact=contact, kind="text", safe="yes")
    make.PauseFactory(participant=person)
    (fact,) = facts_of(project).people
    assert (fact.id, fact.needs_asked_on, fact.contact_checked_on) == (person.pk, ago(40), ago(7))
    assert fact.any_channel_safe and fact.paused


@pytest.mark.parametrize("safe", ["no", "ask"])
def test_a_channel_to_ask_about_first_is_not_safe(project, person, safe):
    make.ChannelFactory(contact=make.SafeContactFactory(participant=person), safe=safe)
    assert not facts_of(project).people[0].any_channel_safe


def test_a_pause_that_is_over_is_no_pause(project, person):
    make.PauseFactory(participant=person, over=True)
    assert not facts_of(project).people[0].paused


def test_who_takes_part_in_two_stages_is_one_person(project, stage, person):
    make.InvolvementFactory(stage=make.StageFactory(project=project, open=True), participant=person, paused=True)
    facts = facts_of(project)
    assert len(facts.people) == 1
    assert [one.state for one in facts.involvements] == ["active", "paused"]


@pytest.mark.parametrize("state", ["came", "missed", "unmet", "declined", "invited"])
def test_attendance_keeps_its_six_states(project, stage, person, state):
    session = make.SessionFactory(stage=stage, held=True)
    make.AttendanceFactory(session=session, participant=person, state=state)
    (fact,) = facts_of(project).attendances
    assert (fact.state, fact.person, fact.session, fact.walk_in) == (state, person.pk, session.pk, False)


def test_who_came_before_joining_walked_in(project, stage):
    make.AttendanceFactory(session=make.SessionFactory(stage=stage, held=True), came=True)
    assert facts_of(project).attendances[0].walk_in


def test_who_would_rather_not_be_paid_is_not_owed_an_offer(project, stage, person):
    session = make.SessionFactory(stage=stage, held=True)
    make.AttendanceFactory(session=session, participant=person, came=True)
    assert facts_of(project).attendances[0].paid_eligible
    make.ChoiceFactory(participant=person, kind="pay", picked="decline")
    assert not facts_of(project).attendances[0].paid_eligible


def test_a_briefing_is_dated_by_when_it_was_held_or_else_offered(project, stage, person):
    make.BriefingFactory(stage=stage, participant=person, held_on=ago(29), person_says=False)
    make.BriefingFactory(stage=None, project=project, participant=person, offered=True, offered_on=ago(33))
    of_stage, whole = facts_of(project).briefings
    assert (of_stage.stage, of_stage.held_on, of_stage.person_says) == (stage.pk, ago(29), False)
    assert (whole.stage, whole.held_on, whole.outcome) == (None, ago(33), "offered")


def test_what_helps_a_person_is_asked_due_and_in_place(project, person):
    make.AdaptationFactory(project=project, participant=person, in_place_on=ago(6), worked=True)
    (fact,) = facts_of(project).adaptations
    assert (fact.asked_on, fact.due_on, fact.in_place_on, fact.worked) == (ago(20), ago(5), ago(6), True)


def test_a_persons_choices_count_in_each_of_their_projects(project, person):
    other = make.ProjectFactory(organisation=project.organisation)
    make.InvolvementFactory(stage=make.StageFactory(project=other, open=True), participant=person)
    make.ChoiceFactory(participant=person, kind="news", picked="page")
    found = gather([project, other], today())
    assert [one.kind for one in found[project.pk].choices] == [one.kind for one in found[other.pk].choices] == ["news"]


def test_an_offer_and_its_day(project, stage, person):
    session = make.SessionFactory(stage=stage)
    make.OfferFactory(session=session, participant=person, offered_on=ago(9))
    (fact,) = facts_of(project).offers
    assert (fact.person, fact.session, fact.offered_on) == (person.pk, session.pk, ago(9))


def payment_of(project, stage, **known):
    make.PaymentFactory(attendance__session=make.SessionFactory(stage=stage, held=True), **known)
    return facts_of(project).payments[0]


def test_a_payment_is_released_and_received_on_londons_days(project, stage):
    fact = payment_of(project, stage, received=True, released_at=at(ago(2), 23), received_at=at(ago(1)))
    assert (fact.released_on, fact.received_on, fact.choice) == (ago(2), ago(1), "")
    assert (fact.minutes, fact.pence, fact.agreed_pence) == (120, 3000, 3000)
    assert fact.floor_pence == floor_pence(fact.activity_on)
    assert (fact.in_time, fact.late_by, fact.owed) == (True, None, False)


@pytest.mark.parametrize(
    ("situation", "choice"), [("declined", "declined"), ("waiting", "later"), ("part", "part"), ("due", "")]
)
def test_what_the_person_chose_about_their_payment(project, stage, situation, choice):
    assert payment_of(project, stage, **{situation: True}).choice == choice


@pytest.mark.parametrize(
    ("situation", "step"),
    [
        ({}, "sending it to be checked"),
        ({"due": True}, "approval"),
        ({"approved": True}, "sending the money"),
        ({"disputed": True}, "looking at it again"),
        ({"returned": True}, "sending it again"),
    ],
)
def test_whose_step_a_payment_waits_for(project, stage, situation, step):
    fact = payment_of(project, stage, **situation)
    assert (fact.waiting_on, fact.released_on) == (step, None)


def test_the_slowest_step_of_a_payment_that_went(project, stage):
    fact = payment_of(
        project,
        stage,
        released=True,
        activity_on=ago(30),
        drafted_at=at(ago(29)),
        sent_to_approve_at=at(ago(28)),
        approved_at=at(ago(8)),
        released_at=at(ago(7)),
    )
    assert fact.waiting_on == "approval"


@pytest.mark.parametrize(("days", "late"), [(0, False), (9, True)])
def test_what_was_taken_back_by_the_promised_day_is_neither_and_after_it_late(project, stage, days, late):
    unsent = {"approved": True, "state": "reversed", "reversed_at": at(today(), 0), "due_on": ago(days)}
    fact = payment_of(project, stage, **unsent)
    late_by = working_days_between(ago(days), today()) if late else None
    assert (fact.taken_back, fact.in_time, fact.late_by, fact.owed) == (True, False, late_by, False)


def test_what_was_written_down_again_is_told_once_and_is_as_late_as_before(project, stage):
    first = make.PaymentFactory(
        attendance__session=make.SessionFactory(stage=stage, held=True), reversed=True, due_on=ago(9)
    )
    assert facts_of(project).payments[0].taken_back
    make.PaymentFactory(attendance=first.attendance, due_on=ago(9), drafted_at=at(today(), 23))
    (fact,) = facts_of(project).payments
    assert (fact.taken_back, fact.owed) == (False, True)
    assert fact.late_by == working_days_between(ago(9), today())


def test_an_earlier_day_knows_nothing_of_what_was_declined_since(project, stage):
    payment_of(project, stage, declined=True, activity_on=ago(30), due_on=ago(9), declined_at=at(ago(2)), pence=3000)
    before, now = (facts_of(project, on).payments[0] for on in (ago(5), today()))
    assert (before.choice, before.owed, before.late_by) == ("", True, working_days_between(ago(9), ago(5)))
    assert (now.choice, now.owed, now.late_by) == ("declined", False, working_days_between(ago(9), ago(2)))


def test_what_was_said_and_what_became_of_it(project, stage):
    session = make.SessionFactory(stage=stage, held=True)
    make.ContributionFactory(
        project=project,
        session=session,
        said_on=ago(9),
        outcome="used",
        because="Yes",
        answered_on=ago(4),
        told_on=ago(3),
    )
    (fact,) = facts_of(project).contributions
    assert (fact.stage, fact.outcome, fact.reason_given, fact.told_on) == (stage.pk, "used", True, ago(3))


def test_an_answer_of_tomorrow_is_no_answer_today(project):
    make.ContributionFactory(project=project, outcome="used", because="Yes", answered_on=ago(-1), told_on=ago(-1))
    (fact,) = facts_of(project).contributions
    assert (fact.outcome, fact.answered_on, fact.told_on) == ("", None, None)


def test_a_decision_with_how_many_were_there(project, stage):
    make.DecisionFactory(stage=stage, method="vote", participants_there=6, staff_there=2)
    (fact,) = facts_of(project).decisions
    assert (fact.method, fact.participants_present, fact.staff_present) == ("vote", 6, 2)


def test_a_promise_kept_or_changed(project):
    make.PromiseFactory(project=project, made_on=ago(9), by_when=ago(2), kept_on=ago(3))
    make.PromiseFactory(project=project, made_on=ago(9), by_when=ago(2), changed_to="Later", changed_told_on=ago(4))
    kept, changed = facts_of(project).promises
    assert (kept.by_when, kept.kept_on, changed.changed_told_on) == (ago(2), ago(3), ago(4))


def test_answers_are_read_from_closed_rounds_alone(project):
    closed = make.SurveyRoundFactory(stage__project=project, closed=True)
    still_open = make.SurveyRoundFactory(stage__project=project)
    for asking in (closed, still_open):
        make.SurveyInvitationFactory(survey_round=asking)
        make.SurveyAnswerFactory(survey_round=asking, answer=2)
        make.ReflectionFactory(survey_round=asking, answer=5)
    first, second = facts_of(project).rounds
    assert [(one.voice, one.score) for one in first.answers] == [("participant", 2), ("coordinator", 5)]
    assert (first.asked, second.asked, second.closed_on, second.answers) == (1, 1, None, ())


def test_records_of_later_days_are_left_out(project, stage, person):
    make.DecisionFactory(stage=stage, decided_on=ago(3))
    make.ContributionFactory(project=project, said_on=ago(3))
    make.UpdateFactory(project=project, told=True)
    make.SurveyRoundFactory(stage=stage, closed=True)
    facts = facts_of(project, on=ago(10))
    assert not (facts.decisions or facts.contributions or facts.updates or facts.rounds)
    assert len(facts.people) == 1


def full(project):
    stage = make.StageFactory(project=project, open=True)
    for _ in range(2):
        person = make.InvolvementFactory(stage=stage).participant
        session = make.SessionFactory(stage=stage, held=True)
        make.PaymentFactory(attendance=make.AttendanceFactory(session=session, participant=person, came=True))
        make.OfferFactory(session=session, participant=person)
        make.ChannelFactory(contact=make.SafeContactFactory(participant=person))
        make.DeliveryFactory(update=make.UpdateFactory(project=project, told=True), participant=person)
        make.ContributionFactory(project=project, participant=person)
        make.BudgetLineFactory(project=project, head=("food", "kit")[_])
    asking = make.SurveyRoundFactory(stage=stage, closed=True)
    make.SurveyAnswerFactory(survey_round=asking)


def test_it_takes_as_many_queries_for_twenty_projects_as_for_one():
    organisation = make.OrganisationFactory()
    for _ in range(20):
        full(make.ProjectFactory(organisation=organisation))
    projects = list(Project.objects.filter(organisation=organisation))
    counts = []
    for some in (projects[:1], projects):
        with CaptureQueriesContext(connection) as queries:
            found = gather(some, today())
        counts.append(len(queries))
        assert len(found) == len(some)
        assert all(len(facts.payments) == 2 for facts in found.values())
    assert counts[0] == counts[1]


def test_one_projects_records_are_not_anothers(project, stage):
    other = make.ProjectFactory(organisation=project.organisation)
    make.DecisionFactory(stage=stage)
    found = gather([project, other], today())
    assert len(found[project.pk].decisions) == 1
    assert not found[other.pk].decisions


def test_the_day_something_was_written_down_stands_beside_the_day_it_happened(project, stage):
    make.DecisionFactory(stage=stage, decided_on=ago(20))
    make.PromiseFactory(project=project, made_on=ago(20))
    make.ContributionFactory(project=project, said_on=ago(20))
    make.AdaptationFactory(project=project, asked_on=ago(20))
    facts = facts_of(project)
    written = (*facts.decisions, *facts.promises, *facts.contributions, *facts.adaptations)
    assert [fact.recorded_on for fact in written] == [today()] * 4
