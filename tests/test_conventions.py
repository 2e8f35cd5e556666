"""The rules of the house that a machine can check; each finding names its file and line."""

import ast
import inspect
import re
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest
from django.forms import BaseModelForm

from coproduction.accounts.audit import ACTIONS
from coproduction.accounts.records import Record
from coproduction.base.corrections import PutRight
from coproduction.base.privacy import BLANK, DELETE, KEEP, NotPersonal, Personal, our_models
from coproduction.pages.gallery.words import how_we_write

from .access_rules import who_sees
from .source import ROOT, context_files, imports_of, layer_of, name_of, python_files, templates, tree_of, where

# What must stand in no template, and how it is called.
UNSAFE_IN_TEMPLATES = {
    "an inline script": r"<script(?![^>]*\bsrc=)[^>]*>(?!\s*</script>)",
    "an inline style sheet": r"<style\b",
    "a style attribute": r"\sstyle\s*=",
    "a handler attribute": r"<[a-z][^>]*\son[a-z]+\s*=",
    "hx-on": r"hx-on",
    "hx-vals or hx-headers with js": r"hx-(vals|headers)\s*=\s*[\"']\s*js",
    "the safe filter": r"\|\s*safe(seq)?\b",
    "autoescape off": r"autoescape\s+off",
    "a javascript address": r"(href|src|action)\s*=\s*[\"']\s*javascript:",
    "something from elsewhere": r"(\ssrc|<link\b[^>]*\shref)\s*=\s*[\"'](https?:)?//",
}
UNSAFE_IN_PYTHON = {"mark_safe", "SafeString", "SafeText", "csrf_exempt", "eval", "exec", "extra", "RawSQL", "pickle"}
UNSAFE_IN_SCRIPTS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")

MONEY = ("participants/offers/pay.py", "participants/payments/models.py", "participants/offers/models.py",
         "projects/money/models.py", "participants/payments/actions.py")  # fmt: skip


def lines_with(path, pattern):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if re.search(pattern, line, re.IGNORECASE):
            yield where(path, number)


# Safe pages -------------------------------------------------------------------------------------------------------


def test_templates_hold_no_script_no_style_and_nothing_unescaped(figure):
    found = [
        f"{place} has {what}"
        for path in templates()
        for what, pattern in UNSAFE_IN_TEMPLATES.items()
        for place in lines_with(path, pattern)
    ]
    assert not found, "\n".join(found)
    figure("XS2", len(templates()) + len(python_files()), "templates and modules read, 0 unsafe pieces")


@pytest.mark.parametrize(
    "what, line",
    [
        ("an inline script", "<script>go()</script>"),
        ("a style attribute", '<p style="color:red">'),
        ("a handler attribute", '<button class="x" onclick="go()">'),
        ("the safe filter", "{{ words|safe }}"),
        ("hx-vals or hx-headers with js", """<form hx-vals='js:{a: 1}'>"""),
        ("something from elsewhere", '<script src="https://cdn.example/x.js"></script>'),
    ],
)
def test_the_search_finds_what_it_is_for(what, line):
    assert re.search(UNSAFE_IN_TEMPLATES[what], line)


def test_modules_use_nothing_that_puts_unescaped_text_in_a_page():
    found = []
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            called = getattr(node, "attr", None) or getattr(node, "id", None)
            if isinstance(node, (ast.Name, ast.Attribute)) and called in UNSAFE_IN_PYTHON:
                found.append(f"{where(path, node.lineno)} uses {called}")
            formats = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "format_html"
            # The one place that does, with HTML that came out of a template.
            if formats and not isinstance(node.args[0], ast.Constant) and path.name != "patterns.py":
                found.append(f"{where(path, node.lineno)} formats HTML from something that is not a plain string")
    assert not found, "\n".join(found)


def test_scripts_write_no_html():
    found = [
        f"{path.name} uses {piece}"
        for path in (ROOT / "static").rglob("*.js")
        for piece in UNSAFE_IN_SCRIPTS
        if piece in path.read_text()
    ]
    assert not found, "\n".join(found)


