"""The life of a project as a line of stages: where each is, when it was, and how much of it there was."""

from datetime import date

from coproduction.base.tags import span

# As many people as are drawn one by one; further ones stand in the number alone.
DRAWN, APART, EDGE = 12, 14, 7


def stop(stage, *, people=None, url=None):
    """One stage of the line. people: how many took part, None where the reader may not see it."""
    return {"name": stage.name, "state": stage.state, "people": people, "url": url}


def whole_line(stages, held, people=None, urls=None):
    """Each stage with what is known of it. held: {stage id: sessions held}; people: {stage id: number}, or None."""
    return [
        {
            **stop(stage, people=counted(stage, people), url=(urls or {}).get(stage.pk)),
            "when": when(stage),
            "beside": [other.name for other in stages if other.position < stage.position and overlap(stage, other)],
            "held": held.get(stage.pk, 0) if stage.opened_on else None,
            "drawn": drawn(counted(stage, people)),
        }
        for stage in stages
    ]


def in_a_row(stops):
    """The same stops, those whose name is seen in a compact line marked: the open ones, or the next, or the last."""
    open_now = [stop for stop in stops if stop["state"] == "now"]
    later = [stop for stop in stops if stop["state"] == "later"]
    seen = open_now or later[:1] or [stop for stop in stops if stop["state"] == "done"][-1:]
    return [{**stop, "named": stop in seen} for stop in stops]


def counted(stage, people):
    return people.get(stage.pk, 0) if people is not None and stage.opened_on else None


def when(stage):
    if not stage.opened_on:
        return ""
    if stage.closed_on:
        return span(stage.opened_on, stage.closed_on)
    return f"since {span(stage.opened_on, stage.opened_on)}"


def overlap(stage, other):
    """Both open on more than the day on which one ended and the other began."""
    if not (stage.opened_on and other.opened_on):
        return False
    return max(stage.opened_on, other.opened_on) < min(stage.closed_on or date.max, other.closed_on or date.max)


def drawn(people):
    """Where the middle of each person's dot is, from the start of the row."""
    return [EDGE + APART * place for place in range(min(people or 0, DRAWN))]
