"""No record is reached with no organisation in scope, nor one of an organisation that is not in scope, in any way."""

import ast
import threading

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist
from django.core.management import BaseCommand, call_command, get_commands
from django.db.models import Count, prefetch_related_objects
from django.db.models.deletion import Collector
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from coproduction.accounts.models import Organisation
from coproduction.base import scope
from coproduction.base.access import DoorMiddleware
from coproduction.base.models import Message
from coproduction.base.privacy import our_models
from coproduction.base.scope import OutOfScope, Scoped, everywhere, within
from projects.project.models import Project

from .. import factories as make
from ..scopes import nowhere
from ..source import ROOT, python_files, tree_of, where
from ..world import build

# Models that know an organisation and stand outside of any scope, and why.
NOT_SCOPED = {
    "accounts.Membership": "the scope of a request is worked out from it",
    "accounts.AuditEntry": "one chain an organisation, written by everything and read by nobody's page",
    "accounts.AuditHead": "where a chain ends",
}
# What a command is called with; one that serves pages is left out, since each request opens its own scope.
COMMANDS = {
    "start_demo": None,
    "load_scale": ("--times=0",),
    "reset_second_factor": ("--email=cora@example.org",),
    "create_organisation": ("--name=Riverside", "--email=new@example.org", "--name-of=Cora"),
}


def of_one_organisation():
    def names_one(model):
        return bool({"organisation", "organisation_id"} & {field.attname for field in model._meta.fields}) or any(
            field.name == "organisation" for field in model._meta.fields
        )

    return [model for model in our_models() if names_one(model)]


MODELS = [model for model in of_one_organisation() if model._meta.label not in NOT_SCOPED]


@pytest.fixture
def strict():
    """As in the program: the tests' own leave to look everywhere is taken back."""
    with nowhere():
        yield


@pytest.fixture
def rows(db):
    """{model: (a row of ours, a row of theirs)}, and both organisations."""
    world = build()
    houses = world.mine, world.outside
    for house in houses:
        contact, user, organisation = house.project.pk, house.participant.user, house.organisation
        make.SignInCardFactory(organisation=organisation, user=user)
        make.InvitationFactory(organisation=organisation)
        make.MovementFactory(payment__attendance__session__stage__project=house.project)
        make.PauseFactory(participant=house.participant)
        make.kept_rows(house.project)
        make.ReflectionFactory(survey_round__stage__project=house.project)
        now = timezone.now()
        fields = {"channel": "email", "address": "a@example.org", "wording": "news", "due_at": now}
        Message.objects.create(organisation=organisation, key=f"k{contact}", recipient=user, **fields)
    ours, theirs = (house.organisation for house in houses)
    pairs = {
        model: tuple(model.objects.filter(organisation=one).order_by("pk").first() for one in (ours, theirs))
        for model in MODELS
    }
    missing = [model._meta.label for model, pair in pairs.items() if None in pair]
    assert not missing, f"Make a row of each in tests/world.py: {missing}"
    return pairs, ours.pk, theirs.pk


def queries(row):
    """Every kind of query that can reach a row, by name. Each returns what it found, or how many."""
    model, here = type(row), {"pk": row.pk}
    objects, to_scoped = model.objects, scoped_keys(model)
    yield "all", lambda: list(objects.all())
    yield "get", lambda: objects.get(**here)
    yield "filter", lambda: list(objects.filter(**here))
    yield "exclude", lambda: list(objects.exclude(organisation=None))
    yield "count", lambda: objects.count()
    yield "exists", lambda: objects.filter(**here).exists()
    yield "first", lambda: objects.first()
    yield "in_bulk", lambda: objects.in_bulk([row.pk])
    yield "values", lambda: list(objects.values("pk"))
    yield "values_list", lambda: list(objects.values_list("pk", flat=True))
    yield "aggregate", lambda: objects.aggregate(found=Count("pk"))["found"]
    yield "iterator", lambda: list(objects.iterator())
    yield "select_related", lambda: list(objects.select_related(*to_scoped) if to_scoped else objects.select_related())
    yield "union", lambda: list(objects.order_by().union(objects.order_by()))
    yield "lock", lambda: list(objects.select_for_update().filter(**here))
    yield "raw", lambda: list(objects.raw(f'SELECT * FROM "{model._meta.db_table}"'))
    yield "update", lambda: objects.filter(**here).update(organisation_id=row.organisation_id)
    yield "delete", lambda: objects.filter(**here).delete()
    yield "get_or_create", lambda: objects.get_or_create(**here)
    yield "update_or_create", lambda: objects.update_or_create(defaults={}, **here)
    if own_field(model):
        yield "bulk_update", lambda: objects.bulk_update([row], [own_field(model)])
    yield "default manager", lambda: list(model._default_manager.all())
    yield "base manager", lambda: list(model._base_manager.all())
    yield "refresh", lambda: row.refresh_from_db()