def test_every_post_form_carries_its_token():
    found = []
    for path in templates():
        for form in re.findall(r"<form\b[^>]*>.*?</form>", path.read_text(), re.DOTALL | re.IGNORECASE):
            head = form[: form.index(">")]
            if re.search(r'method\s*=\s*"post"', head, re.IGNORECASE) and "csrf_token" not in form:
                found.append(f"{path.relative_to(ROOT)}: {head}")
    assert not found, "\n".join(found)


def test_htmx_is_set_up_to_be_safe():
    words = (ROOT / "templates" / "base.html").read_text()
    for promised in ('"allowEval":false', '"allowScriptTags":false', '"selfRequestsOnly":true', '"historyCacheSize":0'):
        assert promised in words


# Templates --------------------------------------------------------------------------------------------------------

NAMED = re.compile(r"""["']([\w/.-]+\.html)(?:#[\w-]+)?["']""")


def test_every_template_is_used():
    names = {str(path.relative_to(ROOT / "templates")) for path in templates()}
    texts = [path.read_text() for path in [*python_files(), *templates()]]
    named = {name for text in texts for name in NAMED.findall(text)}
    # Found by their name alone: error pages by Django, those of the accounts by allauth, samples by what lies beside.
    by_name = {name for name in names if "/" not in name and name[:3].isdigit()}
    by_name |= {name for name in names if name.startswith(("account/", "allauth/"))}
    by_name |= {name for name in names if name.startswith(("components/glyphs/", "components/marks/"))}
    by_name |= {name for name in names if name.startswith("django/forms/widgets/")}
    beside = {str(path.with_suffix(".html").relative_to(ROOT / "templates")) for path in context_files()}
    by_name |= {name for name in beside if name.startswith("gallery/samples/")}
    unused = names - named - by_name
    assert not unused, sorted(unused)


def test_no_template_names_one_that_is_not_there():
    from django.template import TemplateDoesNotExist
    from django.template.loader import get_template

    missing = set()
    for path in [*python_files(), *templates(), *context_files()]:
        for name in NAMED.findall(path.read_text()):
            try:
                get_template(name)
            except TemplateDoesNotExist as error:
                missing.add(f"{path.relative_to(ROOT)} names {error}")
    assert not missing, "\n".join(sorted(missing))


# Views and forms --------------------------------------------------------------------------------------------------


def modules(layer):
    return [path for path in python_files() if layer in path.parts or layer_of(name_of(path)) == layer]


def views():
    return modules("views") + [path for path in python_files("coproduction") if "pages" in path.parts]


def test_no_view_begins_with_everything():
    found = [
        f"{where(path, node.lineno)} uses objects.{node.attr}"
        for path in views()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"all", "get", "first", "last", "in_bulk"}
        and getattr(node.value, "attr", "") == "objects"
    ]
    assert not found, "\n".join(found)


def test_every_view_is_a_function_that_names_the_methods_it_takes():
    found = []
    for view in routed_views():
        assert inspect.isfunction(view), view
        path = Path(inspect.getsourcefile(inspect.unwrap(view)))
        made = next(node for node in tree_of(path).body if getattr(node, "name", "") == inspect.unwrap(view).__name__)
        decorators = {
            getattr(each, "id", getattr(getattr(each, "func", None), "id", "")) for each in made.decorator_list
        }
        if not decorators & {"require_safe", "require_POST", "require_GET", "require_http_methods"}:
            found.append(f"{where(path, made.lineno)} {made.name}")
    assert not found, "\n".join(found)


def routed_views():
    from coproduction.base.access import routes

    return [pattern.callback for _, pattern in routes() if pattern.callback.__module__.startswith(OURS)]


OURS = ("coproduction.", "projects.", "participants.", "principles.")


def our_forms():
    for path in modules("forms"):
        module = import_module(name_of(path))
        for made in vars(module).values():
            if inspect.isclass(made) and issubclass(made, BaseModelForm) and made.__module__ == module.__name__:
                yield made


def test_every_model_form_lists_its_fields():
    for form in our_forms():
        listed = getattr(form._meta, "fields", None)
        assert isinstance(listed, (list, tuple)) or listed is None and form._meta.model is None, form
        assert not getattr(form._meta, "exclude", None), form


