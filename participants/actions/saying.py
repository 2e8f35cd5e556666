"""What a person says and reads: something for a project, the six answers, the news they opened."""

from coproduction.accounts.audit import action
from coproduction.base import days
from coproduction.base.refusals import Refused
from coproduction.base.words import PRINCIPLE_KEYS

from ..models import Asked, Contribution, Delivery, Rating


@action("something said")
def say(*, participant, project, words, credit, on=None, by):
    return Contribution.objects.create(
        participant=participant, project=project, words=words, credit=credit, said_on=on or days.today()
    )


@action("six questions answered", anonymous=True)
def take_answers(*, asked, answers, taken_down_by, by):
    """About the round, not about who was asked; `by` is nobody, so that no trail leads from answers to a person;
    the day stands there, not the hour.
    """
    waiting = Asked.objects.filter(pk=asked.pk, done=False, round__closed_on__isnull=True)
    if not waiting.update(done=True, taken_down_by=taken_down_by):
        raise Refused("These questions are closed now. Thank you all the same.")
    Rating.objects.bulk_create(
        Rating(round=asked.round, principle=key, answer=answers[key]) for key in PRINCIPLE_KEYS if key in answers
    )
    return asked.round


def answer_six(*, asked, answers, by):
    """`answers`: 1 to 5 by principle key, None for "can't say"; a question that was skipped is left out."""
    own = asked.participant.is_same_as(by)
    return take_answers(asked=asked, answers=answers, taken_down_by=None if own else by, by=None)


@action("news opened")
def open_news(*, delivery, on=None, by):
    """Read on their page, so they know, whatever other way was planned."""
    on = on or days.today()
    Delivery.objects.filter(pk=delivery.pk, opened_on__isnull=True).update(opened_on=on)
    not_reached = Delivery.objects.filter(pk=delivery.pk, state__in=[Delivery.State.WAITING, Delivery.State.BLOCKED])
    not_reached.update(state=Delivery.State.TOLD, reached_on=on)
    return delivery
