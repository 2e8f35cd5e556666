from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("people:contact", COORDINATOR, does="write down how it is safe to reach a person"),
]