# Records ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_model_says_how_it_relates_to_a_person(model):
    personal = getattr(model, "personal", None)
    assert isinstance(personal, (Personal, NotPersonal)), f"{model._meta.label} has no `personal`"
    if isinstance(personal, NotPersonal):
        assert personal.why
        return
    follow(model, personal.path)
    for name in personal.fields:
        model._meta.get_field(name)
    assert personal.why or personal.on_erase != KEEP, "say which duty keeps it"
    assert personal.fields or personal.on_erase != BLANK, "say which fields are emptied"
    guarded = getattr(model, "guard", None)
    assert not (guarded and personal.on_erase == DELETE), "a guard refuses that rows go: KEEP, BLANK or no guard"


def follow(model, path):
    for step in path.split("__"):
        if step != "self":
            model = model._meta.get_field(step).related_model or model


@pytest.mark.parametrize(
    "model", [m for m in our_models() if issubclass(m, Record)], ids=lambda model: model._meta.label
)
def test_every_record_says_what_it_hangs_on(model):
    assert "parent" in {name for owner in model.__mro__ if owner is not Record for name in vars(owner)} or not any(
        field.is_relation and field.name not in {"organisation", "user", "welcomed_by"} for field in model._meta.fields
    ), f"{model._meta.label}: set `parent`, or None"
    if model.parent:
        assert issubclass(model._meta.get_field(model.parent).related_model, Record)


@pytest.mark.parametrize(
    "model", [m for m in our_models() if issubclass(m, Record)], ids=lambda model: model._meta.label
)
def test_who_sees_each_record_is_as_said_here_a_second_time(model):
    assert "seen_by" in vars(model), "say `seen_by`: COORDINATOR is the team alone; with MANAGER, managers too"
    assert set(model.seen_by) == who_sees(model), "say it in tests/access_rules.py too"


def test_every_record_says_how_it_is_put_right(figure):
    records = [model for model in our_models() if issubclass(model, Record)]
    unsaid = [model._meta.label for model in records if "corrects" not in vars(model)]
    assert not unsaid, f"say `corrects`: PutRight, or StandsAsWritten and why: {unsaid}"
    right = [model for model in records if isinstance(model.corrects, PutRight)]
    for model in right:
        named = {*model.corrects.fields, *model.corrects.own, *model.corrects.shared, *model.corrects.forgotten}
        # What another key or guard hangs on is not put right there.
        assert not any(model._meta.get_field(name).is_relation for name in named), model
        assert named == model.corrects.fields.keys()
    figure("PR4", len(records), f"kinds of record, {len(right)} can be put right on a page of their own")


def test_keys_between_floors_do_not_show_upward():
    for model in our_models():
        for field in model._meta.get_fields():
            if field.many_to_one and field.concrete and field.related_model._meta.app_label != model._meta.app_label:
                shown = field.remote_field.related_name
                own = {"accounts.Membership.user"}
                assert shown == "+" or str(field) in own, f"{field} shows upward as {shown}"


# Actions ----------------------------------------------------------------------------------------------------------

for path in modules("actions"):
    import_module(name_of(path))
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "save", "delete", "bulk_update"}


def test_what_a_page_can_set_off_is_a_named_action():
    """A public function of an action module that writes is an action, or only actions call it."""
    unnamed = [
        f"{where(path, node.lineno)} {node.name}"
        for path in modules("actions")
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef) and writes(node)
        if f"{name_of(path)}.{node.name}" not in ACTIONS and called_from_elsewhere(f"{name_of(path)}.{node.name}")
    ]
    assert not unnamed, "\n".join(unnamed)


def writes(function):
    return any(isinstance(node, ast.Attribute) and node.attr in WRITES for node in ast.walk(function))


def called_from_elsewhere(full):
    module, _, name = full.rpartition(".")
    called = re.compile(rf"\b{module.split('.')[-1]}\.{name}\(")
    for path in set(python_files()) - set(modules("actions")):
        imported = {found for found, _ in imports_of(path)}
        if full in imported or (module in imported and called.search(path.read_text())):
            return True
    return False


