from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory import LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from coproduction.accounts.audit import note
from coproduction.accounts.models import (
    AttemptSlot,
    AuditEntry,
    Draft,
    Invitation,
    Membership,
    Organisation,
    SentCode,
    SignInCard,
    User,
)
from coproduction.base.days import today
from coproduction.base.models import Message


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


class MessageFactory(DjangoModelFactory):
    """A text of which nobody knows whether it went."""

    class Meta:
        model = Message

    organisation = SubFactory(OrganisationFactory)
    key = Sequence("message-{}".format)
    channel, address, wording = "text", "+447700900123", "news"
    due_at = LazyFunction(timezone.now)
    state = "unknown"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        ended = Trait(ended_at=LazyFunction(lambda: timezone.now() + timedelta(seconds=1)))

    user = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    role = "coordinator"


class AttemptSlotFactory(DjangoModelFactory):
    class Meta:
        model = AttemptSlot

    key = Sequence("{:064d}".format)
    slot = 1
    at = LazyFunction(moment)


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    owner = SubFactory(UserFactory)
    path = "/today/"
    form = "SomeForm"
    fields = "words=Some+words"
    began_at = LazyFunction(moment)
    last_changed_at = LazyFunction(moment)
    ends_at = LazyFunction(lambda: moment(days=-14))


class SentCodeFactory(DjangoModelFactory):
    class Meta:
        model = SentCode

    key = Sequence("{:064d}".format)
    digest = "0" * 64
    sent_at = LazyFunction(moment)


class SignInCardFactory(DjangoModelFactory):
    """A card that nobody can use: what is printed on it is not known. To make one that works, ask the action."""

    class Meta:
        model = SignInCard

    class Params:
        used = Trait(used_at=LazyFunction(moment))
        ended = Trait(ends_at=LazyFunction(lambda: moment(days=1)))

    organisation = SubFactory(OrganisationFactory)
    user = SubFactory(UserFactory)
    number = Sequence("{:06d}".format)
    digest = "!"
    made_by = SubFactory(UserFactory)
    made_at = LazyFunction(lambda: moment(days=2))
    ends_at = LazyFunction(lambda: moment(days=-28))


class InvitationFactory(DjangoModelFactory):
    """A coordinator is invited, and has not answered yet."""

    class Meta:
        model = Invitation

    class Params:
        accepted = Trait(accepted_at=LazyFunction(moment))
        withdrawn = Trait(withdrawn_at=LazyFunction(moment))
        ended = Trait(invited_at=LazyFunction(lambda: moment(days=8)), ends_at=LazyFunction(lambda: moment(days=1)))

    organisation = SubFactory(OrganisationFactory)
    user = SubFactory(UserFactory)
    roles = LazyFunction(lambda: ["coordinator"])
    invited_by = SubFactory(UserFactory)
    invited_at = LazyFunction(lambda: moment(days=2))
    ends_at = LazyFunction(lambda: moment(days=-5))


def audit_entry():
    """One row of a chain of its own."""
    organisation = OrganisationFactory()
    note("tried", about=organisation, by=None)
    return AuditEntry.objects.get(organisation_id=organisation.pk)


def member(organisation, *roles, **fields):
    """A user with these roles in the organisation."""
    user = UserFactory(**fields)
    for role in roles:
        MembershipFactory(user=user, organisation=organisation, role=role)
    return user
