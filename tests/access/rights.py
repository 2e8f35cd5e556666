"""Who may see what, said once more in plain Python: no Django, no database, no line shared with the program."""

from dataclasses import dataclass, field


@dataclass
class Facts:
    """What is so now. People, organisations, projects and participants are ids; days are numbers, and today is 0."""

    organisation_of: dict  # of each project and each participant
    user_of: dict  # the sign-in of each participant
    roles: set = field(default_factory=set)  # triples of person, organisation, role
    switched_off: set = field(default_factory=set)
    team: list = field(default_factory=list)  # person, project, part, first day, last day or None
    named: set = field(default_factory=set)  # pairs of participant and project, unless they said no
    there: set = field(default_factory=set)  # those of them who take part now, or pause
    closed: set = field(default_factory=set)  # projects


def holds(facts, person, organisation, *roles):
    return person not in facts.switched_off and any((person, organisation, role) in facts.roles for role in roles)


def on_team(facts, person, project, *parts):
    mine = [one[2:] for one in facts.team if one[:2] == (person, project) and (one[2] in parts or not parts)]
    return any(first <= 0 <= last if part == "stand_in" else last is None for part, first, last in mine)


def runs(facts, person, project):
    return holds(facts, person, facts.organisation_of[project], "coordinator") and on_team(facts, person, project)


def sees_project(facts, person, project):
    return holds(facts, person, facts.organisation_of[project], "manager") or runs(facts, person, project)


def sees_record(facts, person, project, *roles):
    """A record of a project, of a kind that these roles see."""
    opened = sees_project if "manager" in roles else runs
    return holds(facts, person, facts.organisation_of[project], *roles) and opened(facts, person, project)


def sees_payment(facts, person, project):
    return holds(facts, person, facts.organisation_of[project], "manager", "finance") or runs(facts, person, project)


def opens_person(facts, person, participant):
    projects = {project for who, project in facts.named if who == participant}
    theirs = any(runs(facts, person, one) for one in projects)
    return holds(facts, person, facts.organisation_of[participant], "coordinator") and (theirs or not projects)


def reads_note(facts, person, participant):
    live = {project for who, project in facts.there if who == participant} - facts.closed
    named = any(on_team(facts, person, project, "contact", "deputy") for project in live)
    return holds(facts, person, facts.organisation_of[participant], "coordinator") and named


def is_them(facts, person, participant):
    return facts.user_of[participant] == person and holds(
        facts, person, facts.organisation_of[participant], "participant"
    )
