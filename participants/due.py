"""What is owed to a person: money, an answer, a promise, a briefing, a check that it is still safe to write to them.

Written for the coordinators of the projects: the lines name people.
"""

from collections import defaultdict
from datetime import timedelta

from coproduction.base.days import add_working_days
from coproduction.base.due import WEEK, Due

from .models import Briefing, Contribution, Involvement, Participant, Payment, Promise, SafeContact
from .models.contact import STALE_AFTER
from .payment_summary import PaymentSummary

ANSWER_WITHIN = 20  # working days


def as_due(projects, day):
    """Lines for these live projects on this day, in a fixed number of queries."""
    projects = list(projects)
    makers = (payments_due, answers_due, promises_due, briefings_due, contacts_due)
    return [line for make in makers for line in make(projects, day)]


def payments_due(projects, day):
    """One line for each session and step: what is waited for is one thing to do, however many people wait."""
    owed = Payment.objects.owed().for_projects(projects).filter(due_on__lte=day + timedelta(days=3))
    waiting = defaultdict(list)
    for payment in owed.select_related("participant", "organisation"):
        slip = PaymentSummary(payment, day)
        waiting[payment.project_id, payment.activity_on, slip.waits_for].append(slip)
    for (project_id, activity_on, step), slips in waiting.items():
        first = min(slips, key=lambda slip: slip.payment.due_on)
        late = first.late.working_days if first.late else 0
        names = those([slip.payment.participant.name for slip in slips], "payment", "payments")
        when = f"{late} working day{'' if late == 1 else 's'} late" if late else "due"
        verb = "is" if len(slips) == 1 else "are"
        sentence = f"{names} for {activity_on.day} {activity_on:%B} {verb} {when}: {step}"
        yield Due(
            first.payment.due_on, "resources", sentence, "Open the money", "money:project", {"project_id": project_id}
        )


def those(names, one, many):
    """ "Ben's payment", or "3 payments"."""
    return f"{names[0]}'s {one}" if len(names) == 1 else f"{len(names)} {many}"


def answers_due(projects, day):
    unanswered = defaultdict(list)
    for said in Contribution.objects.unanswered().for_projects(projects).select_related("organisation"):
        by = add_working_days(said.said_on, ANSWER_WITHIN, said.organisation.region)
        if by <= day + WEEK:
            unanswered[said.project_id].append(by)
    for project_id, days in unanswered.items():
        what = "One thing that was said has" if len(days) == 1 else f"{len(days)} things that were said have"
        yield Due(
            min(days), "relationships", f"{what} no answer yet", "Answer", "gatherings:said", {"project_id": project_id}
        )


def promises_due(projects, day):
    for promise in Promise.objects.open().for_projects(projects).filter(by_when__lte=day + WEEK):
        ids = {"project_id": promise.project_id, "promise_id": promise.pk}
        sentence = f"You said: {promise.words}"
        yield Due(promise.by_when, "relationships", sentence, "Kept, or changed?", "gatherings:promise", ids)


def briefings_due(projects, day):
    briefed = set(
        Briefing.objects.for_projects(projects)
        .filter(kind=Briefing.Kind.BEFORE, stage__isnull=False)
        .values_list("stage_id", "participant_id")
    )
    active = Involvement.objects.for_projects(projects).active().filter(stage__closed_on__isnull=True)
    missing = defaultdict(list)
    for involvement in active.select_related("participant", "stage"):
        if (involvement.stage_id, involvement.participant_id) not in briefed:
            missing[involvement.stage].append(involvement)
    for stage, people in missing.items():
        who = f"{people[0].participant.name} has" if len(people) == 1 else f"{len(people)} people have"
        ids = {"project_id": stage.project_id, "stage_id": stage.pk}
        by = min(involvement.joined_on for involvement in people) + WEEK
        yield Due(by, "resources", f"{who} not been briefed for {stage.name}", "Brief them", "stages:brief", ids)


def contacts_due(projects, day):
    people = Involvement.objects.for_projects(projects).active().values("participant")
    asked_before = day - STALE_AFTER + WEEK
    stale = SafeContact.objects.filter(participant__in=people, checked_on__lte=asked_before)
    for contact in stale.select_related("participant"):
        sentence = f"Ask {contact.participant.name} again how it is safe to reach them"
        ids = {"person_id": contact.participant_id}
        by = contact.checked_on + STALE_AFTER
        yield Due(by, "trauma_informed", sentence, "Ask again", "people:contact", ids)
    for person in Participant.objects.here().never_asked_contact().filter(pk__in=people):
        sentence = f"Ask {person.name} how it is safe to reach them"
        yield Due(person.welcomed_on, "trauma_informed", sentence, "Ask", "people:contact", {"person_id": person.pk})
