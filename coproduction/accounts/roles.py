"""The roles of those who work for an organisation, in the order and in the words in which they are shown."""

from django.db.models import Count, Q

from .models import Membership

STAFF_ROLES = (
    ("coordinator", "Coordinator: runs projects"),
    ("manager", "Manager: looks, asks, approves payments, and says who works here"),
    ("finance", "Finance: sends payments"),
)
NAMES = tuple(name for name, _ in STAFF_ROLES)
# What a payment waits for, and for which role. Nobody takes either step for money to themselves.
STEPS_OF_MONEY = {"manager": "approve", "finance": "send"}


def roles_in_words(roles):
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


def too_few_hands(organisations):
    """A sentence for each of these organisations (by id) where one person alone, or nobody, takes a step of payments.

    It stands there whatever payments there are: said only while one is stuck, it would tell whose that one is.
    """
    # Whoever asks works there: of each organisation there is somebody to count.
    current = Membership.objects.current().filter(organisation__in=organisations, role__in=NAMES)
    places = current.order_by("organisation__name", "organisation").values("organisation", "organisation__name")
    found = places.annotate(**{role: Count("pk", filter=Q(role=role)) for role in STEPS_OF_MONEY})
    counts = [(place["organisation__name"], {role: place[role] for role in STEPS_OF_MONEY}) for place in found]
    return [hands_in_words(name, held) for name, held in counts if min(held.values()) < 2]


def hands_in_words(name, held):
    """`held`: how many people hold each role that a payment waits for."""
    who = ["nobody", "only one person"]
    parts = [f"{who[held[role]]} can {does} payments" for role, does in STEPS_OF_MONEY.items() if held[role] < 2]
    return f"At {name}, {' and '.join(parts)}."
