"""Somebody is owed something: every kind of it in one shape, whether a row stands for it yet or not.

It comes from one UNION of a query for each kind, and of who has taken what on. Today, closing and the dashboard read
the same list; nothing leaves it because something was closed, but only by being settled.
"""

from collections import Counter, defaultdict
from datetime import date

from django.db.models import CharField, Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast, Coalesce, Greatest, TruncDate

from coproduction.accounts.models import Membership
from coproduction.accounts.models.user import NAMELESS
from coproduction.base.days import LONDON
from coproduction.base.due import ask_together, in_shape
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
from projects.updates.silence import breaking, is_nothing_new

from .kinds import DUE_FROM, Owed, TakenOn, owed
from .models import OpenAtClosing, OwedKind


def owed_in(projects):
    """All that is open in these projects, what is due first coming first; in a fixed number of queries."""
    projects = list(projects)
    return owed_of(ask_together(ask_about(projects, of_one_stage())), projects)


def ask_about(projects, of_one):
    """`of_one`: see `talks`."""
    talks_owed = (find(projects, of_one) for find in TALKS)
    return [*(find(projects) for find in IN_ROWS), *(rows for rows in talks_owed if rows is not None)]


def owed_of(found, projects):
    """What was found in these projects, as what is owed: what is due first comes first."""
    taken = {(row.says, row.about): TakenOn(row.person, row.name or NAMELESS, row.happened_on) for row in found[TAKEN]}
    taken = held_still(projects, taken) if taken else taken
    rows = [*(owed(row) for kind in DUE_FROM for row in found[kind]), *updates_owed(found[OwedKind.UPDATE], projects)]
    rows = [row._replace(taken_on=taken[row.key]) if row.key in taken else row for row in rows]
    return sorted(rows, key=lambda row: (row.due or date.max, row.kind, row.happened_on, str(row.about)))


# What stands in rows --------------------------------------------------------------------------------------------------

TAKEN = "taken on"


def payments_owed(projects):
    """What was put off among them: theirs still, on the day they like."""
    return in_shape(
        Payment.objects.for_projects(projects).owed_or_put_off(),
        OwedKind.PAYMENT,
        stage="attendance__session__stage_id",
        person="participant_id",
        happened_on="activity_on",
        # As lateness counts it: from the day they said they want it after all, where they had put it off in time.
        counts_from=Greatest("due_on", Coalesce("wanted_again_on", "due_on")),
        name="participant__name",
        says="state",
    )


def sessions_not_logged(projects):
    """Its day has come and nobody has written it down: until then nobody knows what is owed for it."""
    on = TruncDate("starts_at", tzinfo=LONDON)
    planned = Session.objects.planned().for_projects(projects)
    return in_shape(planned, OwedKind.SESSION, stage="stage_id", happened_on=on, counts_from=on)


def answers_owed(projects):
    """Not answered, or answered and the person does not know it. What is said without a session has no stage."""
    return in_shape(
        Contribution.objects.for_projects(projects).filter(told_on__isnull=True),
        OwedKind.ANSWER,
        stage="session__stage_id",
        person="participant_id",
        happened_on="said_on",
        counts_from="said_on",
        says="outcome",
    )


def promises_owed(projects):
    return in_shape(
        Promise.objects.outstanding().for_projects(projects),
        OwedKind.PROMISE,
        stage="session__stage_id",
        person="participant_id",
        happened_on="made_on",
        counts_from="by_when",
        says="words",
    )


def deliveries_owed(projects):
    """News that somebody of the team has to bring. Where a person wants none brought, none is owed; where nobody asked
    them what is safe, it is.
    """
    told_on = TruncDate("update__told_at", tzinfo=LONDON)
    not_here = Delivery.objects.for_projects(projects).filter(
        state__in=[Delivery.State.WAITING, Delivery.State.BLOCKED]
    )
    not_asked = Q(participant__contact__checked_on__isnull=True)
    return in_shape(
        not_here.filter(Q(state=Delivery.State.WAITING) | not_asked),
        OwedKind.DELIVERY,
        person="participant_id",
        happened_on=told_on,
        counts_from=told_on,
        name="participant__name",
        says=Cast("update_id", CharField()),
    )


def surveys_not_closed(projects):
    """Asked, and the answers do not count until the round is closed."""
    still = SurveyRound.objects.for_projects(projects).filter(closed_on__isnull=True)
    return in_shape(
        still,
        OwedKind.QUESTIONS,
        stage="stage_id",
        happened_on="opened_on",
        counts_from="closes_on",
        says="stage__name",
    )


def last_told(projects):
    """The last update of each. Of how it says what was done: whether it was news takes reading it."""
    later = Update.objects.told().filter(project=OuterRef("project"), told_at__gt=OuterRef("told_at"))
    last = Update.objects.told().for_projects(judged(projects)).filter(~Exists(later))
    told_on = TruncDate("told_at", tzinfo=LONDON)
    return in_shape(last, OwedKind.UPDATE, about="project_id", happened_on=told_on, says="progress")


def taken_on(projects):
    return in_shape(
        OpenAtClosing.objects.handed_over().for_projects(projects),
        TAKEN,
        about="about",
        person="handed_to_id",
        happened_on="by_when",
        name="handed_to__name",
        says="kind",
    )


def held_still(projects, taken):
    """Whoever left the team has nothing of it any more; whoever comes back into their role has it only when somebody
    hands it to them again.
    """
    still_there = TeamMember.objects.current().filter(project=OuterRef("project"), user=OuterRef("handed_to"))
    role_ended = Membership.objects.filter(
        user=OuterRef("handed_to"),
        organisation=OuterRef("organisation"),
        role=Membership.Role.COORDINATOR,
        ended_at__date__gte=OuterRef("left_on"),
    )
    rows = OpenAtClosing.objects.handed_over().for_projects(projects)
    held = rows.filter(Exists(still_there), ~Exists(role_ended)).values_list("kind", "about")
    return {key: taken[key] for key in held if key in taken}


