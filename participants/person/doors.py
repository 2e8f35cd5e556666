from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("people:list", COORDINATOR, does="see the list of people who take part"),
    Door("people:person", COORDINATOR, does="see how to reach a person and what helps them take part"),
]