def writes(row):
    """Every way to keep a row or to do away with it."""
    model = type(row)
    fields = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
    yield "save", lambda: row.save()
    yield "create", lambda: model.objects.create(**fields)
    yield "create through none", lambda: model.objects.none().create(**fields)
    yield "bulk_create", lambda: model.objects.bulk_create([model(**fields)])
    yield "bulk_create through none", lambda: model.objects.none().bulk_create([model(**fields)])
    yield "delete one", lambda: row.delete()


def scoped_keys(model):
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Scoped)
    ]


def own_field(model):
    """None where a row says nothing but what it hangs on."""
    own = (field.name for field in model._meta.concrete_fields if not field.primary_key and not field.is_relation)
    return next(own, None)


def relations(row):
    """Each way from a row to scoped ones that hang on it, or that it hangs on."""
    for name in scoped_keys(type(row)):
        if getattr(row, f"{name}_id"):
            yield f"to {name}", lambda name=name: (row._state.fields_cache.pop(name, None), getattr(row, name))
    for related in type(row)._meta.related_objects:
        name = related.get_accessor_name()
        if name and issubclass(related.related_model, Scoped):
            if related.one_to_one:
                yield f"to its {name}", lambda name=name: getattr(row, name)
            else:
                yield f"to its {name}", lambda name=name: list(getattr(row, name).all())
            yield f"with its {name}", lambda name=name: prefetch_related_objects([row], name)


def passes(attempt):
    """Whether an attempt was let through. What a row hangs on may be found missing before the row is looked at."""
    try:
        attempt()
    except (OutOfScope, ObjectDoesNotExist):
        return False
    return True


def test_every_model_of_an_organisation_is_scoped_or_says_why():
    unscoped = {model._meta.label for model in of_one_organisation() if not issubclass(model, Scoped)}
    assert unscoped == set(NOT_SCOPED)
    assert all(isinstance(model._base_manager, scope.ScopedManager) for model in MODELS)
    assert all(
        isinstance(manager, scope.ScopedManager) and issubclass(manager._queryset_class, scope.ScopedQuerySet)
        for model in MODELS
        for manager in model._meta.managers
    )


def test_with_no_organisation_in_scope_every_query_and_write_raises(rows, strict, figure):
    tried, through = 0, []
    for model, (row, _) in rows[0].items():
        row._state.fields_cache.clear()
        for name, attempt in [*queries(row), *writes(row), *relations(row)]:
            tried += 1
            if passes(attempt):
                through.append(f"{model._meta.label}: {name}")
    assert not through, "\n".join(through)
    figure("TN2", tried, f"queries and writes with no organisation in scope on {len(MODELS)} models, 0 let through")


def test_a_strangers_request_reaches_nothing(rows, strict, figure):
    through = []

    def view(request):
        for model, (row, _) in rows[0].items():
            through.extend(f"{model._meta.label}: {name}" for name, attempt in queries(row) if passes(attempt))
        return HttpResponse()

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    DoorMiddleware(view)(request)
    assert not through, "\n".join(through)
    figure("TN2", len(MODELS), "models asked for by a stranger, 0 reached")


def test_within_a_scope_nothing_of_another_organisation_is_found(rows, strict, figure):
    pairs, ours, _ = rows
    tried, found = 0, []
    with within({ours}):
        for model, (_, theirs) in pairs.items():
            for name, attempt in queries(theirs):
                tried += 1
                if reached(name, attempt, theirs):
                    found.append(f"{model._meta.label}: {name}")
            assert model.objects.count() > 0
    assert not found, "\n".join(found)
    figure("TN2", tried, "queries for rows of the organisation that is not in scope, 0 found")


def reached(name, attempt, theirs):
    model = type(theirs)
    if name in ("get_or_create", "update_or_create"):
        # The row is not found; a second one of the same id is not kept, since it is nobody's.
        return passes(attempt)
    try:
        found = attempt()
    except (OutOfScope, model.DoesNotExist):
        return False
    if name in ("count", "aggregate"):
        return found > model.objects.filter(organisation__in=scope.in_scope(model)).count()
    if name in ("exists", "update", "bulk_update"):
        return bool(found)
    if name == "delete":
        return found[0] > 0
    if name == "refresh":
        return True
    if name == "first":
        return found is not None and found.pk == theirs.pk
    return theirs.pk in {getattr(one, "pk", one.get("pk") if isinstance(one, dict) else one) for one in found}


def test_within_a_scope_no_row_of_another_organisation_is_kept_or_deleted(rows, strict, figure):
    pairs, ours, theirs_id = rows
    tried, through = 0, []
    with within({ours}):
        for model, (mine, theirs) in pairs.items():
            attempts = [*writes(theirs), ("carried over", lambda model=model: carry_over(model, theirs_id))]
            for name, attempt in [*attempts, *hung_on_theirs(mine, theirs)]:
                tried += 1
                if passes(attempt):
                    through.append(f"{model._meta.label}: {name}")
    assert not through, "\n".join(through)
    figure("TN2", tried, "writes of rows of the organisation that is not in scope, 0 kept")


