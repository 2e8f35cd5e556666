"""What is owed to a person: money, an answer, a promise, a briefing, a check that it is still safe to write to them.

Written for the coordinators of the projects: the lines name people.
"""

from datetime import timedelta

from coproduction.base.days import add_working_days, working_days_between
from coproduction.base.due import WEEK, Due

from .models import Briefing, Contribution, Involvement, Payment, Promise, SafeContact
from .models.contact import STALE_AFTER

ANSWER_WITHIN = 20  # working days


def as_due(projects, day):
    """Lines for these live projects on this day, in a fixed number of queries."""
    projects = list(projects)
    makers = (payments_due, answers_due, promises_due, briefings_due, contacts_due)
    return [line for make in makers for line in make(projects, day)]


def payments_due(projects, day):
    owed = Payment.objects.owed().for_projects(projects).filter(due_on__lte=day + timedelta(days=3))
    waits = {
        Payment.State.DRAFTED: "waits for you to send it on",
        Payment.State.DUE: "waits to be approved",
        Payment.State.APPROVED: "waits to be sent",
    }
    for payment in owed.select_related("participant", "organisation"):
        late = working_days_between(payment.due_on, day, payment.organisation.region)
        when = f"is {late} working day{'' if late == 1 else 's'} late" if late else "is due"
        activity = f"{payment.activity_on.day} {payment.activity_on:%B}"
        step = waits.get(payment.state, "is being looked at again")
        sentence = f"{payment.participant.name}'s payment for {activity} {when}: it {step}"
        yield Due(payment.due_on, "resources", sentence, "Open it", "money:payment", {"payment_id": payment.pk})


def answers_due(projects, day):
    for said in Contribution.objects.for_projects(projects).filter(outcome="").select_related("organisation"):
        by = add_working_days(said.said_on, ANSWER_WITHIN, said.organisation.region)
        if by <= day + WEEK:
            sentence = f"What somebody said on {said.said_on.day} {said.said_on:%B} has no answer yet"
            ids = {"project_id": said.project_id, "contribution_id": said.pk}
            yield Due(by, "relationships", sentence, "Answer it", "gatherings:answer", ids)


def promises_due(projects, day):
    open_ones = Promise.objects.for_projects(projects).filter(kept_on__isnull=True, changed_told_on__isnull=True)
    for promise in open_ones.filter(by_when__lte=day + WEEK):
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
    for involvement in active.select_related("participant", "stage"):
        if (involvement.stage_id, involvement.participant_id) not in briefed:
            sentence = f"{involvement.participant.name} has not been briefed for {involvement.stage.name}"
            ids = {"project_id": involvement.project_id, "stage_id": involvement.stage_id}
            yield Due(involvement.joined_on + WEEK, "resources", sentence, "Brief them", "stages:brief", ids)


def contacts_due(projects, day):
    people = Involvement.objects.for_projects(projects).active().values("participant")
    asked_before = day - STALE_AFTER + WEEK
    stale = SafeContact.objects.filter(participant__in=people, checked_on__lte=asked_before)
    for contact in stale.select_related("participant"):
        sentence = f"Ask {contact.participant.name} again how it is safe to reach them"
        ids = {"person_id": contact.participant_id}
        by = contact.checked_on + STALE_AFTER
        yield Due(by, "trauma_informed", sentence, "Ask again", "people:contact", ids)
