"""How an organisation begins, what it settles for itself, and who works in it."""

import base64

from django.db import connection
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from coproduction.base.refusals import Refused
from coproduction.base.scope import within

from .audit import action, note
from .devices import end_all_places
from .invitations import invite, lock_organisation
from .models import Membership, Organisation
from .roles import NAMES, roles_in
from .second_factor import factors_of

# Whoever founds an organisation holds this lock of the database.
FOUNDING = 0x666F756E64
LAST_MANAGER = (
    "You are the last manager here, so you stay one for now: somebody has to be able to say who works here. "
    "Invite another manager first."
)


class AlreadySetUp(Refused):
    def __init__(self):
        super().__init__("This has been set up already.")


def setup_token():
    """80 bits that only somebody with a shell on the server can know, in four groups of letters and digits."""
    digest = salted_hmac("coproduction set-up word", "", algorithm="sha256").digest()
    letters = base64.b32encode(digest[:10]).decode()
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))


def is_setup_token(typed):
    """Whatever case, gaps and hyphens it is typed with; 0 and 1 are not in it, so they stand for O and I."""
    plain = "".join(typed.upper().split()).replace("-", "").replace("0", "O").replace("1", "I")
    return constant_time_compare(plain, setup_token().replace("-", ""))


@action("organisation created")
def create_organisation(*, settled, person, email, first, by):
    """Makes an organisation and invites its first person, who runs projects and says who else works there.

    `settled` is its own fields. `first` makes it only where there is none yet: of two at the same moment one does.
    """
    lock_founding()
    if first and Organisation.objects.exists():
        raise AlreadySetUp
    if Organisation.objects.filter(name__iexact=settled["name"]).exists():
        raise Refused(f"There is an organisation called {settled['name']} already.")
    organisation = Organisation.objects.create(**settled, set_up_at=timezone.now() if first else None)
    with within({organisation.pk}):
        invite(organisation=organisation, name=person, email=email, roles=["coordinator", "manager"], by=by)
    return organisation


def lock_founding():
    # SQLite lets one transaction write at a time anyway.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOUNDING])


@action("organisation settings changed")
def change_settings(*, organisation, settled, seen, by):
    """`seen`: what the person had before them. What a colleague saved in the meantime is not written over."""
    organisation = lock_organisation(organisation)
    refuse_unless_manager(organisation, by)
    if seen != as_seen(organisation):
        raise Refused("Somebody else changed these settings just now. Open the page again to see what they say.")
    for field, value in settled.items():
        setattr(organisation, field, value)
    organisation.set_up_at = organisation.set_up_at or timezone.now()
    organisation.save(update_fields=[*settled, "set_up_at"])
    return organisation


def as_seen(organisation):
    fields = (
        "name",
        "region",
        "small_group",
        "small_group_outside",
        "working_days",
        "reply_days",
        "advice",
        "short_forms",
    )
    said = "\n".join(str(getattr(organisation, field)) for field in fields)
    return salted_hmac("organisation settings", said, algorithm="sha256").hexdigest()


@action("member roles changed")
def change_roles(*, organisation, member, roles, seen, by):
    """The staff roles of one member from now on; none means that they leave. `seen`: those the form was filled in over.

    The organisation is locked, so that two managers who end each other at the same moment do not leave it without one.
    """
    organisation, now = lock_organisation(organisation), timezone.now()
    refuse_unless_manager(organisation, by)
    held, roles = roles_in(organisation, member), set(roles)
    if not held or held != set(seen):
        raise Refused("Somebody else changed these roles just now. Open the page again to see what they are.")
    if roles - set(NAMES):
        raise Refused("Choose from the roles on the page.")
    if "manager" in held - roles and not managers_besides(organisation, member):
        raise Refused(LAST_MANAGER)
    for membership in Membership.objects.current().filter(
        organisation=organisation, user=member, role__in=held - roles
    ):
        membership.ended_at = now
        membership.save(update_fields=["ended_at"])
        note("role ended", about=membership, by=by)
    for role in sorted(roles - held):
        membership = Membership.objects.create(organisation=organisation, user=member, role=role)
        note("role given", about=membership, by=by)
    return organisation


@action("second factor taken away")
def take_away_second_factor(*, member, by, organisation=None):
    """For somebody who lost their phone and their recovery codes: they sign in by a code and set up another.

    A colleague who manages the `organisation` may do so for somebody who works there alone; whoever runs the server
    may for anybody, with neither `organisation` nor `by`.
    """
    if organisation is not None:
        organisation = lock_organisation(organisation)
        refuse_unless_manager(organisation, by)
        if member == by:
            raise Refused("Somebody else has to do this for you: another manager, or whoever runs this server.")
        if {place for place, _ in member.places} != {organisation.pk}:
            raise Refused("This can't be done from here. Ask whoever runs this server.")
    membership = Membership.objects.current().filter(user=member, role__in=NAMES).order_by("pk").first()
    if membership is None:
        raise Refused("This person does not work here.")
    factors_of(member).delete()
    end_all_places(member)
    return membership


def take_payment_numbers(organisation, many):
    """So many numbers for payments, which nobody else gets: those that follow the one it returns."""
    while True:
        before = organisation.last_payment_number
        as_read = Organisation.objects.filter(pk=organisation.pk, last_payment_number=before)
        if as_read.update(last_payment_number=before + many):
            organisation.last_payment_number = before + many
            return before
        # Somebody else took some meanwhile.
        organisation.refresh_from_db(fields=["last_payment_number"])


def managers_besides(organisation, member):
    managers = Membership.objects.current().filter(organisation=organisation, role=Membership.Role.MANAGER)
    return managers.exclude(user=member).exists()


def refuse_unless_manager(organisation, by):
    """The right may have been taken away while this waited for the lock."""
    if "manager" not in roles_in(organisation, by):
        raise Refused("You are not a manager here any more.")
