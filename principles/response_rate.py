"""How many people have been heard, of all who take part: over a whole organisation, rounded, or not shown."""

from datetime import date
from uuid import UUID

from coproduction.base.disclosure import hidden_below, rounded
from coproduction.base.words import NOT_SHOWN
from participants.involvement.models import Involvement
from participants.survey.models import SurveyInvitation


def people_heard(organisation: UUID, day: date) -> int:
    """How many people answered in a closed round, in any of its projects. What they said is not read."""
    answered = SurveyInvitation.objects.filter(organisation=organisation, done=True, survey_round__closed_on__lte=day)
    return answered.order_by().values("participant").distinct().count()


def people_taking_part(organisation: UUID, day: date) -> int:
    """Everyone who takes part in any of its projects, or did."""
    joined = Involvement.objects.filter(organisation=organisation, joined_on__lte=day)
    return joined.order_by().values("participant").distinct().count()


def heard_in_words(heard: int, people: int, least: int) -> str:
    """Rounded to five, so that the few who are left over cannot be told from none."""
    if hidden_below(heard, least) is None:
        return f"Heard from: {NOT_SHOWN} (small numbers)"
    if rounded(heard) >= rounded(people):
        return f"Heard from all or nearly all of about {rounded(people)} people"
    return f"Heard from about {rounded(heard)} of {rounded(people)} people"
