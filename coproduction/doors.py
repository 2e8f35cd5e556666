"""The one table of routes and who may enter. What is behind a door is fetched with `visible_to`: both must open."""

from django.conf import settings

from coproduction.base.access import ANYONE, COORDINATOR, FINANCE, MANAGER, PARTICIPANT, SIGNED_IN, STAFF, Door  # noqa

DOORS = [
    # The house itself
    Door("home", ANYONE, why="what this is, and the way in"),
    Door("healthz", ANYONE, why="says ok, nothing else"),
    Door("account_login", ANYONE, why="leads to the way in"),
    Door("account_request_login_code", ANYONE, why="the way in"),
    Door("account_confirm_login_code", ANYONE, why="the way in"),
    Door("account_logout", ANYONE, why="the way out"),
    Door("account_inactive", ANYONE, why="says that a sign-in is switched off"),
    Door("today", COORDINATOR),
    # Projects
    Door("project_overview", COORDINATOR | MANAGER),
    Door("projects:list", COORDINATOR | MANAGER),
    Door("projects:plan", COORDINATOR),
    Door("projects:stages", COORDINATOR | MANAGER),
    Door("projects:skip_stage", COORDINATOR),
    # Gatherings
    Door("gatherings:sessions", COORDINATOR | MANAGER),
    Door("gatherings:plan_session", COORDINATOR),
    Door("gatherings:session", COORDINATOR | MANAGER),
    Door("gatherings:safety", COORDINATOR),
    Door("gatherings:call_off", COORDINATOR),
    Door("gatherings:updates", COORDINATOR | MANAGER),
    Door("gatherings:tell", COORDINATOR),
    Door("gatherings:update", COORDINATOR | MANAGER),
    Door("gatherings:mark_told", COORDINATOR),
    Door("gatherings:decisions", COORDINATOR | MANAGER),
    Door("gatherings:said", COORDINATOR),
    Door("gatherings:answer", COORDINATOR),
    Door("gatherings:answer_told", COORDINATOR),
    Door("gatherings:promise", COORDINATOR),
    # Stages
    Door("stages:people", COORDINATOR),
    Door("stages:stage", COORDINATOR),
    Door("stages:open_stage", COORDINATOR),
    Door("stages:add_person", COORDINATOR),
    Door("stages:brief", COORDINATOR),
    Door("stages:close_stage", COORDINATOR),
    Door("stages:override", MANAGER),
    Door("stages:close_round", COORDINATOR),
    Door("stages:log_session", COORDINATOR),
    # People
    Door("people:list", COORDINATOR),
    Door("people:welcome", COORDINATOR),
    Door("people:person", COORDINATOR),
    Door("people:contact", COORDINATOR),
    Door("people:helps", COORDINATOR),
    Door("people:sign_in", COORDINATOR),
    # Money
    # Me
    # Principles
]
if settings.DEMO:
    DOORS.append(Door("demo_sign_in", ANYONE, why="made-up people on this machine alone"))
