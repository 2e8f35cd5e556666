"""The least row of each kind that the database takes; situations are traits, as in ProjectFactory(closed=True)."""

from datetime import timedelta

import factory
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from coproduction.accounts.models import Membership, Organisation, User
from coproduction.base.days import today
from participants import models as people
from projects import models as work


def ago(days):
    """The day that was so many days ago; a negative number lies ahead."""
    return today() - timedelta(days=days)


def moment(days=0, hours=0):
    """The moment that was so long ago."""
    return timezone.now() - timedelta(days=days, hours=hours)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name = Sequence("Organisation {}".format)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        # UserFactory(phone_only=True): somebody who has no email.
        phone_only = Trait(email=None, phone=Sequence("+4477009{:05d}".format))

    email = Sequence("person{}@example.org".format)
    name = Sequence("Person {}".format)
    password = LazyFunction(lambda: make_password(None))


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        ended = Trait(ended_at=LazyFunction(lambda: timezone.now() + timedelta(seconds=1)))

    user = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    role = "coordinator"


def member(organisation, *roles, **fields):
    """A user with these roles in the organisation."""
    user = UserFactory(**fields)
    for role in roles:
        MembershipFactory(user=user, organisation=organisation, role=role)
    return user


# Projects --------------------------------------------------------------------------------------------------------


class ProjectFactory(DjangoModelFactory):
    """With a contact on its team: `contact=cora`, else the organisation's first coordinator, else a new one."""

    class Meta:
        model = work.Project
        skip_postgeneration_save = True

    class Params:
        closed = Trait(ends_on=LazyFunction(lambda: ago(1)), closed_on=LazyFunction(lambda: ago(1)))

    organisation = SubFactory(OrganisationFactory)
    title = Sequence("Project {}".format)
    purpose = "To make the drop-in easier to use"
    size = "few_sessions"
    can_change = "The opening hours"
    cannot_change = "The building"
    who_decides = "The group, with the manager"
    designs = True
    starts_on = LazyFunction(lambda: ago(60))

    @factory.post_generation
    def contact(project, create, user, **_):
        held = Membership.objects.current().filter(organisation=project.organisation, role="coordinator")
        first = held.order_by("pk").first()
        user = user or (first.user if first else member(project.organisation, "coordinator"))
        TeamMemberFactory(project=project, user=user, part="contact")

    @factory.post_generation
    def deputy(project, create, user, **_):
        if user:
            TeamMemberFactory(project=project, user=user, part="deputy")


class TeamMemberFactory(DjangoModelFactory):
    class Meta:
        model = work.TeamMember

    class Params:
        gone = Trait(until=LazyFunction(lambda: ago(1)))

    project = SubFactory(ProjectFactory)
    user = SubFactory(UserFactory)
    part = "coordinator"
    since = SelfAttribute("project.starts_on")


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = work.BudgetLine

    project = SubFactory(ProjectFactory)
    head = "payments"
    pence = 100_000


class FundingFactory(DjangoModelFactory):
    class Meta:
        model = work.Funding

    project = SubFactory(ProjectFactory)
    source = "A fund"
    ends_on = LazyFunction(lambda: ago(-200))


class RateCardFactory(DjangoModelFactory):
    class Meta:
        model = work.RateCard

    organisation = SubFactory(OrganisationFactory)
    name = "Our rates"
    valid_from = LazyFunction(lambda: ago(200))


class RateFactory(DjangoModelFactory):
    class Meta:
        model = work.Rate

    card = SubFactory(RateCardFactory)
    name = "A group session"
    unit = "hour"
    pence = 1500


class StageFactory(DjangoModelFactory):
    """Not yet open; `open=True` and `closed=True` are its two later situations."""

    class Meta:
        model = work.Stage

    class Params:
        open = Trait(opened_on=LazyFunction(lambda: ago(30)))
        closed = Trait(
            opened_on=LazyFunction(lambda: ago(30)),
            closed_on=LazyFunction(lambda: ago(2)),
            thanked_on=LazyFunction(lambda: ago(2)),
        )

    project = SubFactory(ProjectFactory)
    kind = "design"
    name = "Design"
    verb = "design"
    position = Sequence(lambda n: n)


