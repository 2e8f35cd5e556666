from coproduction.base.access import COORDINATOR, DEPUTY, Door

DOORS = [
    Door("stages:group", COORDINATOR, does="read how a group can speak for itself, to tell people about it"),
    Door("stages:group_for", COORDINATOR, does="write down what a person says as one of their group", part=DEPUTY),
]
