from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused
from participants.people.models import Participant
from projects.project.models import Project

from .models import Contribution


@action("something said")
def add_contribution(
    *, participant: Participant, project: Project, words: str, credit: str, on: date | None = None, by: User
) -> Contribution:
    return Contribution.objects.create(
        participant=participant, project=project, words=words, credit=credit, said_on=on or days.today()
    )


@action("contribution answered")
def answer_contribution(
    *, contribution: Contribution, outcome: str, because: str, told: bool = False, on: date | None = None, by: User
) -> Contribution:
    """`outcome` is used, partly or not_used. `told`: somebody told the person in another way than on their page."""
    on = on or days.today()
    if outcome not in (Contribution.Outcome.USED, Contribution.Outcome.PARTLY, Contribution.Outcome.NOT_USED):
        raise Refused("Say what came of it: we did it, we did part of it, or we did not.")
    if not because.strip():
        raise Refused("Say what came of it and why.")
    open_ones = Contribution.objects.unanswered().filter(pk=contribution.pk)
    seen = told or can_see_it(contribution)
    if not open_ones.update(outcome=outcome, because=because.strip(), answered_on=on, told_on=on if seen else None):
        raise Refused("This was answered already.")
    contribution.refresh_from_db()
    return contribution


def can_see_it(contribution: Contribution) -> bool:
    """The answer stands on the page of the person who said it, where they have one."""
    return bool(contribution.participant and contribution.participant.user_id)


@action("answer told")
def tell_answer(*, contribution: Contribution, on: date | None = None, by: User) -> Contribution:
    answered = Contribution.objects.filter(pk=contribution.pk, answered_on__isnull=False, told_on__isnull=True)
    if not answered.update(told_on=on or days.today()):
        raise Refused("There is no answer waiting to be told here.")
    contribution.refresh_from_db()
    return contribution
