"""Somebody is owed something: every kind of it in one shape, whether a row stands for it yet or not.

What has a row comes from one UNION of a query for each kind; a briefing, a debrief or an update that is due has none
until it is given, so each of these comes from a function of its own. Today, closing and the dashboard read the same
list; nothing leaves it because something was closed, but only by being settled.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from django.db.models import DateField, Exists, Min, OuterRef, Q, UUIDField, Value
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate

from coproduction.accounts.models import Membership
from coproduction.base.days import LONDON
from participants.attendance.models import Attendance
from participants.briefings.models import Briefing
from participants.contributions.models import Contribution
from participants.deliveries.models import Delivery
from participants.involvement.models import Involvement
from participants.payments.models import Payment
from participants.promises.models import Promise
from participants.survey.models import SurveyRound
from projects import deadlines
from projects.project.models import Project, TeamMember
from projects.sessions.models import Session
from projects.stages.models import Stage
from projects.updates.models import Update
from projects.updates.silence import breaking

from .models import OpenAtClosing, OwedKind


@dataclass(frozen=True)
class Owed:
    """One thing that is owed: its kind, the id of its record (or of what it hangs on: the involvement for a talk in a
    stage, the person for a talk about the whole project, the project for an update), and to whom: a person's id, or
    None for everyone in the project. `happened_on`: the day it goes back to. `due`: None where no day is promised.
    `settled_on` without `told_on`: it is done, and they do not know it.
    """

    kind: str
    about: UUID
    project: UUID
    stage: UUID | None
    person: UUID | None
    happened_on: date
    due: date | None
    settled_on: date | None = None
    told_on: date | None = None

    @property
    def key(self):
        return str(self.kind), self.about

    def is_late(self, day):
        return self.due is not None and self.due < day


def owed_in(projects):
    """All that is open in these projects, what is due first coming first; in a fixed number of queries."""
    projects = list(projects)
    without_row = (updates_owed, briefings_owed, debriefs_owed, project_debriefs_owed)
    found = chain(recorded(projects), *(find(projects) for find in without_row))
    return sorted(found, key=lambda owed: (owed.due or date.max, owed.kind, owed.happened_on, str(owed.about)))


# What makes several things one to do, beside their kind; what a page adds to it stands with the page. `about`: what it
# knows of its rows.
ONE_TO_DO = {
    OwedKind.PUT_OFF: lambda row, about: (row.happened_on,),
    OwedKind.SESSION: lambda row, about: (row.about,),
    OwedKind.PROMISE: lambda row, about: (row.about,),
    OwedKind.UPDATE: lambda row, about: (),
    OwedKind.DELIVERY: lambda row, about: (about.updates[row.about],),
    OwedKind.BRIEFING: lambda row, about: (row.stage,),
    OwedKind.DEBRIEF: lambda row, about: (row.stage,),
    OwedKind.PROJECT_DEBRIEF: lambda row, about: (),
    OwedKind.QUESTIONS: lambda row, about: (row.about,),
}


# What has a row -------------------------------------------------------------------------------------------------------

# In this order: kind, record, project, stage, owed to, the day it goes back to, what its last day is counted from,
# settled, told.
NO_ID, NO_DAY = Cast(Value(None), UUIDField()), Cast(Value(None), DateField())


def promised(day):
    """The last day is written down as it was promised."""
    return day


def no_day(day):
    """The person asked us to wait."""


DUE_FROM = {
    OwedKind.PAYMENT: promised,
    OwedKind.PUT_OFF: no_day,
    OwedKind.SESSION: promised,
    OwedKind.ANSWER: deadlines.answer,
    OwedKind.PROMISE: promised,
    OwedKind.DELIVERY: deadlines.delivery,
    OwedKind.QUESTIONS: promised,
}


def recorded(projects):
    first, *others = (rows(projects) for rows in WITH_ROW)
    for row in first.union(*others, all=True):
        kind, about, project, stage, person, happened_on, counts_from, settled_on, told_on = row
        due = DUE_FROM[kind](counts_from)
        yield Owed(kind, about, project, stage, person, happened_on, due, settled_on, told_on)


def columns(rows, kind, *, stage, person, happened_on, counts_from, settled_on=NO_DAY, told_on=NO_DAY):
    """Each kind's own columns, in the one order. A Meta ordering would stand inside the UNION."""
    fields = (Value(str(kind)), "pk", "project_id", stage, person, happened_on, counts_from, settled_on, told_on)
    return rows.order_by().values_list(*fields)


