from coproduction.base.access import COORDINATOR, MANAGER, STAFF, Door

DOORS = [
    Door("money:list", STAFF, does="see which payments wait for them"),
    Door("money:project", COORDINATOR | MANAGER, does="see the payments of a project"),
    Door("money:payment", STAFF, does="see a payment: who is paid, how, how much and where it is now"),
    Door(
        "money:step",
        STAFF,
        does="move a payment on: coordinators write it, managers check it, finance sends it",
        fresh=frozenset({"approve", "release"}),
    ),
]
