"""Finds each rule of who may do what in the source, and how it could be weaker; `sabotage.py` tries them.

Doors, `visible_to` and its like, and what views fetch are found by their shape, so that a new one is covered by itself.
"""

import ast
import inspect
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import django

from .source import ROOT, python_files

# Which tests should notice, the narrowest first.
CELL = "tests/test_access.py::test_each_route_opens_for_its_own_people_alone[{}]"
TEAM = "tests/access/test_team_now.py"
LAYERS = "tests/people/test_layers.py"
RIGHTS, SCOPE, PROOF = "tests/access/test_rights.py", "tests/access/test_scope.py", "tests/access/test_proof.py"


@dataclass(frozen=True)
class Weakened:
    """One rule made weaker: the text from `start` to `end` of a file becomes `new`; `tests` should notice."""

    name: str
    path: Path
    start: int
    end: int
    new: str
    tests: tuple
    on_postgresql: bool = False

    def written_in(self, text):
        return text[: self.start] + self.new + text[self.end :]


class Source:
    """A file, and where each piece of its syntax stands in its text."""

    def __init__(self, path):
        self.path = ROOT / path
        self.text = self.path.read_text()
        self.tree = ast.parse(self.text)
        self.lines = [0]
        for line in self.text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def span(self, node):
        # Columns are counted in bytes.
        def at(line, column):
            start = self.lines[line - 1]
            return start + len(self.text[start : self.lines[line]].encode()[:column].decode())

        return at(node.lineno, node.col_offset), at(node.end_lineno, node.end_col_offset)

    def of(self, node):
        start, end = self.span(node)
        return self.text[start:end]

    def weakened(self, name, node, new, *tests, **more):
        return Weakened(
            f"{self.path.relative_to(ROOT)}:{node.lineno} {name}", self.path, *self.span(node), new, tests, **more
        )

    def functions(self, *names):
        """Functions and methods of these names, with the class or nothing before."""
        for owner in ast.walk(self.tree):
            for node in getattr(owner, "body", []) if isinstance(owner, (ast.Module, ast.ClassDef)) else []:
                if isinstance(node, ast.FunctionDef) and (not names or node.name in names):
                    yield f"{owner.name}.{node.name}" if isinstance(owner, ast.ClassDef) else node.name, node


# Doors --------------------------------------------------------------------------------------------------------------


def doors():
    source = Source("coproduction/doors.py")
    for call in ast.walk(source.tree):
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Door"):
            continue
        route, who = getattr(call.args[0], "value", ""), call.args[1]
        if not route or route.startswith("demo"):
            # Of demo mode, where nobody real is: these open to anyone as it is.
            continue
        words, cell = source.of(who), CELL.format(route)
        if words != "ANYONE":
            # A door for anyone has to say why.
            yield source.weakened(f"{route} opened to anyone", who, "ANYONE, why='weakened'", cell)
        for role in ("COORDINATOR", "MANAGER", "FINANCE", "PARTICIPANT"):
            if words not in ("ANYONE", "SIGNED_IN", "STAFF") and role not in words:
                # By what it stands for: a role that no door has yet is not imported there.
                wider = f'{words} | frozenset({{"{role.lower()}"}})'
                yield source.weakened(f"{route} opened to {role.lower()}", who, wider, cell)
                break
        for keyword in call.keywords:
            if keyword.arg == "fresh":
                yield source.weakened(f"{route} no longer asks again", keyword.value, "False", cell)


# Which rows ---------------------------------------------------------------------------------------------------------

CHOOSE_ROWS = ("visible_to", "run_by", "of", "in_care_of")
NARROWS = ("filter", "Q")
# What others of them stand on.
STAND_ON = ("TeamMemberQuerySet.current", "MembershipQuerySet.current")
# Where a few cases by hand say more than what chance finds.
CASES = dict.fromkeys(STAND_ON, TEAM) | {"ParticipantQuerySet.in_care_of": LAYERS}


def querysets():
    """Each filter in `visible_to`, `run_by`, `of` and their like loses one of its conditions, and then all."""
    for path in python_files():
        source = Source(path)
        for name, function in source.functions():
            chooses = "QuerySet" in name and function.name in CHOOSE_ROWS
            tests = [CASES[name], RIGHTS] if name in CASES else [RIGHTS]
            if chooses:
                yield source.weakened(f"{name} gives everything", function.body[-1].value, "self", *tests)
            for call in ast.walk(function) if chooses or name in STAND_ON else ():
                if getattr(call, "func", None) and getattr(call.func, "attr", getattr(call.func, "id", "")) in NARROWS:
                    yield from without_each(source, name, call, *tests)


def without_each(source, name, call, *tests):
    """The call without each of its conditions in turn."""
    for condition in [*call.args, *call.keywords]:
        if isinstance(condition, ast.Starred):
            continue
        kept = [source.of(one) for one in [*call.args, *call.keywords] if one is not condition]
        words = " ".join(source.of(condition).split())[:60]
        # An empty Q would be left out of an "or", which would give fewer.
        everything = ["pk__isnull=False"] if source.of(call.func) == "Q" else []
        new = f"{source.of(call.func)}({', '.join(kept or everything)})"
        yield source.weakened(f"{name} without {words}", call, new, *tests)