def payments_owed(projects):
    return payment_columns(Payment.objects.owed().for_projects(projects), OwedKind.PAYMENT)


def payments_put_off(projects):
    """Theirs still, on the day they like."""
    return payment_columns(Payment.objects.for_projects(projects).filter(state=Payment.State.LATER), OwedKind.PUT_OFF)


def payment_columns(rows, kind):
    return columns(
        rows,
        kind,
        stage="attendance__session__stage_id",
        person="participant_id",
        happened_on="activity_on",
        # As lateness counts it: from the day they said they want it after all, where they had put it off in time.
        counts_from=Greatest("due_on", Coalesce("wanted_again_on", "due_on")),
    )


def sessions_not_logged(projects):
    """Its day has come and nobody has written it down: until then nobody knows what is owed for it."""
    on = TruncDate("starts_at", tzinfo=LONDON)
    planned = Session.objects.planned().for_projects(projects)
    return columns(planned, OwedKind.SESSION, stage="stage_id", person=NO_ID, happened_on=on, counts_from=on)


def answers_owed(projects):
    """Not answered, or answered and the person does not know it. What is said without a session has no stage."""
    return columns(
        Contribution.objects.for_projects(projects).filter(told_on__isnull=True),
        OwedKind.ANSWER,
        stage="session__stage_id",
        person="participant_id",
        happened_on="said_on",
        counts_from="said_on",
        settled_on="answered_on",
        told_on="told_on",
    )


def promises_owed(projects):
    return columns(
        Promise.objects.outstanding().for_projects(projects),
        OwedKind.PROMISE,
        stage="session__stage_id",
        person="participant_id",
        happened_on="made_on",
        counts_from="by_when",
        settled_on="kept_on",
        told_on="changed_told_on",
    )


def deliveries_owed(projects):
    """News that somebody of the team has to bring. Where a person wants none brought, none is owed; where nobody asked
    them what is safe, it is.
    """
    told_on = TruncDate("update__told_at", tzinfo=LONDON)
    not_asked = Q(state=Delivery.State.BLOCKED, participant__contact__checked_on__isnull=True)
    waiting = Delivery.objects.for_projects(projects).filter(Q(state=Delivery.State.WAITING) | not_asked)
    return columns(
        waiting,
        OwedKind.DELIVERY,
        stage=NO_ID,
        person="participant_id",
        happened_on=told_on,
        counts_from=told_on,
        told_on="reached_on",
    )


def surveys_not_closed(projects):
    """Asked, and the answers do not count until the round is closed."""
    still = SurveyRound.objects.for_projects(projects).filter(closed_on__isnull=True)
    return columns(
        still,
        OwedKind.QUESTIONS,
        stage="stage_id",
        person=NO_ID,
        happened_on="opened_on",
        counts_from="closes_on",
    )


WITH_ROW = (
    payments_owed,
    payments_put_off,
    sessions_not_logged,
    answers_owed,
    promises_owed,
    deliveries_owed,
    surveys_not_closed,
)


# What has no row until it is given ------------------------------------------------------------------------------------
def judged(projects):
    """What lies before an organisation began here asks for no talk and no news any more."""
    return [project for project in projects if not project.before_we_started]


def updates_owed(projects):
    """To everyone. A closed project owes the one that was late when it closed, until it is told."""
    projects, told = judged(projects), defaultdict(list)
    for update in Update.objects.told().for_projects(projects).order_by("told_at"):
        told[update.project_id].append(update)
    for project in projects:
        last = project.starts_on
        for update in breaking(told[project.pk]):
            last = max(last, update.told_at.astimezone(LONDON).date())
        due = deadlines.update(last)
        if project.closed_on is None or due < project.closed_on:
            yield Owed(OwedKind.UPDATE, project.pk, project.pk, None, None, last, due)


def briefings_owed(projects):
    """To who takes part in a stage and was not told before; closing the stage changes nothing. Whoever says that nobody
    told them, was not told.
    """
    projects = judged(projects)
    given = talks(projects, Briefing.Kind.BEFORE)
    firsts = first_sessions(projects)
    taking_part = Involvement.objects.for_projects(projects).active().filter(participant__ended_on__isnull=True)
    for involvement in taking_part.select_related("stage"):
        where = (involvement.stage_id, involvement.participant_id)
        if given(involvement):
            continue
        first = firsts.get(where)
        due = (
            deadlines.briefing(first, joined_late=involvement.joined_on >= first)
            if first
            else deadlines.newcomer_briefing(involvement.joined_on)
        )
        yield in_a_stage(OwedKind.BRIEFING, involvement, involvement.joined_on, due)


