from coproduction.base.access import COORDINATOR, Door

DOORS = [
    Door("corrections:in_project", COORDINATOR, does="put right what was written down in a project"),
    Door("corrections:of_person", COORDINATOR, does="put right what was written down about a person"),
]
