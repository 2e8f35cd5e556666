from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("gatherings:said", COORDINATOR, does="see what people said, what became of it and what was promised"),
    Door("gatherings:answer", COORDINATOR, does="answer what a person said"),
    Door("gatherings:answer_told", COORDINATOR, does="note that a person has heard the answer"),
]
