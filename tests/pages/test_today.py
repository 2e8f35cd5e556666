"""Today: what has to be done so that no principle slips, each line leading to the form that settles it."""

from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from coproduction.base.days import today
from coproduction.base.words import PRINCIPLE_NAMES
from tests.factories import (
    BriefingFactory,
    ContributionFactory,
    FundingFactory,
    InvolvementFactory,
    ParticipantFactory,
    PaymentFactory,
    ProjectFactory,
    PromiseFactory,
    SafeContactFactory,
    SafetyPlanFactory,
    SessionFactory,
    UpdateFactory,
    ago,
)
from tests.factories.work import GroupAgreementFactory, PowerCheckFactory


@pytest.fixture
def quiet(project, stage):
    """A project in which nothing is due: told of late, agreed, checked."""
    UpdateFactory(project=project, as_of=ago(1), told_at=timezone.now())
    GroupAgreementFactory(project=project)
    PowerCheckFactory(stage=stage)
    return project


def said(client):
    return client.get(reverse("today")).content.decode()


def test_with_nothing_due_it_says_thank_you(cora_client, quiet):
    page = said(cora_client)
    assert "Nothing is late. Thank you." in page and "Nothing is due this week" in page


def test_a_session_that_nobody_logged_leads_to_its_log_page(cora_client, quiet, stage):
    session = SessionFactory(stage=stage, starts_at=timezone.now() - timedelta(days=2))
    page = said(cora_client)
    assert "is not logged yet" in page
    assert reverse("stages:log_session", args=[quiet.pk, session.pk]) in page


def test_a_session_to_come_without_a_safety_plan_is_named_and_with_one_it_is_not(cora_client, quiet, stage):
    session = SessionFactory(stage=stage, starts_at=timezone.now() + timedelta(days=3))
    assert "has no safety plan yet" in said(cora_client)
    SafetyPlanFactory(session=session)
    assert "has no safety plan yet" not in said(cora_client)


def test_payments_that_wait_for_one_step_are_one_line(cora_client, quiet, asha, ben, stage):
    session = SessionFactory(stage=stage, held=True)
    for person in (asha, ben):
        PaymentFactory(attendance__session=session, attendance__participant=person, due_on=ago(1))
    page = said(cora_client)
    assert "2 payments for" in page and "a coordinator still has to send it to be checked" in page
    assert reverse("money:project", args=[quiet.pk]) in page


def test_a_payment_of_one_person_names_them(cora_client, quiet, asha, stage):
    PaymentFactory(
        attendance__session=SessionFactory(stage=stage, held=True), attendance__participant=asha, due_on=ago(1)
    )
    assert "Asha&#x27;s payment for" in said(cora_client)


def test_part_of_a_payment_that_was_not_sent_on_waits_for_us_to_send_it(cora_client, quiet, asha, stage):
    session = SessionFactory(stage=stage, held=True)
    PaymentFactory(attendance__session=session, attendance__participant=asha, part=True, due_on=ago(1))
    assert "a coordinator still has to send it to be checked" in said(cora_client)


def test_what_was_said_long_ago_and_not_answered_is_late(cora_client, quiet, asha):
    ContributionFactory(project=quiet, participant=asha, said_on=ago(60))
    page = said(cora_client)
    assert "One thing that was said has no answer yet" in page and reverse("gatherings:said", args=[quiet.pk]) in page


def test_a_promise_due_this_week_stands_with_its_words(cora_client, quiet):
    PromiseFactory(project=quiet, words="Send the photos", by_when=today() + timedelta(days=1))
    assert "You said: Send the photos" in said(cora_client)


def test_who_was_not_briefed_is_named_until_they_are(cora_client, quiet, stage, asha):
    InvolvementFactory(stage=stage, participant=asha)
    SafeContactFactory(participant=asha)
    assert f"Asha has not been briefed for {stage.name}" in said(cora_client)
    BriefingFactory(stage=stage, participant=asha)
    assert "has not been briefed" not in said(cora_client)


def test_safe_contact_is_asked_again_before_ninety_days_are_over(cora_client, quiet, stage, asha):
    InvolvementFactory(stage=stage, participant=asha)
    contact = SafeContactFactory(participant=asha, checked_on=ago(85))
    assert "Ask Asha again how it is safe to reach them" in said(cora_client)
    type(contact).objects.update(checked_on=ago(60))
    assert "how it is safe to reach them" not in said(cora_client)


def test_people_who_were_not_told_for_four_weeks_are_to_be_told(cora_client, project, stage):
    UpdateFactory(project=project, as_of=ago(40), told_at=timezone.now() - timedelta(days=40))
    assert "have not been told how things stand" in said(cora_client)


def test_money_that_ends_before_the_project_is_said_early(cora_client, quiet):
    FundingFactory(project=quiet, ends_on=ago(-30))
    assert "The drop-in: The money ends on" in said(cora_client)


def test_a_stage_open_for_weeks_without_ways_or_a_power_check_says_so(cora_client, project, stage):
    page = said(cora_client)
    assert (
        "has not agreed how it works together" in page
        and "nobody has looked at who has the power to decide what" in page
    )