def first_sessions(projects):
    """The first day each person was asked to in a stage: by ids of stage and person."""
    there = Attendance.objects.for_projects(projects).filter(session__cancelled_on__isnull=True).order_by()
    asked = there.filter(state__in=[Attendance.State.INVITED, Attendance.State.CAME])
    return {
        (stage, person): starts_at.astimezone(LONDON).date()
        for stage, person, starts_at in asked.values_list("session__stage_id", "participant_id").annotate(
            first=Min("session__starts_at")
        )
    }


def debriefs_owed(projects):
    """To who took part in a stage that has closed, or that they have left: to be offered to talk about it."""
    for involvement in without_debrief(Involvement.objects.for_projects(judged(projects))):
        if ended_on := involvement.stage.closed_on or involvement.ended_on:
            yield in_a_stage(OwedKind.DEBRIEF, involvement, ended_on, deadlines.debrief(ended_on))


def without_debrief(involvements):
    """Of these, who took part and was not offered to talk about how it was."""
    there = involvements.past_or_current().filter(participant__ended_on__isnull=True).select_related("stage", "project")
    found = list(there)
    given = talks({involvement.project for involvement in found}, Briefing.Kind.AFTER)
    return [involvement for involvement in found if not given(involvement)]


def project_debriefs_owed(projects):
    """After a whole project of several stages has closed, to everyone who took part in it."""
    closed = [project for project in judged(projects) if project.closed_on]
    single = of_one_stage(closed)
    closed = {project.pk: project for project in closed if project.pk not in single}
    offered = set(
        Briefing.objects.for_projects(closed)
        .filter(stage__isnull=True, kind=Briefing.Kind.AFTER)
        .values_list("project_id", "participant_id")
    )
    there = Involvement.objects.for_projects(closed).past_or_current().filter(participant__ended_on__isnull=True)
    for project_id, person in sorted(set(there.values_list("project_id", "participant_id")) - offered, key=str):
        on = closed[project_id].closed_on
        due = deadlines.project_debrief(on)
        yield Owed(OwedKind.PROJECT_DEBRIEF, person, project_id, None, person, on, due)


def talks(projects, kind):
    """Whether somebody was told before, or asked after: in the stage, or in the project where that is the one stage."""
    projects = list(projects)
    single = of_one_stage(projects)
    given = set(
        Briefing.objects.for_projects(projects)
        .filter(kind=kind)
        .exclude(person_says=False)
        .values_list("project_id", "stage_id", "participant_id")
    )

    def was_given(involvement):
        project, person = involvement.project_id, involvement.participant_id
        return (project, involvement.stage_id, person) in given or (
            project in single and (project, None, person) in given
        )

    return was_given


def of_one_stage(projects):
    """Ids of those that are one stage: a talk about it is a talk about the project."""
    counts = defaultdict(int)
    for project_id in (
        Stage.objects.for_projects(projects).filter(Q(not_applicable_reason="")).values_list("project_id", flat=True)
    ):
        counts[project_id] += 1
    return {project.pk for project in projects if project.size == Project.Size.ONE_EVENT or counts[project.pk] <= 1}


def in_a_stage(kind, involvement, happened_on, due):
    ids = (involvement.pk, involvement.project_id, involvement.stage_id, involvement.participant_id)
    return Owed(kind, *ids, happened_on, due)


# Who has taken it on --------------------------------------------------------------------------------------------------
def handed_over(projects):
    """{key of an Owed: who took it on, and by when}. Whoever left the team has nothing of it any more; whoever comes
    back into their role has it only when somebody hands it to them again.
    """
    still_there = TeamMember.objects.current().filter(project=OuterRef("project"), user=OuterRef("handed_to"))
    role_ended = Membership.objects.filter(
        user=OuterRef("handed_to"),
        organisation=OuterRef("organisation"),
        role=Membership.Role.COORDINATOR,
        ended_at__date__gte=OuterRef("left_on"),
    )
    rows = OpenAtClosing.objects.handed_over().for_projects(projects)
    rows = rows.filter(Exists(still_there), ~Exists(role_ended))
    rows = rows.select_related("handed_to")
    return {(row.kind, row.about): row for row in rows}
