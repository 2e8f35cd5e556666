from coproduction.base.access import COORDINATOR, MANAGER, Door

DOORS = [
    Door("gatherings:updates", COORDINATOR | MANAGER, does="see what people on a project were told"),
    Door("gatherings:tell", COORDINATOR, does="tell people how a project goes"),
    Door("gatherings:update", COORDINATOR | MANAGER, does="see what people on a project were told"),
    Door("gatherings:mark_told", COORDINATOR, does="note that a person was told by phone, on paper or face to face"),
]
