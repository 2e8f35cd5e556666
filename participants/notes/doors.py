from coproduction.base.access import COORDINATOR, NAMED, Door

DOORS = [
    Door("people:notes", COORDINATOR, does="read what is for contact and deputy alone", part=NAMED),
    Door("people:write_note", COORDINATOR, does="write something down for contact and deputy alone", part=NAMED),
    Door("people:end_note", COORDINATOR, does="end what was written for contact and deputy alone", part=NAMED),
]
