from coproduction.base.access import COORDINATOR, DEPUTY, Door

DOORS = [
    Door("stages:name_peer", COORDINATOR, does="name a peer, and say when that ends", fresh=True),
    Door("stages:end_peer", COORDINATOR, does="name a peer, and say when that ends", fresh=True),
    Door("stages:take_down", COORDINATOR, does="write down what a person answers to the six questions", part=DEPUTY),
]
