from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from factory import LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from coproduction.accounts.models import Membership, Organisation, User
from coproduction.base.days import today


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
