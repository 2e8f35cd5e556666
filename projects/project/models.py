from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from coproduction.accounts.models import Membership
from coproduction.accounts.records import Record, RecordQuerySet
from coproduction.base import days
from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.corrections import PutRight, StandsAsWritten
from coproduction.base.folding import Folded
from coproduction.base.opening import Opened
from coproduction.base.privacy import KEEP, NotPersonal, Personal
from coproduction.base.read_once import once
from coproduction.base.refusals import Refused
from coproduction.base.tags import day


def on_team_of(user):
    """Ids of the projects on whose team this person is now. It opens them for coordinators alone."""
    if not user.organisations_as(COORDINATOR):
        return ()

    def places():
        return TeamMember.objects.current().filter(user=user).values_list("project", flat=True)

    return once(("on the team of", user.pk), places)


def run_in(user, project):
    """What holds of a project, or of a record of one, that this person runs. `project`: the name of its id there."""
    return Q(organisation__in=user.organisations_as(COORDINATOR), **{f"{project}__in": on_team_of(user)})


def seen_in(user, project):
    """As `run_in`, of those that they see."""
    return Q(organisation__in=user.organisations_as(MANAGER)) | run_in(user, project)


class ProjectQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """Managers see the projects of their organisation; coordinators those on whose team they are."""
        return self.filter(seen_in(user, "pk"))

    def run_by(self, user):
        """The projects that this person may write in: as coordinator, on the team now."""
        return self.filter(run_in(user, "pk"))

    def current(self):
        return self.filter(closed_on__isnull=True)


class Project(Record):
    """Something designed, reviewed or delivered together."""

    class Size(models.TextChoices):
        ONE_EVENT = "one_event", "One event"
        FEW_SESSIONS = "few_sessions", "A few sessions"
        LONG = "long", "A long piece of work"

    title = models.CharField(max_length=120)
    folded = Folded("title")
    purpose = models.TextField("what it is for", max_length=1000)
    size = models.CharField("how big it is", max_length=12, choices=Size.choices)
    can_change = models.TextField("what can change", max_length=1000)
    cannot_change = models.TextField("what can't change", max_length=1000)
    who_decides = models.CharField("who decides", max_length=300)
    designs = models.BooleanField("we design something together", default=False)
    reviews = models.BooleanField("we review something together", default=False)
    delivers = models.BooleanField("we deliver something together", default=False)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day", null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    # What happened before the organisation used this app is kept but never judged.
    before_we_started = models.BooleanField(default=False, editable=False)

    objects = ProjectQuerySet.as_manager()
    seen_by = COORDINATOR | MANAGER
    known_as = "what a project is for, and what can change in it"
    personal = NotPersonal("about the work; names nobody")
    corrects = PutRight(
        {
            "title": "What it is called",
            "purpose": "What it is for",
            "designs": "We design something",
            "reviews": "We review something",
            "delivers": "We deliver something",
            "size": "How big it is",
            "starts_on": "First day",
            "ends_on": "Last day",
            "can_change": "What can change",
            "cannot_change": "What can't change",
            "who_decides": "Who decides",
        }
    )

    class Meta:
        ordering = ["starts_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="project_ends_after_it_starts",
                violation_error_message="The last day is before the first day. Check both dates.",
            ),
            models.CheckConstraint(
                condition=Q(designs=True) | Q(reviews=True) | Q(delivers=True),
                name="project_designs_reviews_or_delivers",
                violation_error_message="Choose at least one: design, review or deliver.",
            ),
        ]

    def __str__(self):
        return self.title

    def check_correction(self, was):
        """What is owed, and by when, goes back to these: a debt must not go because its reason was changed."""
        if self.starts_on > was.starts_on <= days.today():
            raise Refused("This project has begun. Its first day can become an earlier one, not a later one.")
        if was.closed_on and (self.size, self.starts_on, self.ends_on) != (was.size, was.starts_on, was.ends_on):
            raise Refused("This project is closed. How big it was, and its days, can't be changed any more.")

    def counted_under(self):
        return [self.pk]


