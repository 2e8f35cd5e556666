import factory
from django.utils import timezone
from factory import LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from coproduction.accounts.models import Membership
from coproduction.base.days import today
from projects.agreements.models import GroupAgreement
from projects.money.models import BudgetLine, Funding, Rate, RateCard
from projects.power.models import PowerCheck
from projects.project.models import Project, TeamMember
from projects.sessions.models import SafetyPlan, Session
from projects.stages.models import Stage
from projects.updates.models import Update

from .ground import OrganisationFactory, UserFactory, ago, member, moment


class ProjectFactory(DjangoModelFactory):
    """With a contact on its team: `contact=cora`, else the organisation's first coordinator, else a new one."""

    class Meta:
        model = Project
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
        model = TeamMember

    class Params:
        gone = Trait(until=LazyFunction(lambda: ago(1)))

    project = SubFactory(ProjectFactory)
    user = SubFactory(UserFactory)
    part = "coordinator"
    since = SelfAttribute("project.starts_on")


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    project = SubFactory(ProjectFactory)
    head = "payments"
    pence = 100_000


class FundingFactory(DjangoModelFactory):
    class Meta:
        model = Funding

    project = SubFactory(ProjectFactory)
    source = "A fund"
    ends_on = LazyFunction(lambda: ago(-200))


class RateCardFactory(DjangoModelFactory):
    class Meta:
        model = RateCard

    organisation = SubFactory(OrganisationFactory)
    name = "Our rates"
    valid_from = LazyFunction(lambda: ago(200))


class RateFactory(DjangoModelFactory):
    class Meta:
        model = Rate

    card = SubFactory(RateCardFactory)
    name = "A group session"
    unit = "hour"
    pence = 1500


class StageFactory(DjangoModelFactory):
    """Not yet open; `open=True` and `closed=True` are its two later situations."""

    class Meta:
        model = Stage

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
        model = Session

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
        model = SafetyPlan

    session = SubFactory(SessionFactory)
    who_is_there = "Cora and Sam"
    quiet_place = "The small room"
    turn_to = "Sam"
    good_area = "Yes, we asked"
    made_at = LazyFunction(lambda: moment(days=5))


class UpdateFactory(DjangoModelFactory):
    class Meta:
        model = Update

    class Params:
        told = Trait(told_at=LazyFunction(timezone.now))

    project = SubFactory(ProjectFactory)
    progress = "We met twice."
    outcomes = "The doors open earlier."
    blocks = "Nothing new."
    risks = "Nothing new."
    as_of = LazyFunction(today)
    written_by = SubFactory(UserFactory)


class GroupAgreementFactory(DjangoModelFactory):
    class Meta:
        model = GroupAgreement

    project = SubFactory(ProjectFactory)
    words = "One speaks at a time."
    agreed_on = LazyFunction(lambda: ago(29))
    how = "meeting"
    version = 1


class PowerCheckFactory(DjangoModelFactory):
    class Meta:
        model = PowerCheck

    stage = SubFactory(StageFactory, open=True)
    agenda = "shared"
    money = "staff"
    chair = "participants"
    notes = "shared"
    say_no = "participants"
    checked_on = LazyFunction(lambda: ago(29))
