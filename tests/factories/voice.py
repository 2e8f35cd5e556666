from uuid import uuid4

from factory import LazyFunction, SelfAttribute, SubFactory, Trait
from factory.django import DjangoModelFactory

from coproduction.base.days import today
from participants.agreements.models import AgreementSaid
from participants.contributions.models import Contribution
from participants.corrections.models import Correction
from participants.decisions.models import Decision
from participants.deliveries.models import Delivery
from participants.group_statements.models import GroupObjection, GroupStatement, GroupYes
from participants.learning.models import LearningNote
from participants.owed.models import OpenAtClosing
from participants.promises.models import Promise
from participants.survey.models import SurveyAnswer, SurveyInvitation, SurveyRound

from .ground import UserFactory, ago
from .people import ParticipantFactory
from .work import GroupAgreementFactory, ProjectFactory, StageFactory, UpdateFactory


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    class Params:
        answered = Trait(outcome="used", because="It was right", answered_on=LazyFunction(today))

    project = SubFactory(ProjectFactory)
    words = "Open on Sundays"
    said_on = LazyFunction(lambda: ago(3))


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = Decision

    stage = SubFactory(StageFactory, open=True)
    words = "The doors open at eight"
    method = "consensus"
    participants_there = 6
    staff_there = 2
    decided_on = LazyFunction(lambda: ago(3))


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = Promise

    class Params:
        kept = Trait(kept_on=LazyFunction(today))
        late = Trait(by_when=LazyFunction(lambda: ago(1)))

    project = SubFactory(ProjectFactory)
    words = "Send the map"
    made_on = LazyFunction(lambda: ago(3))
    by_when = LazyFunction(lambda: ago(-4))


class LearningNoteFactory(DjangoModelFactory):
    class Meta:
        model = LearningNote

    stage = SubFactory(StageFactory, open=True)
    kind = "changed"
    words = "The doors open too late"
    noted_on = LazyFunction(lambda: ago(3))


class CorrectionFactory(DjangoModelFactory):
    """Of an update. What is of no project needs its organisation."""

    class Meta:
        model = Correction

    organisation = SelfAttribute("project.organisation")
    project = SubFactory(ProjectFactory)
    kind = "update"
    about = LazyFunction(uuid4)
    field = "progress"
    was = "We met twise."
    now = "We met twice."
    why = "A letter"
    made_by = SubFactory(UserFactory)


# Rows that the database refuses, by the name of the rule: see tests/test_constraints.py.
ITSELF = uuid4()
REFUSED = {
    "decision_does_not_replace_itself": [lambda: DecisionFactory(pk=ITSELF, replaces_id=ITSELF)],
    "correction_deleted_keeps_no_words": [lambda: CorrectionFactory(deleted=True)],
    "learning_note_has_words": [lambda: LearningNoteFactory(words="")],
    "who_sees_it_differently_answers_a_note": [
        lambda: LearningNoteFactory(kind="different"),
        lambda: LearningNoteFactory(about=LearningNoteFactory()),
    ],
}


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = Delivery

    class Params:
        waiting = Trait(state="waiting", reached_on=None)

    update = SubFactory(UpdateFactory, told=True)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..update.project.organisation"))
    route = "page"
    state = "sent"
    reached_on = LazyFunction(today)


class SurveyRoundFactory(DjangoModelFactory):
    """Still open; `closed=True` shows its results."""

    class Meta:
        model = SurveyRound

    class Params:
        closed = Trait(closed_on=LazyFunction(today))

    stage = SubFactory(StageFactory, closed=True)
    opened_on = LazyFunction(lambda: ago(2))
    closes_on = LazyFunction(lambda: ago(-12))


class SurveyInvitationFactory(DjangoModelFactory):
    class Meta:
        model = SurveyInvitation

    survey_round = SubFactory(SurveyRoundFactory)
    participant = SubFactory(
        ParticipantFactory, organisation=SelfAttribute("..survey_round.stage.project.organisation")
    )
    asked_on = SelfAttribute("survey_round.opened_on")


class OpenAtClosingFactory(DjangoModelFactory):
    """Something said that was handed over; `closed_over=True`: left open with a manager's reason instead."""

    class Meta:
        model = OpenAtClosing

    class Params:
        closed_over = Trait(handed_to=None, by_when=None, reason="The money ended")

    project = SubFactory(ProjectFactory)
    kind = "answer"
    about = LazyFunction(uuid4)
    handed_to = SubFactory(UserFactory)
    by_when = LazyFunction(lambda: ago(-7))
    left_by = SubFactory(UserFactory)
    left_on = LazyFunction(today)


class SurveyAnswerFactory(DjangoModelFactory):
    class Meta:
        model = SurveyAnswer

    survey_round = SubFactory(SurveyRoundFactory)
    principle = "creativity"
    answer = 4


class ReflectionFactory(DjangoModelFactory):
    class Meta:
        model = "principles.Reflection"

    survey_round = SubFactory(SurveyRoundFactory)
    user = SubFactory(UserFactory)
    principle = "creativity"
    answer = 4


class GroupStatementFactory(DjangoModelFactory):
    """Under way; `stands=True` was begun so long ago that the time to object is over."""

    class Meta:
        model = GroupStatement

    class Params:
        stands = Trait(opened_on=LazyFunction(lambda: ago(30)))

    stage = SubFactory(StageFactory, open=True)
    principle = "creativity"
    opened_on = LazyFunction(lambda: ago(3))


class GroupYesFactory(DjangoModelFactory):
    class Meta:
        model = GroupYes

    statement = SubFactory(GroupStatementFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..statement.stage.project.organisation"))
    said_on = SelfAttribute("statement.opened_on")


class GroupObjectionFactory(DjangoModelFactory):
    class Meta:
        model = GroupObjection

    statement = SubFactory(GroupStatementFactory)


class AgreementSaidFactory(DjangoModelFactory):
    """Asked, and nothing said yet."""

    class Meta:
        model = AgreementSaid

    class Params:
        agreed = Trait(yes=True, said_on=LazyFunction(today))
        would_change = Trait(yes=False, words="Shorter", said_on=LazyFunction(today))

    agreement = SubFactory(GroupAgreementFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..agreement.project.organisation"))
