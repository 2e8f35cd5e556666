from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("stages:power", COORDINATOR, does="write down who holds which power in a stage"),
]
