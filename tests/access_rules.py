"""Which objects each person may open behind a door, in words; and what each person may read. The tests of access obey it.

doors.py says who may enter a route. What stands here is the second half: whose object it may be.
"""

from coproduction.base.access import COORDINATOR

# Rules for objects: each takes the actor and the house that the object stands in.


def anybody(actor, house):
    """The path names no object, or one that is everyone's."""
    return True


def project_is_seen(actor, house):
    """Managers of the organisation; coordinators on the team."""
    return actor.in_organisation_of(house) and ("manager" in actor.roles or actor.on_team_of(house))


def project_is_run(actor, house):
    """Coordinators on the team."""
    return actor.on_team_of(house)


def organisation_is_theirs(actor, house):
    """Any role that the door admits, in that organisation."""
    return actor.in_organisation_of(house)


def row_is_theirs(actor, house):
    """The participant whom the row is about."""
    return actor.user is not None and actor.user == house.participant.user


def money_is_seen(actor, house):
    """Managers and finance of the organisation; coordinators on the team."""
    return actor.in_organisation_of(house) and (bool(actor.roles & {"manager", "finance"}) or actor.on_team_of(house))


# Where the rule does not follow from the shape of the path.
RULES = {
    "money:payment": money_is_seen,
    "money:step": money_is_seen,
    "money:project": money_is_seen,
}

# Where the object in a path is not the usual one of that name, by route: what it is called in `House.things`.
THINGS = {
    "stages:open_stage": {"stage_id": "later_stage_id"},
    "projects:skip_stage": {"stage_id": "later_stage_id"},
    "principles:reflect": {"stage_id": "closed_stage_id"},
    "stages:close_round": {"stage_id": "closed_stage_id"},
}
# What stands in a path and is nobody's object.
WORDS = {"key": "creativity", "principle": "creativity", "check": "C1", "step": "approve", "kind": "news"}


def rule_for(route, door, kwargs):
    if route in RULES:
        return RULES[route]
    if not kwargs - WORDS.keys():
        return anybody
    if route.startswith("me:"):
        return row_is_theirs
    if route.startswith("people:"):
        return organisation_is_theirs
    assert "project_id" in kwargs, f"Say in tests/access_rules.py whose objects {route} opens."
    return project_is_run if door.who == COORDINATOR else project_is_seen


# What may be read. A canary that none of these allows is a leak.

# About the work, for those who are in it.
OF_THE_WORK = {
    "projects.Project", "projects.Stage", "projects.Session", "projects.SafetyPlan", "projects.Update",
    "participants.Decision",
}  # fmt: skip
# What those who check and send money see of the people and the work they pay for.
ON_MONEY_PAGES = {"projects.Project", "projects.Session", "projects.Stage", "participants.Participant"}


def may_read(actor, canary, route, world):
    if actor.user is None:
        return False
    label = canary.model._meta.label
    if canary.person in people_of(actor):
        return True
    if label == "accounts.Organisation":
        return canary.organisation == actor.home.organisation.pk
    if label == "accounts.User":
        return may_read_user(actor, canary, world)
    if canary.organisation != actor.home.organisation.pk:
        return False
    if "participant" in actor.roles:
        return label in OF_THE_WORK and canary.project == actor.home.project.pk
    if label in ON_MONEY_PAGES and route.startswith("money:") and actor.roles & {"manager", "finance"}:
        return True
    return bool(actor.roles & canary.model.seen_by) and project_is_open(actor, canary)


def project_is_open(actor, canary):
    if canary.project is None or actor.roles & {"manager", "finance"}:
        return True
    return canary.project == actor.home.project.pk


def people_of(actor):
    mine = {actor.user.pk}
    if "participant" in actor.roles:
        mine.add(actor.home.participant.pk)
    return mine


def may_read_user(actor, canary, world):
    """Names of staff, by those of their organisation; the sign-in of a participant, by its coordinators."""
    from coproduction.accounts.models import Membership

    places = Membership.objects.filter(user_id=canary.person, organisation=actor.home.organisation)
    roles = set(places.values_list("role", flat=True))
    if roles - {"participant"}:
        return canary.field == "name" or "participant" not in actor.roles
    return bool(roles) and "coordinator" in actor.roles
