"""One closed project from real life: the event in Bristol that wrote the six principles. No person is named.

What is told here is what was published of it: on 22 September 2022 people with lived experience and people from
services met at an event on coproduction in practice, and six principles came out of it. The app keeps it as history:
it happened before anyone used the app, so it is never judged.
"""

from datetime import date, datetime, time

from django.utils import timezone

from coproduction.base.days import LONDON
from participants.decisions.models import Decision
from projects.project.models import Project, TeamMember
from projects.sessions.models import Session
from projects.stages.models import Stage
from projects.updates.models import Update

EVENT = date(2022, 9, 22)
PARTS = {
    "progress": "One day in Bristol: what good coproduction looks like, worked out by those who do it.",
    "outcomes": "Six principles: creativity; relationships; resources; equality, diversity and inclusion; "
    "trauma-informed; sustainability.",
    "blocks": "Nothing was written down about blocks.",
    "risks": "Nothing was written down about risks.",
}


def tell_history(house):
    """Written straight into the records: nobody used the app then, so there are no actions of anyone to take."""
    project = Project.objects.create(
        organisation=house.organisation,
        title="Coproduction in Practice",
        purpose="People with lived experience and people from services write down what good coproduction needs.",
        size="one_event",
        can_change="Which principles, and their words.",
        cannot_change="One day.",
        who_decides="Everyone who was there.",
        designs=True,
        reviews=True,
        starts_on=EVENT,
        ends_on=EVENT,
        closed_on=EVENT,
        before_we_started=True,
    )
    TeamMember.objects.create(project=project, user=house.coordinator, part="contact", since=EVENT)
    stages = [
        Stage.objects.create(
            project=project, kind=kind, name=name, verb=verb, position=place, opened_on=EVENT, closed_on=EVENT
        )
        for place, (kind, name, verb) in enumerate(
            (
                ("design", "Write the principles", "design"),
                ("decide", "Agree on six", "design"),
                ("share", "Share them", "review"),
            ),
            start=1,
        )
    ]
    session = Session.objects.create(
        stage=stages[0],
        about="What good coproduction looks like",
        starts_at=datetime.combine(EVENT, time(10), tzinfo=LONDON),
        minutes=360,
        place_kind="neutral",
        place="Bristol",
        ways=["room"],
        held_on=EVENT,
        logged_at=timezone.now(),
        logged_by=house.coordinator,
    )
    # How many were there, and how they agreed, was not published: nothing is made up.
    Decision.objects.create(
        stage=stages[1],
        session=session,
        words="Six principles of coproduction",
        method="consensus",
        participants_there=0,
        staff_there=0,
        decided_on=EVENT,
    )
    told_at = datetime.combine(EVENT, time(16), tzinfo=LONDON)
    Update.objects.create(project=project, as_of=EVENT, told_at=told_at, written_by=house.coordinator, **PARTS)
