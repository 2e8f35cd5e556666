"""Rows are read as Django reads them, and what stays in the database would have changed no finding."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from coproduction.base.days import LONDON, today
from participants.briefings.models import Briefing
from participants.involvement.models import Involvement
from participants.offers.models import Offer
from participants.payments.models import Payment
from principles.evidence import gather
from principles.fact_queries.as_of import AsOf
from principles.fact_queries.reading import Reader
from principles.facts import WINDOW_DAYS
from principles.report import row
from projects.project.models import Project
from projects.sessions.models import Session
from projects.updates.models import Update
from tests import factories as make
from tests.factories import ago

from .scenes import asked_and_answered, busy, group

# Around the first day that is looked at, and far from it.
EDGES = (WINDOW_DAYS - 1, WINDOW_DAYS, WINDOW_DAYS + 1, 20, 200)


@pytest.mark.parametrize("model", [Session, Payment, Involvement, Briefing, Offer, Update, Project])
def test_every_field_is_read_as_django_reads_it(model, project):
    asked_and_answered(busy(project), [3] * 5)
    rows = model.objects.order_by("pk")
    fields = [field.attname for field in model._meta.concrete_fields]
    assert list(Reader().read(rows, fields)) == list(rows.values_list(*fields)) != []


def test_a_moment_may_be_read_as_londons_day(stage):
    make.SessionFactory(stage=stage, starts_at=datetime(2026, 6, 30, 23, 30, tzinfo=UTC))
    read = Reader().read(Session.objects.all(), ("starts_at", "logged_at"), days=("starts_at", "logged_at"))
    assert list(read) == [(date(2026, 7, 1), None)]


def test_what_cannot_be_there_is_not_asked_for(db):
    with CaptureQueriesContext(connection) as queries:
        assert list(Reader().read(Session.objects.filter(pk__in=[]), ["id"])) == []
    assert not queries.captured_queries


def at(day):
    return datetime.combine(day, time(0, 1), tzinfo=LONDON)


def year(project):
    """Sessions, offers and updates around the edge of the window: early, late and never."""
    stage = make.StageFactory(project=project, open=True, opened_on=ago(300))
    people = group(stage, 3)
    Involvement.objects.update(joined_on=ago(300))
    for days in EDGES:
        session = make.SessionFactory(stage=stage, held=True, starts_at=at(ago(days)), held_on=ago(days))
        update = make.UpdateFactory(project=project, told_at=at(ago(days)))
        for person, offered in zip(people, (days + 5, WINDOW_DAYS - 5, None), strict=True):
            make.AttendanceFactory(session=session, participant=person, came=True)
            if offered:
                make.OfferFactory(session=session, participant=person, offered_on=ago(offered))
        make.DeliveryFactory(update=update, participant=people[0], reached_on=ago(days))
        make.DeliveryFactory(update=update, participant=people[1], waiting=True)


@pytest.mark.parametrize("closed", [None, 0, 50])
def test_what_is_left_in_the_database_changes_no_finding(project, closed, monkeypatch):
    project.starts_on, project.closed_on = ago(300), None if closed is None else ago(closed)
    project.save()
    year(project)
    days = [today(), today() - timedelta(days=1), today() + timedelta(days=30)]
    narrowed = [gather([project], day)[project.pk] for day in days]
    monkeypatch.setattr(AsOf, "in_window", lambda *args, **kwargs: Q())
    complete = [gather([project], day)[project.pk] for day in days]
    assert [row(facts) for facts in narrowed] == [row(facts) for facts in complete]
    # Of one that closed before the day, all is read.
    assert (len(narrowed[0].offers) < len(complete[0].offers)) is (closed != 50)