def money_steps():
    """Who may take which step of a payment."""
    source = Source("participants/views/money_steps.py")
    for name, function in source.functions("managed_by", "released_by", "looked_at_by", "without_sign_in", "run_by"):
        last = function.body[-1].value
        yield source.weakened(f"{name} gives every payment", last, "Payment.objects.all()", CELL.format("money:step"))


# Where what was fetched before holds the row already, so that fetching any of its kind opens nothing.
HELD_ALREADY = {
    "participants/views/closing.py:end_questions": "they run the project, the stage is its, the round the stage's",
    "participants/views/notes.py:end": "the person is in their care, and the note is the person's",
}


def views():
    """Where a view fetches one thing that this person may open, it fetches anything of that id."""
    routes_of = defaultdict(list)
    for route, path, name in routed():
        routes_of[path, name].append(route)
        routes_of[path].append(route)
    for path in sorted({key for key in routes_of if isinstance(key, Path)}):
        source = Source(path)
        for name, function in source.functions():
            cells = [CELL.format(route) for route in routes_of.get((path, name), routes_of[path])]
            held = f"{path.relative_to(ROOT)}:{name}" in HELD_ALREADY
            for call in () if held else fetched_in(function):
                manager = source.of(call.func.value)
                yield source.weakened(f"{name} fetches any of {manager}", call, f"{manager}.all()", *cells)


def fetched_in(function):
    """What stands in `get_object_or_404(X.objects.visible_to(...))` and its like."""
    for get in ast.walk(function):
        if isinstance(get, ast.Call) and getattr(get.func, "id", "") == "get_object_or_404":
            for call in ast.walk(get.args[0]):
                if getattr(getattr(call, "func", None), "attr", "") in ("visible_to", "run_by", "for_project"):
                    yield call


def routed():
    """Triples of a route, the file of its view and the view's name, of ours alone."""
    django.setup()
    from coproduction.base.access import routes

    for route, pattern in routes():
        view = inspect.unwrap(pattern.callback)
        path = Path(inspect.getsourcefile(view))
        if path in python_files() and "demo" not in path.parts:
            yield route, path, view.__name__


# Single rules -------------------------------------------------------------------------------------------------------

