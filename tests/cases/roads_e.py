"""Roads that cases share: from nothing to a session that is planned, through the pages."""


def rate_card(as_mina, **pounds):
    page = as_mina.open("/money/rates/").send("Publish this card", name="Ours", valid_from="1 June 2026", **pounds)
    assert page.status == 200, page
    return page


def project(as_cora, **fields):
    told = {
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
    page = as_cora.open("/projects/new/").send("Plan this project", {**told, **fields})
    assert page.status == 200, page
    return page


def somebody(as_cora, name="Asha", **fields):
    page = as_cora.open("/people/new/").send("Welcome them", name=name, **fields)
    assert page.status == 200, page
    return page
