from coproduction.base.access import COORDINATOR, MANAGER, PARTICIPANT, Door

DOORS = [
    Door("gatherings:learning", COORDINATOR | MANAGER, does="read what was learned; coordinators write it down"),
    Door("me:learning", PARTICIPANT, does="read what was learned in their projects, and add to it"),
    Door("me:differently", PARTICIPANT, does="say that they see something differently"),
]
