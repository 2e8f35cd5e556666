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
    Door("stages:ways", COORDINATOR),
    Door("stages:power", COORDINATOR),
    Door("stages:close_stage", COORDINATOR),
    Door("stages:override", MANAGER),
    Door("stages:close_round", COORDINATOR),
    Door("stages:close_project", COORDINATOR),
    Door("stages:log_session", COORDINATOR),
    # People
    Door("people:list", COORDINATOR),
    Door("people:welcome", COORDINATOR),
    Door("people:person", COORDINATOR),
    Door("people:contact", COORDINATOR),
    Door("people:helps", COORDINATOR),
    Door("people:sign_in", COORDINATOR),
    # Money
    Door("money:list", STAFF),
    Door("money:rates", STAFF),
    Door("money:project", COORDINATOR | MANAGER),
    Door("money:payment", STAFF),
    Door("money:step", STAFF),
    # Me
    Door("me:home", PARTICIPANT),
    Door("me:news", PARTICIPANT),
    Door("me:news_item", PARTICIPANT),
    Door("me:money", PARTICIPANT),
    Door("me:payment", PARTICIPANT),
    Door("me:step", PARTICIPANT),
    Door("me:sessions", PARTICIPANT),
    Door("me:session", PARTICIPANT),
    Door("me:choices", PARTICIPANT),
    Door("me:pause", PARTICIPANT),
    Door("me:come_back", PARTICIPANT),
    Door("me:contact_right", PARTICIPANT),
    Door("me:briefing", PARTICIPANT),
    Door("me:say", PARTICIPANT),
    Door("me:six", PARTICIPANT),
    Door("me:ways", PARTICIPANT),
    Door("me:data", PARTICIPANT),
    # Principles
    Door("principles:index", ANYONE, why="the six principles are public"),
    Door("principles:dashboard", MANAGER),
    Door("principles:late", MANAGER),
    Door("principles:unanswered", MANAGER),
    Door("principles:project", COORDINATOR | MANAGER),
    Door("principles:principle", COORDINATOR | MANAGER),
    Door("principles:owed", COORDINATOR | MANAGER),
    Door("principles:finding", COORDINATOR | MANAGER),
    Door("principles:reflect", COORDINATOR),
]
if settings.DEMO:
    DOORS.append(Door("demo_sign_in", ANYONE, why="made-up people on this machine alone"))
