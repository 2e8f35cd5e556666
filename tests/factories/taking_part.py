from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from participants.adaptations.models import Adaptation
from participants.attendance.models import Attendance
from participants.offers.models import Offer
from participants.payments.models import Movement, Payment, PaymentNote

from .ground import UserFactory, ago, moment
from .people import ParticipantFactory
from .work import ProjectFactory, SessionFactory


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    class Params:
        came = Trait(state="came", way="room", minutes_during=120)

    session = SubFactory(SessionFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..session.stage.project.organisation"))


class AdaptationFactory(DjangoModelFactory):
    class Meta:
        model = Adaptation

    project = SubFactory(ProjectFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..project.organisation"))
    words = "Papers in large print"
    asked_on = LazyFunction(lambda: ago(20))
    due_on = LazyFunction(lambda: ago(5))


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = Offer

    session = SubFactory(SessionFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..session.stage.project.organisation"))
    rate_name = "A group session"
    unit = "hour"
    rate_pence = 1500
    minutes_during = 120
    pay_way = "bank"
    offered_on = LazyFunction(lambda: ago(9))


class PaymentFactory(DjangoModelFactory):
    """Drafted. Each later step takes the ones before it along: `PaymentFactory(released=True)`."""

    class Meta:
        model = Payment

    class Params:
        due = Trait(state="submitted", sent_to_approve_at=LazyFunction(lambda: moment(days=2)))
        approved = Trait(
            state="approved",
            sent_to_approve_at=LazyFunction(lambda: moment(days=2)),
            approved_by=SubFactory(UserFactory),
            approved_at=LazyFunction(lambda: moment(days=1)),
        )
        released = Trait(
            approved=True,
            state="released",
            released_by=SubFactory(UserFactory),
            released_at=LazyFunction(lambda: moment(hours=3)),
        )
        received = Trait(released=True, state="received", received_at=LazyFunction(lambda: moment(hours=1)))
        returned = Trait(released=True, state="returned", state_before="released")
        declined = Trait(state="declined", pence=0, declined_at=LazyFunction(lambda: moment(days=1)))
        part = Trait(pence=1000)
        waiting = Trait(state="later", state_before="drafted", deferred_at=LazyFunction(lambda: moment(days=1)))
        reversed = Trait(released=True, state="reversed", reversed_at=LazyFunction(lambda: moment(hours=2)))
        disputed = Trait(state="disputed", state_before="drafted")
        late = Trait(due_on=LazyFunction(lambda: ago(1)))

    attendance = SubFactory(AttendanceFactory, came=True)
    participant = SelfAttribute("attendance.participant")
    activity_on = LazyFunction(lambda: ago(3))
    rate_name = "A group session"
    unit = "hour"
    rate_pence = 1500
    minutes_during = 120
    agreed_pence = 3000
    pence = 3000
    pay_way = "bank"
    due_on = LazyFunction(lambda: ago(-10))
    reference = Sequence("CO{:06d}".format)
    payee = LazyAttribute(lambda payment: payment.participant.user)
    drafted_by = SubFactory(UserFactory)
    drafted_at = LazyFunction(lambda: moment(days=2, hours=1))


class PaymentNoteFactory(DjangoModelFactory):
    class Meta:
        model = PaymentNote

    payment = SubFactory(PaymentFactory)
    words = "It was three hours, not two"
    by_participant = True


class MovementFactory(DjangoModelFactory):
    class Meta:
        model = Movement

    payment = SubFactory(PaymentFactory, released=True)
    from_account = "budget"
    to_account = "person"
    pence = SelfAttribute("payment.pence")
    moved_at = LazyFunction(timezone.now)
