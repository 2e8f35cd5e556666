"""Which objects each person may open behind a door, and what each may read. The tests of access obey it.

Who may enter a route stands in doors.py, and here a second time, on its own: so that a door that is opened wider by
mistake is noticed. The other half is whose object it may be.
"""

from coproduction.base.access import ANYONE, COORDINATOR, MANAGER, PARTICIPANT, SIGNED_IN, STAFF

# Who enters, by how the name of a route begins; the longest beginning counts.
ENTERS = {
    "": ANYONE,
    "carry_on": SIGNED_IN,
    "confirm": STAFF,
    "corrections:": COORDINATOR,
    "gatherings:": COORDINATOR,
    "gatherings:decide": COORDINATOR,
    "gatherings:decisions": COORDINATOR | MANAGER,
    "gatherings:learning": COORDINATOR | MANAGER,
    "gatherings:session": COORDINATOR | MANAGER,
    "gatherings:update": COORDINATOR | MANAGER,
    "invitation": SIGNED_IN,
    "keep_draft": SIGNED_IN,
    "me:": PARTICIPANT,
    "mfa_": SIGNED_IN,
    "mfa_authenticate": ANYONE,
    "mfa_login_webauthn": ANYONE,
    "money:": STAFF,
    "money:project": COORDINATOR | MANAGER,
    "organisation:": MANAGER,
    "people:": COORDINATOR,
    "principles:": MANAGER,
    "principles:finding": COORDINATOR | MANAGER,
    "principles:index": ANYONE,
    "principles:owed": COORDINATOR | MANAGER,
    "principles:principle": COORDINATOR | MANAGER,
    "principles:project": COORDINATOR | MANAGER,
    "principles:reflect": COORDINATOR,
    "project_": COORDINATOR | MANAGER,
    "projects:": COORDINATOR | MANAGER,
    "projects:plan": COORDINATOR,
    "projects:skip_stage": COORDINATOR,
    "roles": SIGNED_IN,
    "search": COORDINATOR | MANAGER,
    "sign_out_everywhere": SIGNED_IN,
    "start_again": SIGNED_IN,
    "stages:": COORDINATOR,
    "stages:override": MANAGER,
    "stages:override_project": MANAGER,
    "today": COORDINATOR,
    "undelivered": COORDINATOR | MANAGER,
    "usersessions_": SIGNED_IN,
}
# What is open to anyone, whole names alone: a new route is not open because nobody said whose it is.
OPEN_TO_ANYONE = {
    "home", "healthz", "readyz", "looks", "safety", "security_txt", "accessibility", "account_login", "account_card",
    "account_request_login_code", "account_confirm_login_code", "account_logout", "account_inactive", "signed_out",
    "sign_in_again", "mfa_authenticate", "mfa_login_webauthn", "set_up", "principles:index",
}  # fmt: skip
# Where the person must have proved in the last five minutes who they are.
ASKS_AGAIN = {
    "mfa_activate_totp", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_add_webauthn", "mfa_remove_webauthn", "organisation:settings", "organisation:invite", "organisation:roles",
    "organisation:lost_factor", "confirm",
    "projects:change_contact", "projects:change_deputy", "projects:add_coordinator", "projects:name_stand_in",
    "projects:note_meeting", "projects:let_go", "stages:name_peer", "stages:end_peer", "people:sign_in", "people:card",
}  # fmt: skip
# The steps in the path for which it is so, where it is not so for all.
ASKS_AGAIN_FOR = {"money:step": {"approve", "release"}}


def who_enters(route):
    who = ENTERS[max((start for start in ENTERS if route.startswith(start)), key=len)]
    assert who != ANYONE or route in OPEN_TO_ANYONE, f"Say in tests/access_rules.py who may enter {route}."
    return who


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


def person_is_opened(actor, house):
    """Coordinators on the team of the project in which the person takes part. (They welcomed their own people too.)"""
    return actor.on_team_of(house)


def person_is_in_their_care(actor, house):
    """The named contact and the deputy of that project; here each coordinator is the contact of her own."""
    return actor.on_team_of(house)


def money_is_seen(actor, house):
    """Managers and finance of the organisation; coordinators on the team."""
    return actor.in_organisation_of(house) and (bool(actor.roles & {"manager", "finance"}) or actor.on_team_of(house))


def money_is_checked(actor, house):
    """Managers of the organisation."""
    return actor.in_organisation_of(house) and "manager" in actor.roles


def money_is_sent(actor, house):
    """Finance of the organisation."""
    return actor.in_organisation_of(house) and "finance" in actor.roles


