from coproduction.base.access import COORDINATOR, MANAGER, Door

DOORS = [
    Door("gatherings:decide", COORDINATOR, does="write down what was decided between sessions, or by somebody outside"),
    Door("gatherings:decisions", COORDINATOR | MANAGER, does="see what was decided in a project"),
]
