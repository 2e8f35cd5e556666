import factory
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from coproduction.accounts.models import Membership
from coproduction.base.days import today
from participants.briefings.models import Briefing
from participants.choices.models import Choice
from participants.contact.models import Channel, SafeContact
from participants.drafts.models import PersonInDraft
from participants.involvement.models import Involvement
from participants.notes.models import SensitiveNote
from participants.peers.models import Peer
from participants.people.models import AccessNeed, GivenAddress, Participant, Pause, SamePerson, Strength

from .ground import DraftFactory, OrganisationFactory, UserFactory, ago, moment
from .work import ProjectFactory, StageFactory


class ParticipantFactory(DjangoModelFactory):
    """Somebody without a sign-in; `signs_in=True` gives one, with the role that goes with it."""

    class Meta:
        model = Participant
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
        model = Pause

    class Params:
        over = Trait(ended_at=LazyFunction(timezone.now))

    participant = SubFactory(ParticipantFactory)
    began_at = LazyFunction(lambda: moment(days=1))


class StrengthFactory(DjangoModelFactory):
    class Meta:
        model = Strength

    participant = SubFactory(ParticipantFactory)
    words = "Good with numbers"


class AccessNeedFactory(DjangoModelFactory):
    class Meta:
        model = AccessNeed

    participant = SubFactory(ParticipantFactory)
    words = "Breaks every half hour"


class SafeContactFactory(DjangoModelFactory):
    class Meta:
        model = SafeContact

    class Params:
        stale = Trait(checked_on=LazyFunction(lambda: ago(100)))

    participant = SubFactory(ParticipantFactory)
    checked_on = LazyFunction(lambda: ago(10))


class ChannelFactory(DjangoModelFactory):
    class Meta:
        model = Channel

    contact = SubFactory(SafeContactFactory)
    kind = "text"
    safe = "yes"
    address = "+447700900123"


class ChoiceFactory(DjangoModelFactory):
    class Meta:
        model = Choice

    participant = SubFactory(ParticipantFactory)
    kind = "pay"
    picked = "bank"
    offered_on = LazyFunction(lambda: ago(40))
    picked_on = LazyAttribute(lambda choice: choice.offered_on if choice.picked else None)


class InvolvementFactory(DjangoModelFactory):
    """Somebody taking part in a stage."""

    class Meta:
        model = Involvement

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


class PersonInDraftFactory(DjangoModelFactory):
    class Meta:
        model = PersonInDraft

    draft = SubFactory(DraftFactory)
    participant = SubFactory(ParticipantFactory)


class PeerFactory(DjangoModelFactory):
    class Meta:
        model = Peer

    project = SubFactory(ProjectFactory)
    participant = SubFactory(ParticipantFactory, organisation=SelfAttribute("..project.organisation"))
    since = LazyFunction(lambda: ago(30))


class SensitiveNoteFactory(DjangoModelFactory):
    class Meta:
        model = SensitiveNote

    participant = SubFactory(ParticipantFactory)
    kind = "plan"
    words = "A walk round the block, then a cup of tea"
    written_by = SubFactory(UserFactory)


class BriefingFactory(DjangoModelFactory):
    """A briefing before a stage, held. For the project alone: `BriefingFactory(stage=None, project=project)`."""

    class Meta:
        model = Briefing

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


class GivenAddressFactory(DjangoModelFactory):
    """A mark of an address that nobody has. To keep a real one, ask `GivenAddress.keep`."""

    class Meta:
        model = GivenAddress

    participant = SubFactory(ParticipantFactory)
    exact = Sequence("{:064d}".format)
    same = SelfAttribute("exact")


class SamePersonFactory(DjangoModelFactory):
    class Meta:
        model = SamePerson

    user = SubFactory(UserFactory)
    participant = SubFactory(ParticipantFactory)
    answer = "no"
