from coproduction.base.access import COORDINATOR, MANAGER, Door

DOORS = [
    Door("projects:list", COORDINATOR | MANAGER, does="see the list of projects"),
    Door("projects:plan", COORDINATOR, does="plan a project"),
    Door("projects:stages", COORDINATOR | MANAGER, does="see the stages of a project"),
]
