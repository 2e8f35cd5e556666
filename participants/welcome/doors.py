from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("people:welcome", COORDINATOR, does="welcome a new person"),
]
