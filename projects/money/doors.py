from coproduction.base.access import STAFF, Door

DOORS = [
    Door("money:rates", STAFF, does="see what people are paid for their time; managers can change it"),
]
