from coproduction.base.access import STAFF, Door

DOORS = [
    Door("confirm", STAFF, does="say whether they take part here too", fresh=True),
]