def test_no_view_writes():
    found = []
    for path in views():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
                holder = node.func.value
                if getattr(holder, "attr", "") == "objects" or node.func.attr in {"save", "delete", "bulk_create"}:
                    found.append(where(path, node.lineno))
    assert not found, "\n".join(found)


def test_no_lock_holds_up_a_key_that_leads_to_the_row():
    """PostgreSQL looks at keys when a piece of work ends: waiting then for a locked row, it holds the chain."""
    found = [
        where(path, node.lineno)
        for path in python_files()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "select_for_update"
        if "no_key" not in {keyword.arg for keyword in node.keywords}
    ]
    assert not found, "Say no_key=True, since no key changes:\n" + "\n".join(found)


def test_every_action_is_named_once():
    verbs = list(ACTIONS.values())
    assert len(ACTIONS) > 10
    assert len(verbs) == len(set(verbs)), sorted(verb for verb in set(verbs) if verbs.count(verb) > 1)


# Money ------------------------------------------------------------------------------------------------------------


def test_money_knows_no_fractions():
    found = []
    for name in MONEY:
        path = ROOT / name
        assert path.exists(), name
        for node in ast.walk(tree_of(path)):
            is_float = isinstance(node, ast.Constant) and isinstance(node.value, float)
            named = isinstance(node, ast.Name) and node.id in {"float", "round", "Decimal"}
            if is_float or named or isinstance(node, ast.Div):
                found.append(where(path, getattr(node, "lineno", 0)))
    assert not found, "\n".join(found)


def test_every_sum_is_kept_in_whole_pence():
    for model in our_models():
        for field in model._meta.concrete_fields:
            assert field.get_internal_type() not in {"FloatField", "DecimalField"}, field
            if "pence" in field.name:
                assert "Integer" in field.get_internal_type(), field


# Sizes and words --------------------------------------------------------------------------------------------------


def length(path):
    return len(path.read_text().splitlines())


def widest(path):
    return max(map(len, path.read_text().splitlines()))


def test_files_are_of_a_size_to_be_read():
    tests = sorted((ROOT / "tests").rglob("*.py"))
    long = [f"{path.relative_to(ROOT)}: {length(path)}" for path in python_files() if length(path) > 400]
    long += [f"{path.relative_to(ROOT)}: {length(path)}" for path in tests if length(path) > 500]
    beside = [*templates(), *context_files()]
    long += [f"{path.relative_to(ROOT)}: {length(path)}" for path in beside if length(path) > 130]
    long += [f"{path.relative_to(ROOT)}: wrap it" for path in context_files() if widest(path) > 120]
    assert not long, "\n".join(long)
    assert median(length(path) for path in python_files() if length(path)) <= 80


def body_length(function):
    """Lines of the body: the heads of some actions name many fields, and the demo's stories are told in lists."""
    first = function.body[1] if ast.get_docstring(function) and len(function.body) > 1 else function.body[0]
    return function.end_lineno - first.lineno + 1


def test_functions_are_short():
    long = [
        f"{where(path, node.lineno)} {node.name}: {body_length(node)}"
        for path in python_files()
        if "demo" not in path.parts
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and body_length(node) > 25
    ]
    assert not long, "A body has at most 25 lines:\n" + "\n".join(long)


def test_no_module_is_called_after_nothing():
    assert not [path for path in python_files() if path.stem in {"utils", "helpers", "misc", "common"}]


def test_the_house_does_not_call_people_names():
    found = [
        place
        for path in [*python_files(), *templates(), *context_files()]
        if not path.match("gallery/words.toml")
        for word in how_we_write()["never"]
        for place in lines_with(path, rf"\b{word}s?\b")
    ]
    assert not found, "\n".join(found)


@pytest.mark.django_db
def test_nothing_is_left_to_migrate():
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_nobody_pays_for_a_page_they_do_not_use():
    """Kept small for old phones and metered data."""
    css = sum(path.stat().st_size for path in (ROOT / "static").rglob("*.css"))
    scripts = sum(path.stat().st_size for path in (ROOT / "static").rglob("*.js"))
    assert css < 100_000 and scripts < 30_000
