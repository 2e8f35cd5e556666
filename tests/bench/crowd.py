"""A hundred people who are there at once, each with a sign-in and the pages that they click through in turn.

Of each ten six take part, on their own phones; three coordinate; one manages or releases money. Prints them as JSON.
"""

import json
from itertools import cycle, islice

from django.conf import settings

from coproduction.accounts.models import Membership, User
from participants.attendance.models import Attendance
from participants.payments.models import Payment
from participants.people.models import Participant
from projects.project.models import Project
from tests import scopes
from tests.cases.visitor import Visitor
from tests.conftest import signed_in

from .prepare import COOKIE, to_log

MANY = 100
TEN = ("participant",) * 6 + ("coordinator",) * 3 + ("office",)


def main():
    with scopes.everywhere():
        of = {"participant": participants(), "coordinator": coordinators(), "office": office()}
        print(json.dumps([next(of[part]) for part in islice(cycle(TEN), MANY)]))


def participants():
    """Those who were paid, with what they click."""
    paid = Payment.objects.filter(state="received").order_by("participant__name", "-due_on")
    payments = {payment.participant_id: payment for payment in paid}
    for person in Participant.objects.filter(pk__in=payments).select_related("user").order_by("name")[:MANY]:
        visitor = Visitor(person.user)
        session = Attendance.objects.filter(participant=person, state="came").first().session_id
        choices = filled_in(visitor, "/me/choices/", "Save my choices")
        news = next(name for name in choices if name.endswith("-news"))
        yield someone(
            visitor,
            get("/me/"),
            get("/me/news/"),
            get("/me/money/"),
            get(f"/me/money/{payments[person.pk].pk}/"),
            get(f"/me/sessions/{session}/"),
            get("/me/choices/"),
            # One after the other, so that each changes something.
            post("/me/choices/", {**choices, news: ["call"]}),
            get("/me/say/"),
            post("/me/say/", said(visitor)),
            get("/me/"),
            post("/me/choices/", {**choices, news: ["page"]}),
        )


def said(visitor):
    return {**filled_in(visitor, "/me/say/", "Tell us"), "words": ["We would like to meet in the morning"]}


def coordinators():
    """Again and again the same ones, each time with a sign-in of its own."""
    members = User.objects.filter(memberships__role=Membership.Role.COORDINATOR).order_by("email")
    clicks = {user.pk: clicks_of_a_coordinator(user) for user in members}
    for user in cycle(members):
        yield someone(Visitor(user), *clicks[user.pk])


def clicks_of_a_coordinator(user):
    project = Project.objects.run_by(user).order_by("title").first()
    person = Participant.objects.visible_to(user).order_by("name").first()
    path, form = to_log(project, user, 6)
    return [
        get("/today/"),
        get(f"/projects/{project.pk}/"),
        get("/people/"),
        get(f"/people/{person.pk}/"),
        get(path),
        # A session is logged once, so what this wrote is undone.
        post(path, form, undo=True),
        get("/projects/?state="),
        get(f"/projects/{project.pk}/principles/resources/"),
    ]


def office():
    manager, finance = (User.objects.get(email=f"{name}@scale.example") for name in ("manager", "finance"))
    project = Project.objects.order_by("title").first()
    while True:
        principle = get(f"/projects/{project.pk}/principles/resources/")
        yield someone(Visitor(manager), get("/dashboard/"), get("/money/"), get(f"/projects/{project.pk}/"), principle)
        yield someone(Visitor(finance), get("/money/"))


def someone(visitor, *clicks):
    visitor.client = visitor.client or signed_in(visitor.user)
    return {"cookie": f"{COOKIE}={visitor.client.cookies[settings.SESSION_COOKIE_NAME].value}", "clicks": clicks}


def get(path):
    return [path, None, False]


def post(path, form, undo=False):
    return [path, form, undo]


def filled_in(visitor, path, button):
    form = visitor.open(path).form(button)
    return {name: held.values for name, held in form.fields.items()}
