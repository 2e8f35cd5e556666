from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("people:arrange", COORDINATOR, does="arrange what helps a person take part, and say when it is in place"),
    Door("people:arranged", COORDINATOR, does="arrange what helps a person take part, and say when it is in place"),
]
