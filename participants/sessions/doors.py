from coproduction.base.access import COORDINATOR, MANAGER, Door

DOORS = [
    Door("gatherings:sessions", COORDINATOR | MANAGER, does="see the sessions of a project"),
    Door("gatherings:plan_session", COORDINATOR, does="plan a session and ask people to it"),
    Door("gatherings:session", COORDINATOR | MANAGER, does="see the plan of a session"),
    Door("gatherings:safety", COORDINATOR, does="write down what makes a session safe"),
    Door("gatherings:call_off", COORDINATOR, does="cancel a session"),
]