def test_each_line_says_which_project_it_is_about(cora_client, cora, organisation, quiet):
    other = ProjectFactory(organisation=organisation, title="The van", contact=cora)
    for project in (quiet, other):
        PromiseFactory(project=project, words="Send photos", by_when=ago(1), made_on=ago(9))
    page = said(cora_client)
    assert "The drop-in: You said: Send photos" in page and "The van: You said: Send photos" in page


def test_nothing_of_a_project_of_others_stands_there(sam_client, organisation, cora):
    other = ProjectFactory(organisation=organisation, title="Not Sam's", contact=cora)
    PromiseFactory(project=other, words="Somebody else's promise", by_when=ago(1), made_on=ago(9))
    page = said(sam_client)
    assert "Somebody else" not in page and "Not Sam" not in page


def test_a_session_to_log_is_one_press_from_the_head_of_the_page(cora_client, quiet, stage):
    assert "Log a session" not in said(cora_client)
    session = SessionFactory(stage=stage, starts_at=timezone.now() - timedelta(days=2))
    head = said(cora_client).partition('class="owed"')[0]
    assert "Log a session" in head and reverse("stages:log_session", args=[quiet.pk, session.pk]) in head


def test_the_signs_of_a_project_are_said_in_words_too(cora_client, quiet):
    strip = " ".join(said(cora_client).partition("strip compact")[2].partition("</ul>")[0].split())
    for name in PRINCIPLE_NAMES.values():
        assert f'<span class="visually-hidden">{name}: </span>' in strip
    assert '0 of 3<span class="visually-hidden">, ' in strip


def lines_of(client):
    """Each line of Today as it is read: when, and what."""
    rows = said(client).partition('<ul class="owed">')[2].partition("</ul>")[0].split("<li>")[1:]
    return [" ".join(strip_tags(row).split()) for row in rows]


def three_said(project, stage, people):
    for person, days in zip(people, (60, 40, 25), strict=True):
        ContributionFactory(project=project, participant=person, said_on=ago(days))


def three_to_brief(project, stage, people):
    for person, days in zip(people, (39, 19, 4), strict=True):
        InvolvementFactory(stage=stage, participant=person, joined_on=ago(days))


def three_to_debrief(project, stage, people):
    for person, days in zip(people, (39, 19, 4), strict=True):
        InvolvementFactory(stage=stage, participant=person, state="ended", joined_on=ago(50), ended_on=ago(days))
        BriefingFactory(stage=stage, participant=person)


def three_to_pay(project, stage, people):
    session = SessionFactory(stage=stage, held=True)
    for person, days in zip(people, (32, 12, -3), strict=True):
        PaymentFactory(attendance__session=session, attendance__participant=person, due_on=ago(days))


@pytest.mark.parametrize(
    ("three", "two", "one"),
    [
        (three_said, "2 things that were said have no answer yet", "One thing that was said has no answer yet"),
        (three_to_brief, "2 people have not been briefed", "Cleo has not been briefed"),
        (three_to_debrief, "2 people have not been asked how", "Cleo has not been asked how"),
        (three_to_pay, "2 payments for", "Cleo's payment for"),
    ],
)
def test_what_is_not_late_is_no_line_with_what_is(cora_client, quiet, stage, asha, ben, three, two, one):
    three(quiet, stage, (asha, ben, ParticipantFactory(organisation=quiet.organisation, name="Cleo")))
    late, soon = [line for line in lines_of(cora_client) if unescape(line).find(two) > 0 or one in unescape(line)]
    assert late.startswith("The oldest ") and "late" in late and two in late, late
    assert soon.startswith("In 3 days ") and one in unescape(soon), soon


def test_a_long_list_has_pages_and_each_line_stands_on_one_of_them(cora_client, quiet):
    for number in range(25):
        PromiseFactory(project=quiet, words=f"Photo {number:02}", by_when=ago(1), made_on=ago(9))
    first, second = (cora_client.get(reverse("today"), {"page": page}).content.decode() for page in (1, 2))
    assert "25 things are late or due today" in first and "<summary>12 more</summary>" in first
    assert "Page 1 of 2" in first and "Page 2 of 2" in second and "<summary>" not in second.partition("</main>")[0]
    for number in range(25):
        assert [f"You said: Photo {number:02}</p>" in page for page in (first, second)] == [number < 20, number >= 20]


def test_the_session_to_log_leads_from_the_head_however_far_down_its_line_stands(cora_client, quiet, stage):
    for _ in range(21):
        PromiseFactory(project=quiet, by_when=ago(9), made_on=ago(10))
    session = SessionFactory(stage=stage, starts_at=timezone.now() - timedelta(days=2))
    head = said(cora_client).partition('class="owed"')[0]
    assert "Log a session" in head and reverse("stages:log_session", args=[quiet.pk, session.pk]) in head


def test_it_asks_for_all_lines_at_once(cora_client, quiet, stage, asha):
    PromiseFactory(project=quiet, by_when=ago(1), made_on=ago(9))
    ContributionFactory(project=quiet, participant=asha, said_on=ago(60))
    InvolvementFactory(stage=stage, participant=asha)
    with CaptureQueriesContext(connection) as asked:
        said(cora_client)
    unions = [query["sql"] for query in asked.captured_queries if "UNION ALL" in query["sql"]]
    (lines,) = [sql for sql in unions if "participants_promise" in sql]
    for table in ("participants_payment", "participants_involvement", "projects_funding", "participants_surveyround"):
        assert table in lines
