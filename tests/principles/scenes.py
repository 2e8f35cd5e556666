"""Projects in the database as they may stand, for the pages that judge them."""

from coproduction.base.words import PRINCIPLE_KEYS
from tests import factories as make
from tests.factories import ago


def asked_and_answered(stage, scores, *, asked=None, closed_on=None, team=(), principle=None):
    """A closed round: `scores` to each of the six questions (or one), `team` by each of the team."""
    asking = make.SurveyRoundFactory(stage=stage, closed_on=closed_on or ago(20), opened_on=ago(30))
    for _ in range(len(scores) if asked is None else asked):
        make.SurveyInvitationFactory(survey_round=asking, asked_on=ago(30))
    for key in PRINCIPLE_KEYS if principle is None else (principle,):
        for score in scores:
            make.SurveyAnswerFactory(survey_round=asking, principle=key, answer=score)
        for user, score in team:
            make.ReflectionFactory(survey_round=asking, user=user, principle=key, answer=score)
    return asking


def group(stage, size=6):
    return [make.InvolvementFactory(stage=stage).participant for _ in range(size)]


def late_payment(stage, person=None, **situation):
    """A fortnight old, promised for a week ago, and by default not yet sent to be checked."""
    session = make.SessionFactory(stage=stage, held=True, starts_at=make.moment(days=14), held_on=ago(14))
    people = {} if person is None else {"participant": person}
    attendance = make.AttendanceFactory(session=session, came=True, **people)
    return make.PaymentFactory(attendance=attendance, activity_on=ago(14), due_on=ago(7), **situation)


def busy(project, size=6):
    """One open stage in which much has happened, some of it late."""
    stage = make.StageFactory(project=project, open=True)
    people = group(stage, size)
    session = make.SessionFactory(stage=stage, held=True, starts_at=make.moment(days=14), held_on=ago(14))
    for person in people:
        attendance = make.AttendanceFactory(session=session, participant=person, came=True)
        make.OfferFactory(session=session, participant=person, offered_on=ago(20))
        make.PaymentFactory(attendance=attendance, activity_on=ago(14), due_on=ago(7))
        make.AdaptationFactory(project=project, participant=person, in_place_on=ago(6))
        make.BriefingFactory(stage=stage, participant=person)
    make.ContributionFactory(project=project, session=session, participant=people[0], said_on=ago(40))
    make.ContributionFactory(project=project, session=session, said_on=ago(39))
    make.PromiseFactory(project=project, made_on=ago(30), by_when=ago(9))
    make.DecisionFactory(stage=stage)
    make.BudgetLineFactory(project=project)
    make.FundingFactory(project=project, confirmed_on=ago(30))
    update = make.UpdateFactory(project=project, told=True)
    for person in people:
        make.DeliveryFactory(update=update, participant=person)
    return stage
