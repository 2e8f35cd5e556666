from coproduction.base.access import COORDINATOR, MANAGER, Door

DOORS = [
    Door("stages:close_stage", COORDINATOR, does="close a stage, which asks people the six questions"),
    Door("stages:override", MANAGER, does="close a stage although something is open, and say why"),
    Door("stages:close_project", COORDINATOR, does="close a project, once what is owed is settled or handed over"),
    Door("stages:override_project", MANAGER, does="close a project although something is open, and say why"),
    Door("stages:hand_over", COORDINATOR, does="hand what is still open to one of the team, with a day"),
    Door("stages:hand_over_stage", COORDINATOR, does="hand what is still open to one of the team, with a day"),
]
