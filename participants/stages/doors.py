from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("stages:people", COORDINATOR, does="see who takes part in which stage"),
    Door("stages:stage", COORDINATOR, does="see who takes part in a stage, who was told before and heard after"),
    Door("stages:open_stage", COORDINATOR, does="open a stage with the people who take part in it"),
    Door("stages:add_person", COORDINATOR, does="add a person to a stage"),
    Door("stages:taking_part", COORDINATOR, does="say that somebody pauses in a stage, leaves it, or says no to it"),
]
