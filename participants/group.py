"""What a group says of itself, on a principle and a stage: who may say it, until when, and whether it stands.

How many said yes, and whether anybody objected, is worked out here and goes no further. What was objected to, what too
few said and what has lapsed are one thing to every caller: nothing.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from coproduction.accounts.models import Membership
from coproduction.base import days
from coproduction.base.words import GROUP_SAYS, PRINCIPLE_NAMES
from projects import deadlines
from projects.models import Stage, TeamMember

from .models import GroupObjection, GroupStatement, GroupYes, Involvement

YES_NEEDED = 3
# A group speaks of a stage while it is fresh.
BEGUN_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Stands:
    """A statement that stands on the day asked about."""

    statement: GroupStatement
    since: date
    until: date

    @property
    def words(self):
        return GROUP_SAYS[self.statement.principle]

    @property
    def principle_name(self):
        return PRINCIPLE_NAMES[self.statement.principle]


@dataclass(frozen=True)
class UnderWay:
    """A statement to which those in the group can say yes or object, until `last_day`. said_yes: this reader has."""

    statement: GroupStatement
    last_day: date
    said_yes: bool

    @property
    def words(self):
        return GROUP_SAYS[self.statement.principle]


# Who speaks ---------------------------------------------------------------------------------------------------------


def speaks_in(people, day):
    """Stages in which these rows of one person are part of the group: they take part or did, and never ran it."""
    people = list(people)
    users = [participant.user_id for participant in people if participant.user_id]
    there = Involvement.objects.filter(participant__in=people).there()
    return (
        Stage.objects.filter(pk__in=there.values("stage"), opened_on__isnull=False, project__before_we_started=False)
        .exclude(project__in=run_by_any(users, day))
        .exclude(organisation__in=managed_by_any(users))
        .select_related("project")
        .order_by("-project__starts_on", "-position")
    )


def may_begin_in(people, day):
    return speaks_in(people, day).exclude(closed_on__lt=day - BEGUN_WITHIN)


def is_staff_of(project, user, day):
    """Whether this person runs the project, ever did, or manages all of the organisation's."""
    runs = run_by_any([user.pk], day).filter(project=project).exists()
    return runs or managed_by_any([user.pk]).filter(organisation=project.organisation_id).exists()


def run_by_any(users, day):
    return TeamMember.objects.filter(user__in=users, since__lte=day).values("project")


def managed_by_any(users):
    return Membership.objects.current().filter(user__in=users, role=Membership.Role.MANAGER).values("organisation")


def without_sign_in(projects):
    """Involvements of those who speak through a peer or the deputy."""
    there = Involvement.objects.for_projects(projects).there()
    return (
        there.filter(participant__user__isnull=True, participant__ended_on__isnull=True, stage__opened_on__isnull=False)
        .select_related("participant", "stage__project")
        .order_by("participant__name", "stage__position")
    )


# What is under way, and what stands ---------------------------------------------------------------------------------


def under_way(people, day):
    """What the groups of this person want to say, the first to end first."""
    people = list(people)
    begun = GroupStatement.objects.filter(stage__in=speaks_in(people, day), opened_on__lte=day)
    open_now = [(one, last) for one, last, _ in with_days(begun) if day <= last]
    said = GroupYes.objects.filter(statement__in=[one for one, _ in open_now], participant__in=people)
    yes = set(said.values_list("statement", flat=True)) if open_now else set()
    return sorted(
        (UnderWay(one, last, one.pk in yes) for one, last in open_now),
        key=lambda found: (found.last_day, found.statement.stage.position, found.statement.principle),
    )


def open_statement(stage, principle, day):
    """The one that is under way on that day, or None."""
    begun = GroupStatement.objects.filter(stage=stage, principle=principle, opened_on__lte=day)
    return next((one for one, last, _ in with_days(begun) if day <= last), None)


def standing(projects, day):
    """{project id: [Stands]} on that day; of each principle the one of the newest stage alone."""
    unopposed = ~Exists(GroupObjection.objects.filter(statement=OuterRef("pk")))
    begun = with_days(GroupStatement.objects.filter(unopposed, project__in=projects, opened_on__lt=day))
    yes = yeses([one for one, _, _ in begun])
    newest = {}
    for one, last, size in sorted(begun, key=lambda row: (row[0].stage.opened_on, row[0].stage.position, row[1])):
        since = deadlines.statement_stands_from(last)
        until = deadlines.statement_stands_until(since)
        if since <= day <= until and size and yes[one.pk] >= min(YES_NEEDED, size):
            newest[one.project_id, one.principle] = Stands(one, since, until)
    found = defaultdict(list)
    for (project, _), stands in newest.items():
        found[project].append(stands)
    return found


def said_for(project, principle, day):
    """What stands for one principle of a project, or None."""
    stands = standing([project.pk], day)[project.pk]
    return next((one for one in stands if one.statement.principle == principle), None)


def yeses(statements):
    said = GroupYes.objects.filter(statement__in=statements) if statements else GroupYes.objects.none()
    return Counter(said.values_list("statement", flat=True))


# The days and the size of a group -----------------------------------------------------------------------------------


def with_days(statements):
    """Triples of a statement, its last day, and how many are in the group until then."""
    statements = list(statements.select_related("stage", "organisation"))
    if not statements:
        return []
    joined, staff = joined_by_stage(statements), staff_of(statements)
    rows = []
    for one in statements:
        group = [on for user, on in joined[one.stage_id] if not ran_it(staff, one, user)]
        last = last_day(one, group)
        rows.append((one, last, sum(on <= last for on in group)))
    return rows


def last_day(statement, joined):
    """Whoever joins while it is open has all of the time as well. `joined`: the days on which people joined."""
    region = statement.organisation.region
    last = deadlines.statement_objection(statement.opened_on, region)
    for on in sorted(joined):
        if statement.opened_on < on <= last:
            last = max(last, deadlines.statement_objection(on, region))
    return last


def joined_by_stage(statements):
    """{stage id: pairs of a user id or None and the day from which the app was open to them for this stage}."""
    there = Involvement.objects.filter(stage__in={one.stage_id for one in statements}).there()
    found = defaultdict(list)
    for stage, user, joined_on, at in there.values_list("stage", "participant__user", "joined_on", "recorded_at"):
        written_on = timezone.localdate(at, days.LONDON)
        found[stage].append((user, max(joined_on or written_on, written_on)))
    return found


def staff_of(statements):
    """{(id of a project or organisation, user id): the first day of running it, or of managing all of it}."""
    team = TeamMember.objects.filter(project__in={one.project_id for one in statements})
    managers = Membership.objects.filter(
        organisation__in={one.organisation_id for one in statements}, role=Membership.Role.MANAGER
    )
    since = {}
    for project, user, on in team.order_by("-since").values_list("project", "user", "since"):
        since[project, user] = on
    for organisation, user, at in managers.order_by("-began_at").values_list("organisation", "user", "began_at"):
        since[organisation, user] = timezone.localdate(at, days.LONDON)
    return since


def ran_it(staff, statement, user):
    """Whether this person was one of the project's staff when the statement was begun."""
    places = (statement.project_id, statement.organisation_id)
    return any((place, user) in staff and staff[place, user] <= statement.opened_on for place in places)
