"""What is open when something closes goes to one of the team with a day, or is closed over by a manager's reason."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coproduction.base.days import today
from coproduction.base.refusals import Refused
from participants.close.actions import close_whole_project, hand_over
from participants.contributions.models import Contribution
from participants.owed.models import OpenAtClosing
from participants.owed.open_items import closed_over, what_is_open_in
from participants.owed.queries import owed_in
from participants.payments.models import Payment
from projects.project.models import TeamMember
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
SOON = timedelta(days=7)


@pytest.fixture
def owing(project, asha):
    """Its one stage is closed; Asha is owed money and an answer."""
    make.UpdateFactory(project=project, told_at=make.moment(days=1))
    stage = make.StageFactory(project=project, closed=True)
    came = make.AttendanceFactory(session=make.SessionFactory(stage=stage, held=True), participant=asha, came=True)
    make.PaymentFactory(attendance=came, due=True, due_on=make.ago(3))
    make.ContributionFactory(project=project, participant=asha)
    return project


def items_of(project, *kinds):
    return [item for item in what_is_open_in(project, today()) if item.rows and item.rows[0].kind in kinds]


def test_it_goes_to_one_of_the_team_and_counts_as_taken_on(owing, cora, sam):
    hand_over(project=owing, items=items_of(owing, "answer"), to=sam, by_when=today() + SOON, by=cora)
    (item,) = items_of(owing, "answer")
    assert item.taken_on.handed_to_id == sam.pk and "Sam does this by" in item.whose


def test_whoever_is_let_go_from_the_team_has_it_no_more(owing, cora, sam):
    hand_over(project=owing, items=items_of(owing, "answer"), to=sam, by_when=today() + SOON, by=cora)
    TeamMember.objects.filter(project=owing, user=sam).update(until=today())
    (item,) = items_of(owing, "answer")
    assert item.taken_on is None and not item.whose


def test_handed_on_again_it_has_one_owner_and_was_due_when_it_was(owing, cora, sam):
    before = items_of(owing, "answer")[0].rows[0].due
    for user, days in ((sam, 7), (cora, 9)):
        by_when = today() + timedelta(days=days)
        hand_over(project=owing, items=items_of(owing, "answer"), to=user, by_when=by_when, by=cora)
    assert OpenAtClosing.objects.get().handed_to == cora
    assert items_of(owing, "answer")[0].rows[0].due == before


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"items": []}, "Choose what"),
        ({"by_when": -1}, "over already"),
        ({"items": "payment"}, "Money that is owed"),
        ({"to": "mina"}, "on the team"),
    ],
)
def test_it_does_not_go_without_a_thing_a_day_to_come_and_somebody_on_the_team(changed, why, owing, cora, sam, mina):
    fields = {"items": "answer", "by_when": 7, "to": "sam", **changed}
    items = items_of(owing, fields["items"]) if fields["items"] else []
    by_when, to = today() + timedelta(days=fields["by_when"]), {"sam": sam, "mina": mina}[fields["to"]]
    with pytest.raises(Refused, match=why):
        hand_over(project=owing, items=items, to=to, by_when=by_when, by=cora)
    assert not OpenAtClosing.objects.exists()


def test_money_keeps_a_project_open_whatever_is_handed_over(owing, cora, sam):
    hand_over(project=owing, items=items_of(owing, "answer", "questions"), to=sam, by_when=today() + SOON, by=cora)
    with pytest.raises(Refused, match=r"Payment for .* working days? late \(1 person\)"):
        close_whole_project(project=owing, by=cora)


def test_a_coordinator_does_not_close_it_over_money_and_a_manager_of_elsewhere_neither(owing, cora, oli):
    for user in (cora, oli):
        with pytest.raises(Refused, match="manager"):
            close_whole_project(project=owing, override="Because", by=user)


def test_a_manager_closes_over_what_is_open_and_it_stays_owed(owing, mina):
    before = {row.key for row in owed_in([owing]) if row.kind != "update"}
    closed = close_whole_project(project=owing, override="The money ended", by=mina)
    assert closed.closed_on == today()
    assert before and {row.key for row in owed_in([closed])} >= before
    (over,) = closed_over([closed])
    assert over.reason == "The money ended" and over.open_then == "money, an answer"
    assert "Asha" not in str(over)


def test_an_open_stage_is_closed_before_its_project_by_a_manager_too(owing, mina):
    make.StageFactory(project=owing, open=True, name="Deliver")
    with pytest.raises(Refused, match="Close each stage first"):
        close_whole_project(project=owing, override="The money ended", by=mina)


def test_money_that_was_put_off_is_listed_without_how_many_and_can_be_handed_over(owing, cora, sam):
    Payment.objects.update(state="later", state_before="submitted", deferred_at=make.moment(days=1))
    (item,) = items_of(owing, "put_off")
    assert "put off" in item.sentence and "person" not in item.sentence
    hand_over(project=owing, items=[item], to=sam, by_when=today() + SOON, by=cora)
    assert items_of(owing, "put_off")[0].taken_on


def test_what_is_answered_is_owed_until_the_person_knows_it(owing):
    fields = {"outcome": "used", "because": "It was right", "answered_on": today()}
    Contribution.objects.update(**fields)
    assert "not told yet" in items_of(owing, "answer")[0].sentence
    Contribution.objects.update(told_on=today())
    assert not items_of(owing, "answer")


def test_who_says_that_nobody_told_them_was_not_briefed(project, stage, asha):
    make.InvolvementFactory(stage=stage, participant=asha)
    told = make.BriefingFactory(stage=stage, participant=asha)
    assert not items_of(project, "briefing")
    type(told).objects.update(person_says=False)
    assert items_of(project, "briefing")


def test_after_a_project_of_several_stages_everyone_is_owed_a_talk_about_all_of_it(
    organisation, cora, cora_client, asha
):
    closed = make.ProjectFactory(organisation=organisation, closed=True, contact=cora)
    for _ in range(2):
        make.InvolvementFactory(stage=make.StageFactory(project=closed, closed=True), participant=asha)
    talks = [row for row in owed_in([closed]) if row.kind == "project_debrief"]
    assert [(row.person, row.due) for row in talks] == [(asha.pk, make.ago(-13))]
    typed = {"token": "b1f0c1de-0000-4000-8000-000000000003", "participant": asha.pk, "kind": "after"}
    url = reverse("stages:talks", args=[closed.pk])
    assert cora_client.post(url, {**typed, "outcome": "offered"}).status_code == 302
    assert not [row for row in owed_in([closed]) if row.kind == "project_debrief"]


def test_the_list_takes_as_many_queries_for_twenty_as_for_one(project, stage, organisation):
    def fill(count):
        for _ in range(count):
            person = make.InvolvementFactory(stage=stage).participant
            make.ContributionFactory(project=project, participant=person)
            make.PromiseFactory(project=project, participant=person)
            make.PaymentFactory(
                attendance__session=make.SessionFactory(stage=stage, held=True), attendance__participant=person
            )

    fill(1)
    with CaptureQueriesContext(connection) as one:
        what_is_open_in(project, today())
    fill(19)
    with CaptureQueriesContext(connection) as twenty:
        what_is_open_in(project, today())
    assert len(twenty) == len(one)