def money_is_looked_at_again(actor, house):
    """Coordinators on the team; managers of the organisation."""
    return project_is_run(actor, house) or money_is_checked(actor, house)


def message_is_seen(actor, house):
    """Managers of the organisation; coordinators on the team of the project in which the person takes part."""
    return person_is_opened(actor, house) or money_is_checked(actor, house)


def nobody(actor, house):
    """For a situation that these houses do not hold."""
    return False


# Where the rule does not follow from the shape of the path.
RULES = {
    "money:payment": money_is_seen,
    "money:project": money_is_seen,
    "organisation:settings": organisation_is_theirs,
    "organisation:invite": organisation_is_theirs,
    "organisation:withdraw": organisation_is_theirs,
    "organisation:roles": organisation_is_theirs,
    "organisation:lost_factor": organisation_is_theirs,
    # There are organisations here, and those who are invited are none of the people who try the doors.
    "set_up": nobody,
    "invitation": nobody,
    # The coordinators who try the doors are contacts, who are rated: this is for deputies. See test_peers.py.
    "stages:take_down": nobody,
    "stages:group_for": nobody,
    "mfa_remove_webauthn": row_is_theirs,
    "undelivered_dealt_with": message_is_seen,
    "corrections:of_person": person_is_opened,
    "people:notes": person_is_in_their_care,
    "people:write_note": person_is_in_their_care,
    "people:end_note": person_is_in_their_care,
}

# Where fewer may write than may look.
RULES_FOR_POST = {
    "money:rates": money_is_checked,
    "money:project": project_is_run,
    "gatherings:learning": project_is_run,
}

# Where what is to be done stands in the path: each word that can stand there, and its rule.
RULES_BY_STEP = {
    "money:step": {
        "send": project_is_run,
        "approve": money_is_checked,
        "release": money_is_sent,
        "returned": money_is_sent,
        "reverse": money_is_sent,
        "settle": money_is_looked_at_again,
        "again": project_is_run,
        # Only for those who have no sign-in; all three people here have one.
        "received": nobody,
        "no-such-step": nobody,
    },
    "me:step": dict.fromkeys(("got-it", "wrong", "less", "none", "not-now", "after-all"), row_is_theirs)
    | {"no-such-step": nobody},
}

# Where the object in a path is not the usual one of that name, by route: what it is called in `House.things`.
THINGS = {
    "corrections:in_project": {"kind": "update_kind", "record_id": "update_id"},
    "corrections:of_person": {"kind": "need_kind", "record_id": "need_id"},
    "stages:open_stage": {"stage_id": "later_stage_id"},
    "projects:skip_stage": {"stage_id": "later_stage_id"},
    "principles:reflect": {"stage_id": "closed_stage_id"},
    "stages:close_round": {"stage_id": "closed_stage_id"},
    "stages:take_down": {"stage_id": "closed_stage_id", "survey_invitation_id": "neighbour_survey_invitation_id"},
    "me:arranged": {"adaptation_id": "adaptation_in_place_id"},
    "me:differently": {"note_id": "learning_note_id"},
    "me:put_right": {"record_id": "contribution_id"},
    "me:take_down": {"survey_invitation_id": "neighbour_survey_invitation_id"},
    "mfa_remove_webauthn": {"pk": "passkey_id"},
    "projects:note_meeting": {"member_id": "colleague_id"},
    "projects:let_go": {"member_id": "colleague_id"},
}
# What a form has to name before it looks at whose it is, by route: field and name of the thing in `House.things`.
POSTED = {"money:project": {"session": "held_session_id"}}
# What stands in a path and is nobody's object.
WORDS = {"key": "creativity", "check": "C1"}


def rule_for(route, door, kwargs, method="get", step=None):
    if route in RULES_BY_STEP:
        assert step in RULES_BY_STEP[route], f"Say in tests/access_rules.py who may take the step {step} of {route}."
        return RULES_BY_STEP[route][step]
    if method == "post" and route in RULES_FOR_POST:
        return RULES_FOR_POST[route]
    if route in RULES:
        return RULES[route]
    if not kwargs - WORDS.keys():
        return anybody
    if route.startswith("me:"):
        return row_is_theirs
    if route.startswith("people:"):
        return person_is_opened
    assert "project_id" in kwargs, f"Say in tests/access_rules.py whose objects {route} opens."
    return project_is_run if who_enters(route) == COORDINATOR else project_is_seen


# What may be read. A canary that none of these allows is a leak.

