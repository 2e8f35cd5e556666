from datetime import timedelta

import pytest

from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.decisions.models import Decision
from participants.log_session.actions import log_session
from participants.offers.models import Offer
from participants.payments.models import Payment
from participants.promises.models import Promise
from tests import factories


@pytest.fixture
def session(stage, asha, ben):
    """Two hours and half an hour before, yesterday; Asha and Ben were invited and offered 15 pounds an hour."""
    session = factories.SessionFactory(
        stage=stage, starts_at=factories.moment(days=1), preparation_minutes=30, ways=["room", "phone"]
    )
    for person in (asha, ben):
        factories.InvolvementFactory(stage=stage, participant=person)
        factories.AttendanceFactory(session=session, participant=person)
        factories.OfferFactory(session=session, participant=person, minutes_before=30)
    return session


def came(person, **more):
    row = {"state": "came", "way": "room", "minutes_before": 30, "minutes_during": 120, "minutes_after": 0}
    return {"participant": person, **row, **more}


def logged(session, cora, attendance, **more):
    given = {"contributions": [], "decisions": [], "promises": [], "staff_there": 1, **more}
    return log_session(session=session, attendance=attendance, by=cora, **given)


def test_a_session_is_held_on_its_day_by_whom_it_was_logged(session, asha, ben, cora):
    session = logged(session, cora, [came(asha), came(ben)])
    assert session.held_on == session.on and session.logged_by == cora and session.logged_at


def test_each_who_came_has_a_draft_for_the_minutes_they_gave(session, asha, ben, cora):
    logged(session, cora, [came(asha), came(ben, minutes_after=15, minutes_during=60)])
    drafts = dict(Payment.objects.values_list("participant__name", "agreed_pence"))
    assert drafts == {"Asha": 3750, "Ben": 2625}


def test_who_did_not_come_has_no_minutes_and_no_draft(session, asha, ben, cora):
    logged(session, cora, [came(asha), came(ben, state="unmet")])
    row = Attendance.objects.get(session=session, participant=ben)
    assert row.state == "unmet" and row.minutes == 0 and row.way == ""
    assert not Payment.objects.filter(participant=ben).exists()


def test_who_came_without_invitation_gets_the_same_offer_on_the_day(session, asha, ben, organisation, cora):
    dee = factories.ParticipantFactory(organisation=organisation, welcomed_by=cora)
    factories.ChoiceFactory(participant=dee, kind="pay", picked="cash")
    logged(session, cora, [came(asha), came(ben), came(dee, minutes_before=0)])
    offer = Offer.objects.get(session=session, participant=dee)
    assert (offer.rate_pence, offer.pay_way, offer.offered_on) == (1500, "cash", session.on)
    assert Payment.objects.get(participant=dee).agreed_pence == 3000


def test_nothing_is_offered_where_nobody_was_offered_anything(stage, asha, cora):
    session = factories.SessionFactory(stage=stage, starts_at=factories.moment(days=1))
    logged(session, cora, [came(asha)])
    assert not Offer.objects.exists() and not Payment.objects.exists()


def test_what_was_said_decided_and_promised_is_kept(session, asha, ben, cora):
    by_when = days.today() + timedelta(days=7)
    logged(
        session,
        cora,
        [came(asha), came(ben, state="missed")],
        contributions=[{"words": "Open on Sundays", "participant": asha, "credit": "name"}],
        decisions=[{"words": "Doors at eight", "method": "vote", "disagreed": ""}],
        promises=[{"words": "Send the map", "by_when": by_when, "participant": None}],
        staff_there=2,
    )
    said, decided, promised = Contribution.objects.get(), Decision.objects.get(), Promise.objects.get()
    assert (said.session, said.participant, said.said_on, said.project) == (session, asha, session.on, session.project)
    assert (decided.participants_there, decided.staff_there, decided.stage) == (1, 2, session.stage)
    assert (promised.by_when, promised.made_on, promised.organisation) == (by_when, session.on, session.organisation)


def test_a_session_is_logged_once(session, asha, cora):
    logged(session, cora, [came(asha)])
    with pytest.raises(Refused):
        logged(session, cora, [came(asha)])
    assert Payment.objects.count() == 1


def test_a_session_that_was_called_off_is_not_logged(stage, cora):
    with pytest.raises(Refused):
        logged(factories.SessionFactory(stage=stage, cancelled=True, starts_at=factories.moment(days=1)), cora, [])


def test_a_session_is_not_logged_before_it_begins(stage, cora):
    with pytest.raises(Refused, match="not begun"):
        logged(factories.SessionFactory(stage=stage), cora, [])


def test_a_log_that_fails_leaves_nothing_behind(session, asha, cora):
    twice = [{"words": "A map", "by_when": session.on - timedelta(days=1), "participant": None}]
    with pytest.raises(Exception, match="promise_is_due_after_it_is_made"):
        logged(session, cora, [came(asha)], promises=twice)
    session.refresh_from_db()
    assert session.held_on is None and not Payment.objects.exists()
    assert Attendance.objects.get(session=session, participant=asha).state == "invited"
