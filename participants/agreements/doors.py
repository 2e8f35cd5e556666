from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("stages:ways", COORDINATOR, does="write down how a group has agreed to work"),
]