class SessionFactory(DjangoModelFactory):
    """Planned for a week from now; `held=True` puts it three days back and logs it."""

    class Meta:
        model = work.Session

    class Params:
        held = Trait(
            starts_at=LazyFunction(lambda: moment(days=3)),
            held_on=LazyFunction(lambda: ago(3)),
            logged_at=LazyFunction(lambda: moment(days=2)),
            logged_by=SubFactory(UserFactory),
        )
        cancelled = Trait(cancelled_on=LazyFunction(today))

    stage = SubFactory(StageFactory, open=True)
    about = Sequence("What we talk about, {}".format)
    starts_at = LazyFunction(lambda: moment(days=-7))
    minutes = 120
    place_kind = "neutral"
    place = "The library"
    ways = LazyFunction(lambda: ["room"])


class SafetyPlanFactory(DjangoModelFactory):
    class Meta:
        model = work.SafetyPlan

    session = SubFactory(SessionFactory)
    who_is_there = "Cora and Sam"
    quiet_place = "The small room"
    turn_to = "Sam"
    good_area = "Yes, we asked"
    made_at = LazyFunction(lambda: moment(days=5))


class UpdateFactory(DjangoModelFactory):
    class Meta:
        model = work.Update

    class Params:
        told = Trait(told_at=LazyFunction(timezone.now))

    project = SubFactory(ProjectFactory)
    progress = "We met twice."
    outcomes = "The doors open earlier."
    blocks = "Nothing new."
    risks = "Nothing new."
    as_of = LazyFunction(today)
    written_by = SubFactory(UserFactory)


# The people in the work ------------------------------------------------------------------------------------------


class ParticipantFactory(DjangoModelFactory):
    """Somebody without a sign-in; `signs_in=True` gives one, with the role that goes with it."""

    class Meta:
        model = people.Participant
        skip_postgeneration_save = True

    class Params:
        signs_in = Trait(user=SubFactory(UserFactory, name=SelfAttribute("..name")))
        ended = Trait(ended_on=LazyFunction(today))

    organisation = SubFactory(OrganisationFactory)
    name = Sequence("Participant {}".format)
    welcomed_on = LazyFunction(lambda: ago(50))
    welcomed_by = SubFactory(UserFactory)

    @factory.post_generation
    def role(participant, create, extracted, **_):
        if participant.user:
            Membership.objects.get_or_create(
                user=participant.user, organisation=participant.organisation, role="participant", ended_at=None
            )


class PauseFactory(DjangoModelFactory):
    class Meta:
        model = people.Pause

    class Params:
        over = Trait(ended_at=LazyFunction(timezone.now))

    participant = SubFactory(ParticipantFactory)
    began_at = LazyFunction(lambda: moment(days=1))


class StrengthFactory(DjangoModelFactory):
    class Meta:
        model = people.Strength

    participant = SubFactory(ParticipantFactory)
    words = "Good with numbers"


class AccessNeedFactory(DjangoModelFactory):
    class Meta:
        model = people.AccessNeed

    participant = SubFactory(ParticipantFactory)
    words = "Breaks every half hour"


class SafeContactFactory(DjangoModelFactory):
    class Meta:
        model = people.SafeContact

    class Params:
        stale = Trait(checked_on=LazyFunction(lambda: ago(100)))

    participant = SubFactory(ParticipantFactory)
    checked_on = LazyFunction(lambda: ago(10))


class ChannelFactory(DjangoModelFactory):
    class Meta:
        model = people.Channel

    contact = SubFactory(SafeContactFactory)
    kind = "text"
    safe = "yes"
    address = "+447700900123"


class ChoiceFactory(DjangoModelFactory):
    class Meta:
        model = people.Choice

    participant = SubFactory(ParticipantFactory)
    kind = "pay"
    picked = "bank"
    offered_on = LazyFunction(lambda: ago(40))


class InvolvementFactory(DjangoModelFactory):
    """Somebody taking part in a stage."""

    class Meta:
        model = people.Involvement

    class Params:
        invited = Trait(state="invited", joined_on=None)
        declined = Trait(state="declined", joined_on=None)
        paused = Trait(state="paused")
        ended = Trait(state="ended", ended_on=LazyFunction(today))

    stage = SubFactory(StageFactory, open=True)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..stage.project.organisation"))
    state = "active"
    invited_on = LazyFunction(lambda: ago(35))
    joined_on = LazyFunction(lambda: ago(30))