def carry_over(model, organisation_id):
    model.objects.all().update(organisation=organisation_id)


def hung_on_theirs(mine, theirs):
    """A row of ours that is made to hang on what is theirs."""
    for name in scoped_keys(type(mine)):
        with everywhere("what theirs hangs on is got hold of first"):
            hangs_on = getattr(theirs, name)
        if hangs_on is not None:

            def attempt(name=name, hangs_on=hangs_on):
                setattr(mine, name, hangs_on)
                mine.save()

            yield f"hung on their {name}", attempt


def test_a_key_that_leads_out_of_scope_leads_nowhere(rows, strict, figure):
    """Django follows a key, refreshes and cascades with the base manager, which is scoped too."""
    pairs, ours, _ = rows
    followed = 0
    with everywhere("the row of theirs is got hold of first"):
        for _, theirs in pairs.values():
            theirs.refresh_from_db()
    with within({ours}):
        for model, (_, theirs) in pairs.items():
            for name in scoped_keys(model):
                theirs._state.fields_cache.clear()
                if getattr(theirs, f"{name}_id"):
                    with pytest.raises(model._meta.get_field(name).related_model.DoesNotExist):
                        getattr(theirs, name)
                    followed += 1
            collector = Collector("default")
            collector.collect([theirs])
            assert {type(one) for kept in collector.data.values() for one in kept} <= {model}
    figure("TN2", followed, "keys that lead out of scope, 0 followed")


def test_sql_and_what_is_already_there_are_not_ways_round_the_scope(rows, strict):
    pairs, ours, _ = rows
    (mine, _) = pairs[next(iter(pairs))]
    model = type(mine)
    with within({ours}):
        with pytest.raises(OutOfScope):
            model.objects.raw(f'SELECT * FROM "{model._meta.db_table}"')
        with pytest.raises(OutOfScope):
            model.objects.bulk_create([], update_conflicts=True, unique_fields=["id"], update_fields=["organisation"])
        with pytest.raises(OutOfScope):
            model.objects.bulk_update([mine], ["organisation"])


def test_a_thread_of_its_own_has_no_scope(strict, db):
    heard = []

    def ask():
        try:
            Project.objects.all()
        except OutOfScope:
            heard.append("out of scope")

    with within({make.OrganisationFactory().pk}):
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()
    assert heard == ["out of scope"]


def test_a_scope_ends_with_its_work(strict, db):
    with pytest.raises(KeyError), within({make.OrganisationFactory().pk}):
        raise KeyError
    with pytest.raises(OutOfScope):
        Project.objects.all()


def test_what_the_app_does_in_any_test_begins_outside_of_any_scope(client, db, monkeypatch, figure):
    """A request and a command that forgot their scope fail where they are tried, whatever the test was about."""

    class Forgetful(BaseCommand):
        def handle(self, **_):
            Project.objects.count()

    def forgetful(middleware, request):
        return HttpResponse(Project.objects.count())

    assert Project.objects.count() == 0, "the test itself looks everywhere"
    with pytest.raises(OutOfScope):
        call_command(Forgetful())
    monkeypatch.setattr(DoorMiddleware, "__call__", forgetful)
    with pytest.raises(OutOfScope):
        client.get("/")
    figure("TN2", 2, "ways into the app tried without a scope of their own, 0 let through")


OURS = sorted(name for name, app in get_commands().items() if str(app).startswith("coproduction"))


@pytest.mark.parametrize("name", [name for name in OURS if COMMANDS.get(name, ()) is not None])
def test_every_command_opens_its_own_scope(name, strict, db, settings, figure, request):
    if name == "reset_second_factor":
        with everywhere("somebody to help"):
            request.getfixturevalue("cora")
    settings.DEMO = True
    call_command(name, *COMMANDS.get(name, ()))
    assert Organisation.objects.count() >= 0
    figure("TN2", 1, "commands that open their own scope")


# Ways round the scope, and the modules that may take them, with the reason.
ROUND_IT = {
    "_base_manager": {},
    "_raw_delete": {},
    "cursor": {
        "coproduction/base/guards.py": "writes triggers, which belong to no organisation",
        "coproduction/accounts/organisations.py": "takes a lock, and reads nothing",
        "coproduction/base/statistics.py": "lets the database count its own rows, and reads nothing",
    },
    "raw": {"coproduction/base/scope.py": "refuses it"},
    "save_base": {"coproduction/base/scope.py": "what follows from a field is written with it, on every way to save"},
}


def test_no_module_goes_round_the_scope():
    found = []
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            name = getattr(node, "attr", "")
            if name in ROUND_IT and str(path.relative_to(ROOT)) not in ROUND_IT[name]:
                found.append(f"{where(path, node.lineno)} uses {name}")
    assert not found, "\n".join(found)


def test_whoever_looks_everywhere_says_why():
    without = [
        where(path, node.lineno)
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "everywhere"
        if not (isinstance(node.args[0], ast.Constant) and len(str(node.args[0].value).split()) > 3)
    ]
    assert not without, "\n".join(without)
