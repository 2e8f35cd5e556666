"""What each role can see and do, in plain words, read from the doors and from the records themselves."""

from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from coproduction.accounts.records import Record
from coproduction.base.access import ANYONE, NAMED, SIGNED_IN
from coproduction.base.http import render_page
from coproduction.base.privacy import our_models

# Each role: who they are called, and what the role is for.
ROLES = {
    "participant": ("People who take part", "They see what is about them, and nothing about anyone else."),
    "coordinator": ("Coordinators", "They run projects, and see those that they help to run."),
    "manager": ("Managers", "They look after all projects of the organisation, and check what is to be paid."),
    "finance": ("Finance", "They send the money."),
}
# Each part on a project: what it is called, and what holds besides what stands in the tables.
PARTS = {
    "contact": ("The contact", "A coordinator whom people in the project can always turn to."),
    "deputy": ("The deputy", "A coordinator who steps in when the contact is away."),
    "stand_in": ("A stand-in", "Works like a coordinator here, from the first day to the last. Can't change the team."),
    "peer": ("A peer", "A person who takes part, and whom the project chose to help others answer."),
}
# What the first word of a route is about, in the order in which it stands on the page.
ABOUT = {
    "today": "Day by day",
    "me": "Their own page",
    "projects": "Projects",
    "project": "Projects",
    "stages": "Stages",
    "gatherings": "Sessions and news",
    "people": "People",
    "money": "Money",
    "principles": "The six principles",
}
SIGNING_IN, ELSE = "Signing in", "The organisation"

LAYERS = (
    ("Everyone on the project", "the name a person likes, and their role"),
    ("Its coordinators", "what helps a person take part, and how it is safe to reach them"),
    ("Its contact and deputy", "what is kept between few, such as what helps when it gets too much"),
    ("Finance, managers, and coordinators of the project", "who is paid, how and how much"),
)


class Can(NamedTuple):
    """What somebody can do: words after "can". `proves`: they are asked once more who they are."""

    words: str
    proves: bool


@require_safe
def roles(request):
    doors = import_string(settings.DOORS)
    context = {
        "layers": LAYERS,
        "sections": [*(role(key, doors) for key in ROLES), *(part(key, doors) for key in PARTS)],
        "everyone": can(door for door in doors if door.who == SIGNED_IN),
        "anyone": can(door for door in doors if door.who == ANYONE and door.does),
        "nobody_sees": known(model for model in records() if not model.seen_by),
        "yours": request.user.roles,
    }
    return render_page(request, "pages/roles.html", context)


def role(key, doors):
    title, about = ROLES[key]
    theirs = [door for door in doors if key in door.who and not door.part]
    sees = [model for model in records() if key in model.seen_by and not model.seen_by_parts]
    return {"key": key, "title": title, "about": about, "groups": by_subject(theirs), "sees": known(sees)}


def part(key, doors):
    """What this part can do and see beyond their role; and, where they run the project too, what they can't."""
    title, about = PARTS[key]
    kept = [model for model in records() if model.seen_by_parts]
    return {
        "key": key,
        "title": title,
        "about": about,
        "beyond": key in NAMED,
        "groups": by_subject(door for door in doors if key in door.part),
        "sees": known(model for model in kept if key in model.seen_by_parts),
        "never": known(kept) if key == "stand_in" else [],
    }


def records():
    return [model for model in our_models() if issubclass(model, Record)]


def known(models):
    """What these records are, in plain words, each once."""
    return list(dict.fromkeys(model.known_as for model in models))


def by_subject(doors):
    """Pairs of heading and what can be done there."""
    groups = {}
    for door in doors:
        groups.setdefault(subject(door), []).append(door)
    order = [*dict.fromkeys(ABOUT.values()), ELSE, SIGNING_IN]
    return [(heading, can(groups[heading])) for heading in order if heading in groups]


def subject(door):
    if door.who == SIGNED_IN:
        return SIGNING_IN
    first = door.route.partition(":")[0].partition("_")[0]
    return ABOUT.get(first, ELSE)


def can(doors):
    """Each thing once, even where several doors lead to it."""
    found = {}
    for door in doors:
        if door.does:
            found[door.does] = found.get(door.does, False) or bool(door.fresh)
    return [Can(words, proves) for words, proves in found.items()]
