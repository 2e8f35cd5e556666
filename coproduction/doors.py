"""The one table of routes and who may enter, joined from the rooms. What is behind a door is fetched with `visible_to`:
both must open.
"""

from django.conf import settings

import participants.rooms
import principles.doors
import projects.rooms
from coproduction.base.access import ANYONE, COORDINATOR, MANAGER, SIGNED_IN, Door
from coproduction.base.rooms import modules

OF_THE_HOUSE = [
    Door("home", ANYONE, why="what this is, and the way in"),
    Door("healthz", ANYONE, why="says ok, nothing else"),
    Door("readyz", ANYONE, why="says whether it can work, and in one word what is missing, nothing else"),
    Door(
        "safety", ANYONE, does="read how people are kept safe", why="how people are kept safe is for everybody to read"
    ),
    Door(
        "looks", ANYONE, does="choose the size of the text, and more contrast", why="everybody has to be able to read"
    ),
    Door(
        "accessibility",
        ANYONE,
        does="read what was tested so that everybody can use these pages",
        why="whoever can't use a page has to learn what else there is",
    ),
    Door("security_txt", ANYONE, why="whom to tell of a vulnerability"),
    Door("account_login", ANYONE, why="leads to the way in"),
    Door("account_request_login_code", ANYONE, why="the way in"),
    Door("account_confirm_login_code", ANYONE, why="the way in"),
    Door("account_card", ANYONE, why="the way in by a printed card"),
    Door("account_logout", ANYONE, why="the way out"),
    Door("signed_out", ANYONE, why="says that one is signed out, nothing else"),
    Door("account_inactive", ANYONE, why="says that a sign-in is switched off"),
    Door("sign_in_again", ANYONE, why="leads to the way in, once more"),
    Door("mfa_authenticate", ANYONE, why="the second half of the way in"),
    Door("mfa_login_webauthn", ANYONE, why="the way in by passkey"),
    Door("mfa_reauthenticate", SIGNED_IN, does="prove once more who they are, before something that could do harm"),
    Door("keep_draft", SIGNED_IN, does="have what they type kept, until they send it"),
    Door("start_again", SIGNED_IN, does="throw away what they had begun to type"),
    Door("carry_on", SIGNED_IN, does="go on with what they had typed, once they have proved who they are"),
    Door("mfa_index", SIGNED_IN, does="see what they sign in with"),
    Door("mfa_activate_totp", SIGNED_IN, does="add an app that makes codes to their sign-in", fresh=True),
    Door("mfa_deactivate_totp", SIGNED_IN, does="take the app that makes codes off their sign-in", fresh=True),
    Door("mfa_view_recovery_codes", SIGNED_IN, does="see their spare codes, for the day the phone is lost", fresh=True),
    Door("mfa_generate_recovery_codes", SIGNED_IN, does="make new spare codes", fresh=True),
    Door("mfa_list_webauthn", SIGNED_IN, does="see their passkeys, and take one away"),
    Door("mfa_add_webauthn", SIGNED_IN, does="add a passkey, to sign in with a finger, a face or a PIN", fresh=True),
    Door("usersessions_list", SIGNED_IN, does="see where they are signed in, and sign out there"),
    Door("today", COORDINATOR, does="see what to do next, so that no principle slips"),
    Door(
        "search", COORDINATOR | MANAGER, does="look for people, projects, sessions and updates among those they may see"
    ),
    Door("set_up", ANYONE, why="only while there is no organisation, and only with the word of manage.py setup_token"),
    Door("invitation", SIGNED_IN, does="say yes or no to an invitation of their own"),
    Door("organisation:home", MANAGER, does="see the settings of the organisation, who works there and who is invited"),
    Door("organisation:settings", MANAGER, does="change the settings of the organisation", fresh=True),
    Door("organisation:invite", MANAGER, does="invite somebody to work for the organisation", fresh=True),
    Door("organisation:withdraw", MANAGER, does="take back an invitation"),
    Door("organisation:lost_factor", MANAGER, does="let a colleague who lost their phone set up a new one", fresh=True),
    Door("organisation:roles", MANAGER, does="give and end the roles of somebody who works there", fresh=True),
    Door("undelivered", COORDINATOR | MANAGER, does="see which messages may not have arrived, and what to do"),
    Door("undelivered_dealt_with", COORDINATOR | MANAGER, does="say that somebody was told in another way"),
    Door("roles", SIGNED_IN, does="see what each role can see and do"),
    Door("sign_out_everywhere", SIGNED_IN, does="sign out on every phone and computer at once"),
    Door("mfa_reauthenticate_webauthn", SIGNED_IN, does="prove by a passkey that it is still them"),
    Door("mfa_remove_webauthn", SIGNED_IN, does="take a passkey of their own away", fresh=True),
    Door("project_overview", COORDINATOR | MANAGER, does="see how a project stands and what comes next"),
    Door("project_team", COORDINATOR | MANAGER, does="see who does what on a project"),
]
DOORS = [
    *OF_THE_HOUSE,
    *(door for room in modules("projects", projects.rooms.ROOMS, "doors") for door in room.DOORS),
    *(door for room in modules("participants", participants.rooms.ROOMS, "doors") for door in room.DOORS),
    *principles.doors.DOORS,
]
GALLERY = "made-up things on this machine alone, for whoever designs or writes"
TO_TRY_IT_OUT = [
    Door("demo_sign_in", ANYONE, why="made-up people on this machine alone"),
    *(
        Door(f"gallery:{page}", ANYONE, why=GALLERY)
        for page in ("index", "press", "forms", "sent", "states", "records", "words")
    ),
]
if settings.DEMO:
    DOORS += TO_TRY_IT_OUT
