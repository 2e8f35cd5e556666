"""How many people have been heard, of all who take part: over a whole organisation, rounded, or not shown."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count

from coproduction.base.disclosure import hidden_below, rounded
from coproduction.base.words import NOT_SHOWN
from participants.survey.models import SurveyInvitation
from projects.project.models import Project

from .facts import ProjectFacts


def people_heard(projects: Iterable[Project | UUID], day: date) -> dict[UUID, int]:
    """{organisation id: people who answered in a closed round}, in one query. What they said is not read."""
    answered = SurveyInvitation.objects.for_projects(projects).filter(done=True, survey_round__closed_on__lte=day)
    return dict(answered.order_by().values_list("organisation").annotate(Count("participant", distinct=True)))


def people_taking_part(many: Iterable[ProjectFacts]) -> int:
    """Everyone who takes part in any of these projects, or did."""
    return len({involvement.person for facts in many for involvement in facts.involvements if involvement.joined_on})


def heard_in_words(heard: int, people: int, least: int) -> str:
    """Rounded to five, so that the few who are left over cannot be told from none."""
    if hidden_below(heard, least) is None:
        return f"Heard from: {NOT_SHOWN} (small numbers)"
    if rounded(heard) >= rounded(people):
        return f"Heard from all or nearly all of about {rounded(people)} people"
    return f"Heard from about {rounded(heard)} of {rounded(people)} people"