class ProjectRecordQuerySet(RecordQuerySet):
    def visible_to(self, user):
        """What managers see, by who sees the project; what they do not, by its team alone."""
        # A record is of the organisation that its project is of, so the project itself need not be asked.
        theirs = seen_in if self.model.seen_by & MANAGER else run_in
        return super().visible_to(user).filter(theirs(user, "project"))

    def run_by(self, user):
        return self.filter(run_in(user, "project"))

    def for_project(self, project):
        return self.filter(project=project)

    def for_projects(self, projects):
        return self.filter(project__in=projects)


class ProjectRecord(Record):
    """A record of one project. `project` is kept on each, so that any list is one filter away."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+", editable=False)

    parent = "project"
    objects = ProjectRecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def counted_under(self):
        return [self.project_id]


class TeamMemberQuerySet(ProjectRecordQuerySet):
    def current(self, day=None):
        """On the team now; a stand-in only from their first day to their last, in London."""
        day = day or days.today()
        stands_in = Q(part=TeamMember.Part.STAND_IN, since__lte=day, until__gte=day, ended_at__isnull=True)
        return self.in_their_role().filter(stands_in | Q(until__isnull=True))

    def open_ended(self):
        """On the team with no last day: all but stand-ins."""
        return self.in_their_role().filter(until__isnull=True)

    def standing_in(self):
        """Stand-ins of any day who were not let go early."""
        return self.in_their_role().filter(part=TeamMember.Part.STAND_IN, ended_at__isnull=True)

    def in_their_role(self):
        """A part ends with the role in which it was given. The role given once more does not bring it back: somebody
        has to say so. Asked each time and not written when a role ends, so that no way of ending one forgets it.
        """
        return self.filter(~Exists(roles_ended_since()))

    def with_role_end(self):
        """Each with `role_ended_at`: when the role in which the part was given ended; None while it goes on."""
        return self.annotate(role_ended_at=roles_ended_since().order_by("ended_at").values("ended_at")[:1])


def roles_ended_since():
    """Roles of a coordinator that ended after the outer part on a team was given."""
    theirs = Membership.objects.filter(user=OuterRef("user"), organisation=OuterRef("organisation"))
    return theirs.filter(role=Membership.Role.COORDINATOR, ended_at__gte=OuterRef("recorded_at"))


class TeamMember(ProjectRecord):
    """Who runs a project, from when until when: the named contact, a deputy, others."""

    class Part(models.TextChoices):
        CONTACT = "contact", "Contact"
        DEPUTY = "deputy", "Deputy"
        COORDINATOR = "coordinator", "Coordinator"
        STAND_IN = "stand_in", "Stand-in"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    part = models.CharField(max_length=12, choices=Part.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    # A stand-in who was let go before the last day: from that moment on, not from the next day.
    ended_at = models.DateTimeField(null=True, blank=True)
    # A change of contact is handed over in person.
    met_together_on = models.DateField(null=True, blank=True)

    objects = TeamMemberQuerySet.as_manager()
    opened_as = "team"
    opens_with = ("user",)
    seen_by = COORDINATOR | MANAGER
    known_as = "who runs a project"
    personal = Personal(path="user", on_erase=KEEP, why="who was responsible for the work")
    corrects = StandsAsWritten("who was responsible from which day on: a new part begins, the old one ends")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["project", "part"],
                condition=Q(until__isnull=True) & Q(part__in=["contact", "deputy"]),
                name="project_has_one_contact_and_one_deputy",
            ),
            models.CheckConstraint(
                condition=~Q(part="stand_in") | Q(until__isnull=False), name="stand_in_says_until_when"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="team_member_leaves_after_joining"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(part="stand_in"), name="stand_in_alone_is_let_go_early"
            ),
        ]

    def opens(self, reader):
        return Opened(f"{self.user}, {self.get_part_display().lower()} since {day(self.since)}")

    @property
    def left_on(self):
        """The day on which they left or will leave; None where none is known. Fetch it `with_role_end`."""
        return last_day(self.until, self.ended_at, self.role_ended_at)


def last_day(until, *ended_at):
    """The first of a last day and of moments at which something ended, in London; each may be None."""
    known = [timezone.localdate(moment, days.LONDON) for moment in ended_at if moment]
    return min([*known, *([until] if until else [])], default=None)
