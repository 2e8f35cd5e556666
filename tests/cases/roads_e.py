"""Roads that cases share: from nothing to a session that is planned, through the pages."""


def rate_card(as_mina, **pounds):
    page = as_mina.open("/money/rates/").send("Publish this card", name="Ours", valid_from="1 June 2026", **pounds)
    assert page.status == 200, page
    return page


PLAN = {
    "title": "The drop-in",
    "purpose": "To open at night.",
    "together": ["designs"],
    "size": "long",
    "can_change": "The hours.",
    "cannot_change": "The place.",
    "who_decides": "All of us.",
    "why_none": "Somebody else pays.",
    "source": "The council",
    "money_until": "1 June 2027",
}


def project(as_cora, **fields):
    page = as_cora.open("/projects/new/").send("Plan this project", {**PLAN, **fields})
    assert page.status == 200, page
    return page


def somebody(as_cora, name="Asha", **fields):
    page = as_cora.open("/people/new/").send("Welcome them", name=name, **fields)
    assert page.status == 200, page
    return page


def open_stage(as_cora, stages, *, people):
    """Opens the first stage of a project, whose page of stages this is, with the first so many people in it."""
    page = stages.link("Open this stage")
    told = {}
    for row in range(people):
        told |= {f"form-{row}-takes_part": "on", f"form-{row}-outcome": "done", f"form-{row}-way": "call"}
        told[f"form-{row}-held_on"] = "today"
    page = page.send("Open this stage", told)
    assert page.status == 200, page
    return page


def tell(as_cora, project_path):
    nothing = {f"{part}_nothing": "on" for part in ("outcomes", "blocks", "risks")}
    page = as_cora.open(f"{project_path}updates/new/").send("Tell them now", progress="We met twice.", **nothing)
    assert page.status == 200, page
    return page
