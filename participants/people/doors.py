from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("people:helps", COORDINATOR, does="write down what helps a person take part"),
]
