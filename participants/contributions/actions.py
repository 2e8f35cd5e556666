from coproduction.accounts.audit import action
from coproduction.base import days
from coproduction.base.refusals import Refused

from .models import Contribution


@action("something said")
def add_contribution(*, participant, project, words, credit, on=None, by):
    return Contribution.objects.create(
        participant=participant, project=project, words=words, credit=credit, said_on=on or days.today()
    )


@action("contribution answered")
def answer_contribution(*, contribution, outcome, because, told=False, on=None, by):
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


def can_see_it(contribution):
    """The answer stands on the page of the person who said it, where they have one."""
    return bool(contribution.participant and contribution.participant.user_id)


@action("answer told")
def tell_answer(*, contribution, on=None, by):
    answered = Contribution.objects.filter(pk=contribution.pk, answered_on__isnull=False, told_on__isnull=True)
    if not answered.update(told_on=on or days.today()):
        raise Refused("There is no answer waiting to be told here.")
    contribution.refresh_from_db()
    return contribution
