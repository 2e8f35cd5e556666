"""What a manager looks at: all projects of the organisations they manage, and those among them that are shown."""

from functools import cached_property
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Sum, When

from coproduction.accounts.models import Organisation
from coproduction.base.access import COORDINATOR, MANAGER
from coproduction.base.days import today
from principles.forms import Choice
from principles.models import ProjectSummary
from principles.summary.organisation import standings_of_organisations
from principles.summary.reading import withheld_rounds
from projects.project.models import Project

from .signed_in import SignedInRequest

# Added up over all that is shown, and the largest, of which the others are drawn as parts.
SUMS = {
    "projects": Count("project"),
    "all_stages": Sum("stages", default=0),
    "stages_heard": Sum("heard", default=0),
    "all_waiting": Sum("waiting", default=0),
    "all_minutes": Sum("minutes", default=0),
    "all_agreed": Sum("agreed", default=0),
    "all_sent": Sum("sent", default=0),
    "most_minutes": Max("minutes", default=0),
    "most_agreed": Max("agreed", default=0),
}


class DashboardData:
    def __init__(self, request: SignedInRequest) -> None:
        self.user, self.day = request.user, today()
        self.organisations = standings_of_organisations(self.user.organisations_as(MANAGER), self.day)
        self.choice = Choice.of(request.GET)
        self.query = self.choice.query()

    @property
    def summaries(self) -> QuerySet[ProjectSummary]:
        """Of what is shown, what needs help first coming first; last the projects of whose answers this reader may see
        nothing yet, since where they stood would tell of them.
        """
        mine = ProjectSummary.objects.filter(
            organisation__in=[standing.organisation.pk for standing in self.organisations]
        )
        shown = self.choice.narrow(mine)
        if not self.withheld:
            return shown.order_by(*ProjectSummary.IN_ORDER)
        kept_back = Q(project__in=self.withheld)
        known = (
            Case(When(kept_back, then=0), default=F(name), output_field=IntegerField())
            for name in ProjectSummary.IN_ORDER[:-1]
        )
        return shown.order_by(Case(When(kept_back, then=1), default=0), *known, "project")

    @cached_property
    def withheld(self) -> dict[UUID, frozenset[UUID]]:
        """{project id: rounds}: what is kept from a manager who is on a team and has not answered from their own side
        yet.
        """
        return withheld_rounds(self.user, self.day) if self.user.roles & COORDINATOR else {}

    @property
    def projects(self) -> QuerySet[Project]:
        return Project.objects.filter(pk__in=self.summaries.order_by().values("project"))

    @cached_property
    def sums(self) -> dict[str, int]:
        return self.summaries.order_by().aggregate(**SUMS)

    @cached_property
    def behind(self) -> frozenset[UUID]:
        """Projects that changed since they were worked out."""
        return frozenset(pk for standing in self.organisations for pk in standing.behind)

    def organisation_of(self, pk: UUID) -> Organisation:
        return next(standing.organisation for standing in self.organisations if standing.organisation.pk == pk)
