from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("gatherings:promise", COORDINATOR, does="mark a promise as kept, or say what changed"),
]
