from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("people:choices", COORDINATOR, does="write down what a person chooses"),
]
