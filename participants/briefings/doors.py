from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("stages:brief", COORDINATOR, does="note that a person was told what to expect, or heard afterwards"),
    Door("stages:talks", COORDINATOR, does="note that a person was told, or heard, about a whole project"),
]
