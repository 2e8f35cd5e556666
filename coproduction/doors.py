"""The one table of routes and who may enter. What is behind a door is fetched with `visible_to`: both must open."""

from coproduction.base.access import ANYONE, COORDINATOR, FINANCE, MANAGER, PARTICIPANT, SIGNED_IN, STAFF, Door  # noqa

DOORS = [
    # The house itself
    Door("home", ANYONE, why="what this is, and the way in"),
    Door("healthz", ANYONE, why="says ok, nothing else"),
    Door("account_request_login_code", ANYONE, why="the way in"),
    Door("account_confirm_login_code", ANYONE, why="the way in"),
    Door("account_logout", ANYONE, why="the way out"),
    Door("account_inactive", ANYONE, why="says that a sign-in is switched off"),
    # Projects
    # Gatherings
    # Stages
    # People
    # Money
    # Me
    # Principles
]