# About the work, for those who are in it.
OF_THE_WORK = {
    "projects.Project", "projects.Stage", "projects.Session", "projects.SafetyPlan", "projects.Update",
    "projects.GroupAgreement", "participants.Decision", "participants.OpenAtClosing",
    "participants.LearningNote", "participants.Correction",
}  # fmt: skip
# Where a peer reads by name who has not answered in their project.
FOR_PEERS = {"me:peer", "me:take_down"}
# What those who check and send money see of the people and the work they pay for.
ON_MONEY_PAGES = {"projects.Project", "projects.Session", "projects.Stage", "participants.Participant"}
# Of a person's own, for who may open that person.
OF_A_PERSON = {
    "participants.SafeContact", "participants.Channel", "participants.AccessNeed", "participants.Strength",
    "participants.SensitiveNote",
}  # fmt: skip
# Where somebody is picked for a stage: everyone's chosen name, and nothing else of them.
WHERE_PEOPLE_ARE_PICKED = {"stages:stage", "stages:open_stage", "stages:add_person"}
# For the named contact and the deputy, on pages that note who looked.
WHERE_NOTES_ARE_READ = {"people:notes"}


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
        if label == "participants.Participant" and route in FOR_PEERS:
            return asked_beside(actor, canary)
        return label in OF_THE_WORK and canary.project == actor.home.project.pk
    if label in ON_MONEY_PAGES and route.startswith("money:") and actor.roles & {"manager", "finance"}:
        return True
    if label == "participants.Participant":
        picked = "coordinator" in actor.roles and route in WHERE_PEOPLE_ARE_PICKED
        return picked or may_open(actor, canary, world)
    if label == "participants.Correction" and canary.person:
        return may_open(actor, canary, world)
    if label in OF_A_PERSON:
        read_here = label != "participants.SensitiveNote" or route in WHERE_NOTES_ARE_READ
        return read_here and may_open(actor, canary, world)
    return bool(actor.roles & canary.model.seen_by) and project_is_open(actor, canary)


def may_open(actor, canary, world):
    """The layer of needs and contact: for the coordinators of a project that the person takes part in."""
    return any(actor.on_team_of(house) and canary.person in house.people for house in world.houses)


def project_is_open(actor, canary):
    if canary.project is None or actor.roles & {"manager", "finance"}:
        return True
    return canary.project == actor.home.project.pk


def asked_beside(actor, canary):
    """Somebody who was asked the six questions in the actor's own project."""
    from participants.survey.models import SurveyInvitation

    return SurveyInvitation.objects.filter(participant=canary.person, project=actor.home.project).exists()


def people_of(actor):
    mine = {actor.user.pk}
    if "participant" in actor.roles:
        mine.add(actor.home.participant.pk)
    return mine


def may_read_user(actor, canary, world):
    """Names of staff, by those of their organisation; the sign-in of a participant, by who may open them."""
    from coproduction.accounts.models import Invitation, Membership

    invitations = Invitation.objects.filter(user_id=canary.person, organisation=actor.home.organisation)
    if canary.field == "email" and "manager" in actor.roles and invitations.exists():
        return True
    places = Membership.objects.filter(user_id=canary.person, organisation=actor.home.organisation)
    roles = set(places.values_list("role", flat=True))
    if roles - {"participant"}:
        return canary.field == "name" or "participant" not in actor.roles
    return bool(roles) and any(actor.on_team_of(house) and canary.person in house.signed_in for house in world.houses)


# Whom `visible_to` opens the rows for. All others are for the team of the project alone.
NOBODY = {"GivenAddress", "GroupObjection", "GroupStatement", "GroupYes", "SamePerson", "SurveyAnswer"}
MANAGERS_TOO = {
    *("Project", "TeamMember", "Stage", "Session", "SafetyPlan", "Update", "GroupAgreement", "PowerCheck"),
    *("BudgetLine", "Funding", "Decision", "LearningNote", "OpenAtClosing", "SurveyRound", "Reflection"),
    "Correction",
}
BY_MONEY = {
    **dict.fromkeys(("Offer", "Payment", "PaymentNote", "Rate", "RateCard"), {"coordinator", "manager", "finance"}),
    "Movement": {"manager", "finance"},
    "Choice": {"coordinator", "finance"},
}


def who_sees(model):
    name = model.__name__
    if name in BY_MONEY:
        return BY_MONEY[name]
    return set() if name in NOBODY else {"coordinator", "manager"} if name in MANAGERS_TOO else {"coordinator"}


# Of what is about a person, what need not be there of two people in one project: by its label, and why.
ONE_IS_ENOUGH = {
    "participants.LearningNote": "everybody in the project reads it, and nobody reads who wrote it",
    "participants.Movement": "an entry in the books without words, read with its payment",
    "participants.Pause": "a page shows it of its own person alone, as a word beside their name",
}
