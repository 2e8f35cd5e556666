from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("people:sign_in", COORDINATOR, does="give a person a way to sign in", fresh=True),
    Door("people:card", COORDINATOR, does="make a printed card with which a person signs in once", fresh=True),
    Door("people:withdraw_card", COORDINATOR, does="stop a printed card from working"),
]
