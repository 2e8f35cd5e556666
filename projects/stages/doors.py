from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("projects:skip_stage", COORDINATOR, does="say that a stage does not apply, and why"),
]
