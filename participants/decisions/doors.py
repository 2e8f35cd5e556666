from coproduction.base.access import COORDINATOR, MANAGER, Door

DOORS = [
    Door("gatherings:decisions", COORDINATOR | MANAGER, does="see what was decided in a project"),
]
