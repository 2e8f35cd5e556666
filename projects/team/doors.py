from coproduction.base.access import COORDINATOR, MANAGER, Door

DOORS = [
    Door("projects:change_contact", COORDINATOR | MANAGER, does="choose the contact of a project", fresh=True),
    Door("projects:change_deputy", COORDINATOR | MANAGER, does="choose the deputy of a project", fresh=True),
    Door("projects:add_coordinator", COORDINATOR | MANAGER, does="add a coordinator to a project", fresh=True),
    Door("projects:name_stand_in", COORDINATOR | MANAGER, does="name a stand-in, from one day to another", fresh=True),
    Door("projects:note_meeting", COORDINATOR | MANAGER, does="note when people met their new contact", fresh=True),
    Door("projects:let_go", COORDINATOR | MANAGER, does="say that somebody has left the team", fresh=True),
]
