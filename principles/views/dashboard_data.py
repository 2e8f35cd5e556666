"""What a manager looks at: all projects of the organisations they manage, and those among them that are shown."""

from collections.abc import Iterable
from uuid import UUID

from coproduction.accounts.models import Organisation
from coproduction.base.access import MANAGER
from coproduction.base.days import today
from participants.owed.open_items import ClosedOver, closed_over
from participants.owed.queries import owed_in
from principles.assessment import assess_projects
from principles.charts import Given, totals_of
from principles.facts import ProjectFacts
from principles.forms import Choice
from principles.overdue import Late, late_payments
from principles.report import in_order
from projects.project.models import Project

from .signed_in import SignedInRequest


class DashboardData:
    def __init__(self, request: SignedInRequest) -> None:
        user, self.day = request.user, today()
        mine = Project.objects.visible_to(user).filter(organisation__in=user.organisations_as(MANAGER))
        self.projects = {project.pk: project for project in mine.select_related("organisation")}
        self.assessments = assess_projects(self.projects.values(), user, self.day)
        self.choice = Choice.of(request.GET)
        closed = [project for project in self.projects.values() if project.closed_on]
        owing = {item.project for item in owed_in(closed)}
        picked = [
            pk
            for pk, project in self.projects.items()
            if self.choice.picks(project, self.assessments[pk].facts.stages, owing)
        ]
        self.rows = in_order(self.assessments[pk].row for pk in picked)
        self.shown = [row.project.id for row in self.rows]
        self.query = self.choice.query()

    @property
    def facts(self) -> list[ProjectFacts]:
        return self.facts_of(self.shown)

    @property
    def late(self) -> list[Late]:
        return late_payments(self.facts)

    @property
    def least(self) -> dict[UUID, int]:
        return {pk: project.organisation.small_group for pk, project in self.projects.items()}

    @property
    def given(self) -> list[Given]:
        return [
            totals_of(self.assessments[pk].facts, self.projects[pk], self.projects[pk].organisation.small_group)
            for pk in self.shown
        ]

    @property
    def closed_over(self) -> dict[UUID, list[ClosedOver]]:
        """{project id: what was closed in it although something was open, and why}."""
        found: dict[UUID, list[ClosedOver]] = {}
        for item in closed_over(self.shown):
            found.setdefault(item.project.pk, []).append(item)
        return found

    @property
    def organisations(self) -> list[Organisation]:
        return sorted(
            {project.organisation for project in self.projects.values()}, key=lambda organisation: organisation.name
        )

    def whole(self, organisation: Organisation) -> list[ProjectFacts]:
        """All of an organisation, whatever is asked for: what is shown of people may not be subtracted."""
        return self.facts_of(pk for pk, project in self.projects.items() if project.organisation_id == organisation.pk)

    def facts_of(self, keys: Iterable[UUID]) -> list[ProjectFacts]:
        return [self.assessments[pk].facts for pk in keys]
