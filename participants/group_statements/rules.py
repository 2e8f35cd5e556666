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
from participants.involvement.models import Involvement
from participants.people.models import SamePerson
from projects import deadlines
from projects.project.models import TeamMember
from projects.stages.models import Stage

from .models import GroupObjection, GroupStatement, GroupYes

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
    users = {user for accounts in accounts_of(people).values() for user in accounts}
    return part_of(people).exclude(project__in=run_by_any(users, day)).exclude(organisation__in=managed_by_any(users))


def part_of(people):
    """Stages in which they take part or did. For those who write down what somebody else says: a refusal because that
    person works here too would tell them so. Such a yes is kept, and is not counted.
    """
    there = Involvement.objects.filter(participant__in=people).past_or_current()
    return (
        Stage.objects.filter(pk__in=there.values("stage"), opened_on__isnull=False, project__before_we_started=False)
        .select_related("project")
        .order_by("-project__starts_on", "-position")
    )


def fresh(stages, day):
    return stages.exclude(closed_on__lt=day - BEGUN_WITHIN)


def may_begin_in(people, day):
    return fresh(speaks_in(people, day), day)


def accounts_of(people):
    """{participant id: ids of their accounts}: the one they take part with, and theirs as a colleague."""
    people = list(people)
    found = {participant.pk: {participant.user_id} - {None} for participant in people}
    for participant, user in SamePerson.objects.filter(participant__in=people, joined=True).values_list(
        "participant", "user"
    ):
        found[participant].add(user)
    return found


def is_staff_of(project, user, day):
    """Whether this person runs the project, ever did, or manages all of the organisation's."""
    runs = run_by_any([user.pk], day).filter(project=project).exists()
    return runs or managed_by_any([user.pk]).filter(organisation=project.organisation_id).exists()


def run_by_any(users, day):
    return TeamMember.objects.filter(user__in=users, since__lte=day).values("project")


def managed_by_any(users):
    return Membership.objects.current().filter(user__in=users, role=Membership.Role.MANAGER).values("organisation")


def involvements_without_sign_in(projects):
    """Involvements of those who speak through a peer or the deputy."""
    there = Involvement.objects.for_projects(projects).past_or_current()
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
    open_now = [(statement, last) for statement, last, _ in with_days(begun) if day <= last]
    said = GroupYes.objects.filter(statement__in=[statement for statement, _ in open_now], participant__in=people)
    yes = set(said.values_list("statement", flat=True)) if open_now else set()
    return sorted(
        (UnderWay(statement, last, statement.pk in yes) for statement, last in open_now),
        key=lambda found: (found.last_day, found.statement.stage.position, found.statement.principle),
    )


def open_statement(stage, principle, day):
    """The one that is under way on that day, or None."""
    begun = GroupStatement.objects.filter(stage=stage, principle=principle, opened_on__lte=day)
    return next((statement for statement, last, _ in with_days(begun) if day <= last), None)


def current_statements(projects, day):
    """{project id: [Stands]} on that day; of each principle the one of the newest stage alone."""
    unopposed = ~Exists(GroupObjection.objects.filter(statement=OuterRef("pk")))
    begun = with_days(GroupStatement.objects.filter(unopposed, project__in=projects, opened_on__lt=day))
    yes = yeses({statement.pk: group for statement, _, group in begun})
    newest = {}
    in_order = sorted(begun, key=lambda row: (row[0].stage.opened_on, row[0].stage.position, row[1]))
    for statement, last, group in in_order:
        since = deadlines.statement_stands_from(last)
        until = deadlines.statement_stands_until(since)
        if since <= day <= until and group and yes[statement.pk] >= min(YES_NEEDED, len(group)):
            newest[statement.project_id, statement.principle] = Stands(statement, since, until)
    found = defaultdict(list)
    for (project, _), stands in newest.items():
        found[project].append(stands)
    return found


def current_statement_of(project, principle, day):
    """What stands for one principle of a project, or None."""
    stands = current_statements([project.pk], day)[project.pk]
    return next((stand for stand in stands if stand.statement.principle == principle), None)


def yeses(groups):
    """How many of each group said yes, those among them who were erased since. `groups`: {statement id: ids}."""
    said = GroupYes.objects.filter(statement__in=groups) if groups else GroupYes.objects.none()
    pairs = said.values_list("statement", "participant")
    return Counter(statement for statement, person in pairs if person is None or person in groups[statement])


# The days and the size of a group -----------------------------------------------------------------------------------
def with_days(statements):
    """Triples of a statement, its last day, and the ids of those who are in the group until then."""
    statements = list(statements.select_related("stage", "organisation"))
    if not statements:
        return []
    joined, staff = joined_by_stage(statements), staff_of(statements)
    rows = []
    for statement in statements:
        group = {person: on for person, users, on in joined[statement.stage_id] if not ran_it(staff, statement, users)}
        last = last_day_to_object(statement, group.values())
        rows.append((statement, last, {person for person, on in group.items() if on <= last}))
    return rows


def last_day_to_object(statement, joined):
    """Whoever joins while it is open has all of the time as well. `joined`: the days on which people joined."""
    region = statement.organisation.region
    last = deadlines.statement_objection(statement.opened_on, region)
    for on in sorted(joined):
        if statement.opened_on < on <= last:
            last = max(last, deadlines.statement_objection(on, region))
    return last


def joined_by_stage(statements):
    """{stage id: triples of a participant id, the ids of their accounts, and the day from which the app was open to
    them for this stage}.
    """
    there = list(
        Involvement.objects.filter(stage__in={statement.stage_id for statement in statements})
        .past_or_current()
        .select_related("participant")
    )
    accounts = accounts_of({involvement.participant for involvement in there})
    found = defaultdict(list)
    for involvement in there:
        written_on = timezone.localdate(involvement.recorded_at, days.LONDON)
        joined_on = max(involvement.joined_on or written_on, written_on)
        person = involvement.participant_id
        found[involvement.stage_id].append((person, accounts[person], joined_on))
    return found


def staff_of(statements):
    """{(id of a project or organisation, user id): the first day of running it, or of managing all of it}."""
    team = TeamMember.objects.filter(project__in={statement.project_id for statement in statements})
    managers = Membership.objects.filter(
        organisation__in={statement.organisation_id for statement in statements}, role=Membership.Role.MANAGER
    )
    since = {}
    for project, user, on in team.order_by("-since").values_list("project", "user", "since"):
        since[project, user] = on
    for organisation, user, at in managers.order_by("-began_at").values_list("organisation", "user", "began_at"):
        since[organisation, user] = timezone.localdate(at, days.LONDON)
    return since


def ran_it(staff, statement, users):
    """Whether the person with these accounts was one of the project's staff when the statement was begun."""
    keys = [(place, user) for place in (statement.project_id, statement.organisation_id) for user in users]
    return any(key in staff and staff[key] <= statement.opened_on for key in keys)
