from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("stages:log_session", COORDINATOR, does="write down a session: who came, what was said, decided and promised"),
]