class BriefingFactory(DjangoModelFactory):
    """A briefing before a stage, held. For the project alone: `BriefingFactory(stage=None, project=project)`."""

    class Meta:
        model = people.Briefing

    class Params:
        offered = Trait(outcome="offered", way="", held_on=None)
        declined = Trait(outcome="declined", way="", held_on=None)

    stage = SubFactory(StageFactory, open=True)
    project = SelfAttribute("stage.project")
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..project.organisation"))
    kind = "before"
    outcome = "done"
    way = "call"
    offered_on = LazyFunction(lambda: ago(31))
    held_on = LazyFunction(lambda: ago(31))


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = people.Attendance

    class Params:
        came = Trait(state="came", way="room", minutes_during=120)

    session = SubFactory(SessionFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..session.stage.project.organisation"))


class AdaptationFactory(DjangoModelFactory):
    class Meta:
        model = people.Adaptation

    project = SubFactory(ProjectFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..project.organisation"))
    words = "Papers in large print"
    asked_on = LazyFunction(lambda: ago(20))
    due_on = LazyFunction(lambda: ago(5))


class OfferFactory(DjangoModelFactory):
    class Meta:
        model = people.Offer

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
        model = people.Payment

    class Params:
        due = Trait(state="due", sent_to_approve_at=LazyFunction(lambda: moment(days=2)))
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
        declined = Trait(state="declined", pence=0)
        part = Trait(state="part", pence=1000)
        waiting = Trait(state="later", state_before="drafted")
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
        model = people.PaymentNote

    payment = SubFactory(PaymentFactory)
    words = "It was three hours, not two"
    by_participant = True


class MovementFactory(DjangoModelFactory):
    class Meta:
        model = people.Movement

    payment = SubFactory(PaymentFactory, released=True)
    from_account = "budget"
    to_account = "person"
    pence = SelfAttribute("payment.pence")
    moved_at = LazyFunction(timezone.now)


# What they say, and what becomes of it ---------------------------------------------------------------------------


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = people.Contribution

    class Params:
        answered = Trait(outcome="used", because="It was right", answered_on=LazyFunction(today))

    project = SubFactory(ProjectFactory)
    words = "Open on Sundays"
    said_on = LazyFunction(lambda: ago(3))


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = people.Decision

    stage = SubFactory(StageFactory, open=True)
    words = "The doors open at eight"
    method = "consensus"
    participants_there = 6
    staff_there = 2
    decided_on = LazyFunction(lambda: ago(3))


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = people.Promise

    class Params:
        kept = Trait(kept_on=LazyFunction(today))
        late = Trait(by_when=LazyFunction(lambda: ago(1)))

    project = SubFactory(ProjectFactory)
    words = "Send the map"
    made_on = LazyFunction(lambda: ago(3))
    by_when = LazyFunction(lambda: ago(-4))


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = people.Delivery

    class Params:
        waiting = Trait(state="waiting", reached_on=None)

    update = SubFactory(UpdateFactory, told=True)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..update.project.organisation"))
    route = "page"
    state = "sent"
    reached_on = LazyFunction(today)


class AskingRoundFactory(DjangoModelFactory):
    """Still open; `closed=True` shows its results."""

    class Meta:
        model = people.AskingRound

    class Params:
        closed = Trait(closed_on=LazyFunction(today))

    stage = SubFactory(StageFactory, closed=True)
    opened_on = LazyFunction(lambda: ago(2))
    closes_on = LazyFunction(lambda: ago(-12))


class AskedFactory(DjangoModelFactory):
    class Meta:
        model = people.Asked

    round = SubFactory(AskingRoundFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..round.stage.project.organisation"))
    asked_on = SelfAttribute("round.opened_on")


class RatingFactory(DjangoModelFactory):
    class Meta:
        model = people.Rating

    round = SubFactory(AskingRoundFactory)
    principle = "creativity"
    answer = 4


class ReflectionFactory(DjangoModelFactory):
    class Meta:
        model = "principles.Reflection"

    round = SubFactory(AskingRoundFactory)
    user = SubFactory(UserFactory)
    principle = "creativity"
    answer = 4
