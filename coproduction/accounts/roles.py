"""The roles of those who work for an organisation, in the order and in the words in which they are shown."""

from .models import Membership

STAFF_ROLES = (
    ("coordinator", "Coordinator: runs projects"),
    ("manager", "Manager: looks, asks, approves payments, and says who works here"),
    ("finance", "Finance: sends payments"),
)
NAMES = tuple(name for name, _ in STAFF_ROLES)


def in_words(roles):
    """`{"finance", "coordinator"}` is "coordinator and finance"."""
    return " and ".join(", ".join(name for name in NAMES if name in roles).rsplit(", ", 1))


def staff_of(organisation):
    """Pairs of a person and the names of their roles now, by name."""
    current = Membership.objects.current().filter(organisation=organisation, role__in=NAMES)
    people, held = {}, {}
    for membership in current.select_related("user"):
        people[membership.user_id] = membership.user
        held.setdefault(membership.user_id, set()).add(membership.role)
    ordered = sorted(people.values(), key=lambda person: (str(person).lower(), str(person.pk)))
    return [(person, held[person.pk]) for person in ordered]


def roles_in(organisation, person):
    """Names of the staff roles that this person holds in the organisation now."""
    current = Membership.objects.current().filter(organisation=organisation, user=person, role__in=NAMES)
    return set(current.values_list("role", flat=True))