CODES, CARDS = "tests/accounts/test_codes.py", "tests/accounts/test_cards.py"
GUESSED, MISUSED = "tests/accounts/test_codes_guessed.py", "tests/accounts/test_codes_misused.py"
ONCE, TAKEN = "tests/accounts/test_once.py", "tests/access/test_taken_away.py"
# By file and function (a method by its class): what stands there, what takes its place, and who should notice.
SINGLE = {
    ("coproduction/base/access.py", "Door.admits"): [
        ("bool(self.who & user.roles)", "True", CELL.format("today")),
        ("self.who == SIGNED_IN or bool(self.who & user.roles)", "True", CELL.format("people:list")),
    ],
    ("coproduction/base/access.py", "DoorMiddleware.second_factor_missing"): [
        ("return bool(as_staff) and not second_factor_shown(request)", "return False", PROOF),
    ],
    ("coproduction/base/access.py", "Door.wants_fresh"): [
        ("return self.fresh is True or bool(self.fresh) and step in self.fresh", "return False", PROOF),
    ],
    ("coproduction/base/access.py", "organisations_of"): [
        ('raise OutOfScope("A stranger asked for a record.")', "return set()", SCOPE),
    ],
    ("coproduction/base/proof.py", "second_factor_shown"): [
        ('any(proof["method"] == "mfa" for proof in proofs(request))', "True", PROOF),
    ],
    ("coproduction/base/proof.py", "is_fresh"): [
        ('time.time() - counted[-1]["at"] < settings.FRESH_SECONDS', "True", PROOF),
    ],
    ("coproduction/base/scope.py", "ScopedManager.get_queryset"): [
        ("found if ids is EVERYWHERE else found.filter(organisation__in=ids)", "found", SCOPE),
    ],
    ("coproduction/base/scope.py", "ScopedManager.contribute_to_class"): [
        ("cls._meta.base_manager_name = name", "pass", SCOPE),
    ],
    ("coproduction/base/scope.py", "in_scope"): [("return outside(model)", "return EVERYWHERE", SCOPE)],
    ("coproduction/base/scope.py", "check"): [
        ("(row, *hangs_on)", "(row,)", SCOPE),
        ("(row, *hangs_on)", "hangs_on", SCOPE),
    ],
    ("coproduction/base/scope.py", "Scoped.save"): [("check(self)", "pass", SCOPE)],
    ("coproduction/base/scope.py", "Scoped.delete"): [("check(self)", "pass", SCOPE)],
    ("coproduction/base/scope.py", "ScopedQuerySet.bulk_create"): [
        ("check(row)", "pass", SCOPE),
        ('kwargs.get("update_conflicts")', "False", SCOPE),
    ],
    ("coproduction/base/scope.py", "ScopedQuerySet.update"): [
        ('{"organisation", "organisation_id"} & kwargs.keys()', "False", SCOPE),
    ],
    ("coproduction/base/scope.py", "ScopedQuerySet.raw"): [
        ("in_scope(self.model) is not EVERYWHERE", "False", SCOPE),
    ],
    ("coproduction/accounts/once.py", "once"): [
        ("create(token=token,", "create(token=uuid.uuid4(),", ONCE),
        ("(first.user_id, first.digest) != (request.user.pk, digest)", "False", ONCE),
        ("(first.user_id, first.digest) != (request.user.pk, digest)", "first.digest != digest", ONCE),
    ],
    ("coproduction/pages/undelivered.py", "seen_by"): [
        ('recipient__in=theirs.values("user"), ', "", "tests/cases/test_k91_messages.py"),
    ],
    ("coproduction/accounts/sign_in_codes.py", "may_be_judged"): [("take_place(key, *JUDGED)", "True", CODES)],
    ("coproduction/accounts/sign_in_codes.py", "may_be_sent"): [
        ('take_place(keyed("sent", key), *SENT)', "True", CODES),
    ],
    ("coproduction/accounts/sign_in_codes.py", "took"): [
        ("place=place, at__lte=before", "place=place", GUESSED),
    ],
    ("coproduction/accounts/sign_in_codes.py", "use_up"): [
        ("digest=digest, ", "", CODES, MISUSED),
        (", sent_at__gt=since", "", CODES, MISUSED),
        ("used == 1", "True", CODES),
    ],
    ("coproduction/accounts/sign_in_codes.py", "account_at"): [
        ("account if account and account.is_active else None", "account", CODES, "tests/accounts/test_sign_in.py"),
    ],
    ("coproduction/accounts/cards.py", "use_card"): [
        ("judged and ", "", CARDS),
        ("right and ", "", CARDS),
        (" and takes_part_alone(card.user, card.organisation_id)", "", CARDS),
        ("objects.standing(now).filter", "objects.filter", CARDS),
    ],
    ("coproduction/accounts/models/organisation.py", "MembershipQuerySet.current"): [
        ("ended_at__isnull=True, ", "", TAKEN),
    ],
    ("coproduction/accounts/models/user.py", "User.organisations_as"): [(" if role in roles", "", RIGHTS)],
    ("participants/views/portal/frame.py", "mine"): [("of(request.user)", "all()", CELL.format("me:money"))],
}
# Rules that refuse an action to somebody: each `if` that raises Refused there, and what should notice.
REFUSALS = {
    "participants/actions/payments.py": ("tests/money",),
    "participants/actions/payment_wishes.py": ("tests/money",),
    "coproduction/accounts/cards.py": (CARDS,),
    "coproduction/accounts/invitations.py": ("tests/accounts/test_invitations.py",),
    "coproduction/accounts/organisations.py": (
        "tests/accounts/test_organisation.py",
        "tests/accounts/test_lost_factor.py",
        "tests/accounts/test_organisation_set_up.py",
    ),
    "projects/actions/team.py": ("tests/projects",),
    "participants/actions/peers.py": ("tests/people/test_peers.py",),
}
ON_POSTGRESQL = {"coproduction/accounts/audit.py": ("locked_head", ".select_for_update()", "tests/accounts")}


def single():
    for (path, name), changes in SINGLE.items():
        source = Source(path)
        for old, new, *tests in changes:
            yield replaced(source, name, old, new, *tests)
    for path, (name, old, test) in ON_POSTGRESQL.items():
        yield replaced(Source(path), name, old, "", test, on_postgresql=True)


def replaced(source, name, old, new, *tests, **more):
    (function,) = [node for found, node in source.functions() if found == name]
    start, end = source.span(function)
    at = source.text.find(old, start, end)
    assert at >= 0, f"{source.path}: {name} no longer says {old!r}. Say in tests/sabotage.py what it says now."
    words = f"{source.path.relative_to(ROOT)} {name}: {' '.join(old.split())[:50]}"
    return Weakened(f"{words} -> {new or 'nothing'}", source.path, at, at + len(old), new, tests, **more)


def refusals():
    for path, tests in REFUSALS.items():
        if not (ROOT / path).exists():
            continue
        source = Source(path)
        for name, function in source.functions():
            for node in ast.walk(function):
                if isinstance(node, ast.If) and raises_refused(node.body):
                    words = " ".join(source.of(node.test).split())[:60]
                    yield source.weakened(f"{name} whatever {words}", node.test, "False", *tests)


def raises_refused(body):
    return isinstance(body[-1], ast.Raise) and "Refus" in ast.dump(body[-1])


def all_of_them():
    """Each rule once, the quickest to try first."""
    found = [*single(), *refusals(), *querysets(), *money_steps(), *views(), *doors()]
    return list({rule.name: rule for rule in found}.values())