IN_ROWS = (
    payments_owed,
    sessions_not_logged,
    answers_owed,
    promises_owed,
    deliveries_owed,
    surveys_not_closed,
    last_told,
    taken_on,
)


# Updates --------------------------------------------------------------------------------------------------------------
def updates_owed(last_told, projects):
    """To everyone. A closed project owes the one that was late when it closed, until it is told."""
    doubtful = {row.project for row in last_told if is_nothing_new(row.says)}
    last = {row.project: row.happened_on for row in last_told} | (last_news(doubtful) if doubtful else {})
    for project in judged(projects):
        told_on = max(project.starts_on, last.get(project.pk, project.starts_on))
        due = deadlines.update(told_on)
        if project.closed_on is None or due < project.closed_on:
            yield Owed(OwedKind.UPDATE, project.pk, project.pk, None, None, told_on, due)


def last_news(projects):
    """{project: the day of its last update that broke a silence}: "nothing new" is news once."""
    told = defaultdict(list)
    for update in Update.objects.told().for_projects(projects).order_by("told_at"):
        told[update.project_id].append(update)
    news = {project: [update.told_at for update in breaking(updates)] for project, updates in told.items()}
    return {project: max(moments).astimezone(LONDON).date() for project, moments in news.items()}


# Talks: what is owed has no row, and is owed until one is there -------------------------------------------------------
def briefings_owed(projects, of_one):
    """To who takes part in a stage and was not told before; closing the stage changes nothing. Whoever says that nobody
    told them, was not told.
    """
    taking_part = Involvement.objects.for_projects(judged(projects)).active().filter(participant__ended_on__isnull=True)
    first = TruncDate(Subquery(invitations().values("session__starts_at")[:1]), tzinfo=LONDON)
    waiting = taking_part.filter(~talks(Briefing.Kind.BEFORE, of_one))
    return talk_columns(waiting, OwedKind.BRIEFING, happened_on="joined_on", counts_from=first)


def invitations():
    """Of the person of an involvement, to the sessions of its stage, the first one first."""
    there = Attendance.objects.filter(participant=OuterRef("participant"), session__stage=OuterRef("stage"))
    asked = there.filter(state__in=[Attendance.State.INVITED, Attendance.State.CAME])
    return asked.filter(session__cancelled_on__isnull=True).order_by("session__starts_at")


def debriefs_owed(projects, of_one):
    """To who took part in a stage that has closed, or that they have left: to be offered to talk about it."""
    over = Q(stage__closed_on__isnull=False) | Q(ended_on__isnull=False)
    waiting = without_debrief(Involvement.objects.for_projects(judged(projects)).filter(over), of_one)
    ended_on = Coalesce("stage__closed_on", "ended_on")
    return talk_columns(waiting, OwedKind.DEBRIEF, happened_on=ended_on, counts_from=ended_on)


def talk_columns(involvements, kind, **days):
    words = {"name": "participant__name", "says": "stage__name"}
    return in_shape(involvements, kind, stage="stage_id", person="participant_id", **days, **words)


def without_debrief(involvements, of_one=None):
    """Of these, who took part and was not offered to talk about how it was."""
    there = involvements.past_or_current().filter(participant__ended_on__isnull=True)
    return there.filter(~talks(Briefing.Kind.AFTER, of_one or of_one_stage()))


def project_debriefs_owed(projects, of_one):
    """After a whole project of several stages has closed, to everyone who took part in it. None where none has."""
    closed = [project for project in judged(projects) if project.closed_on]
    if not closed:
        return None
    offered = Briefing.objects.filter(
        project=OuterRef("project"), participant=OuterRef("participant"), stage=None, kind=Briefing.Kind.AFTER
    )
    there = Involvement.objects.for_projects(closed).past_or_current().filter(participant__ended_on__isnull=True)
    return in_shape(
        there.filter(~of_one, ~Exists(offered)),
        OwedKind.PROJECT_DEBRIEF,
        about="participant_id",
        person="participant_id",
        happened_on="project__closed_on",
        counts_from="project__closed_on",
        name="participant__name",
    ).distinct()


TALKS = (briefings_owed, debriefs_owed, project_debriefs_owed)


def talks(kind, of_one):
    """Whether somebody was told before, or asked after: in the stage of an involvement, or in its project where that is
    the one stage. `of_one` says which projects are, as a condition; whoever has read their stages names them.
    """
    theirs = Briefing.objects.filter(participant=OuterRef("participant"), project=OuterRef("project"), kind=kind)
    about_it = Q(stage=OuterRef("stage")) | Q(stage=None) & of_one
    return Exists(theirs.filter(about_it, Q(person_says=None) | Q(person_says=True)))


def of_one_stage():
    """Of a record's project, whether it is one stage: a talk about it is a talk about the project."""
    those = Stage.objects.filter(project=OuterRef("project"), not_applicable_reason="").order_by()
    several = those.values("project").annotate(count=Count("pk")).filter(count__gt=1)
    return Q(project__size=Project.Size.ONE_EVENT) | ~Exists(several)


def of_one_among(projects, stages):
    """The same of these projects, whose stages are read already."""
    counts = Counter(stage.project_id for stage in stages if not stage.not_applicable_reason)
    single = (project for project in projects if project.size == Project.Size.ONE_EVENT or counts[project.pk] <= 1)
    return Q(project__in=[project.pk for project in single])


def judged(projects):
    """What lies before an organisation began here asks for no talk and no news any more."""
    return [project for project in projects if not project.before_we_started]
