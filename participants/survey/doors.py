from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("stages:close_round", COORDINATOR, does="close the six questions, once their time is over"),
]
