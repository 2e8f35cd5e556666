"""Signs people in and picks what they look at, in the database that is measured. Prints it as JSON, for the bench."""

import json
from datetime import timedelta

from django.conf import settings
from django.db.models import Count

from coproduction.accounts.models import User
from coproduction.base.days import today
from participants.attendance.models import Attendance
from participants.involvement.models import Involvement
from participants.payments.models import Payment
from participants.people.models import Participant
from projects.project.models import Project
from projects.sessions.models import Session
from projects.stages.models import Stage
from tests import factories, scopes
from tests.cases.visitor import Visitor
from tests.conftest import signed_in

COOKIE = settings.SESSION_COOKIE_NAME


def main():
    with scopes.everywhere():
        people = {
            "coordinator": User.objects.get(email="coordinator0@scale.example"),
            "manager": User.objects.get(email="manager@scale.example"),
            "finance": User.objects.get(email="finance@scale.example"),
            "person": User.objects.get(email="person1@scale.example"),
        }
        found = {"cookies": {who: signed_in(user).cookies[COOKIE].value for who, user in people.items()}}
        found["pages"] = list(pages(people))
    print(json.dumps(found))


def pages(people):
    """Triples of a name, who looks, and the path; with the form that is sent where one is."""
    project = Project.objects.run_by(people["coordinator"]).order_by("title").first()
    own = f"/projects/{project.pk}/"
    person = Participant.objects.get(user=people["person"])
    payment = Payment.objects.filter(participant=person, state="received").first()
    session = Attendance.objects.filter(participant=person, state="came").first().session_id
    yield "/me/", "person", "/me/"
    yield "my money", "person", "/me/money/"
    yield "my payment", "person", f"/me/money/{payment.pk}/"
    yield "my news", "person", "/me/news/"
    yield "my session", "person", f"/me/sessions/{session}/"
    yield "project page", "coordinator", own
    yield "project list", "coordinator", "/projects/?state="
    yield "people list", "coordinator", "/people/"
    yield "a person", "coordinator", f"/people/{person.pk}/"
    for count in (6, 40):
        path, data = to_log(project, people["coordinator"], count)
        yield f"log form, {count} people", "coordinator", path
        yield f"log {count} people", "coordinator", path, data
    yield "Today", "coordinator", "/today/"
    yield "approval list", "manager", "/money/"
    yield "finance list", "finance", "/money/"
    yield "dashboard", "manager", "/dashboard/"
    yield "a principle", "manager", f"{own}principles/resources/"
    yield "an opened list", "manager", f"{own}principles/resources/S6/"


def to_log(project, coordinator, count):
    """A session of yesterday with so many people who were offered money for it: the path, and the form filled in."""
    stage = Stage.objects.open().filter(project=project).annotate(many=Count("sessions")).order_by("-many").first()
    session = factories.SessionFactory(
        stage=stage,
        starts_at=factories.moment(days=1),
        invited_on=today() - timedelta(days=12),
        about=f"{count} people",
    )
    known = list(Participant.objects.filter(organisation=project.organisation).order_by("name")[:count])
    for participant in known:
        if not Involvement.objects.filter(stage=stage, participant=participant).exists():
            factories.InvolvementFactory(stage=stage, participant=participant)
        factories.AttendanceFactory(session=session, participant=participant)
        factories.OfferFactory(session=session, participant=participant)
    path = f"/projects/{project.pk}/sessions/{session.pk}/log/"
    page = Visitor(coordinator).open(path)
    form = page.form("Log this session")
    data = {name: held.values for name, held in form.fields.items()}
    for name, held in form.fields.items():
        if name.endswith("-state") and not held.values:
            data[name] = ["came"]
    assert Session.objects.planned().filter(pk=session.pk).exists()
    return path, data
