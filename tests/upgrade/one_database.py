"""Takes the kept rows to today's schema in the database of the settings, and looks at what came of them."""

import gzip
import json
from functools import partial

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import setup_test_environment

from coproduction.accounts.models import User
from coproduction.base import scope
from coproduction.base.guards import GuardLifted
from coproduction.demo.cast import SIGN_IN
from participants.payments.models import Payment
from tests.conftest import signed_in
from tests.journeys.links import reached

from . import rows

# What the models of that day are called now.
RENAMED = {
    "accounts.JudgedCode": "accounts.AttemptSlot",
    "participants.AskingRound": "participants.SurveyRound",
    "participants.Asked": "participants.SurveyInvitation",
    "participants.Rating": "participants.SurveyAnswer",
}


def main():
    """One line of what was looked at; AssertionError where something is wrong."""
    kept = json.loads(gzip.decompress(rows.FILE.read_bytes()))
    stands_as_then(kept)
    call_command("migrate", verbosity=0)
    setup_test_environment()
    counts = assert_nothing_is_lost(kept)
    guarded = assert_guards_hold()
    frozen = assert_guards_can_be_lifted()
    pages = sum(assert_pages_answer(address) for address in SIGN_IN.values())
    return (
        f"{counts:,} rows of {rows.FILE.stem}, none lost by {migrations_since(kept)} migrations,"
        f" {guarded} guards hold, {frozen} frozen rows changed by a migration, {pages} pages answer"
    )


def stands_as_then(kept):
    """Without Django's signals: they would put today's guards on tables of that day."""
    targets = last_of_each_app(kept["migrations"])
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    rows.load(kept, MigrationExecutor(connection).loader.project_state(targets).apps)


def last_of_each_app(migrations):
    return sorted(dict(sorted(migrations)).items())


def migrations_since(kept):
    then = {tuple(migration) for migration in kept["migrations"]}
    return len(set(MigrationExecutor(connection).loader.applied_migrations) - then)


def assert_nothing_is_lost(kept):
    with scope.everywhere("the upgrade is tried"):
        now = {model._meta.label: model._base_manager.count() for model in apps.get_models(include_auto_created=True)}
    then = {RENAMED.get(label, label): len(those) for label, those in kept["rows"].items()}
    lost = {label: (count, now.get(label)) for label, count in then.items() if now.get(label) != count}
    assert not lost, f"rows before and after: {lost}"
    assert sum(then.values()) > 2000, "the file is nearly empty"
    connection.check_constraints()
    return sum(then.values())


def assert_guards_hold():
    """Each guarded table with rows whose guard holds refuses that they go."""
    tried = 0
    with scope.everywhere("the upgrade is tried"):
        for model in apps.get_models():
            guard = getattr(model, "guard", None)
            marker = getattr(guard, "marker", None)
            held = model._base_manager.exclude(**{marker: None}) if marker else model._base_manager.all()
            if guard and held.exists():
                tried += 1
                assert refuses(partial(deletes, held.first()), "delete"), f"{model._meta.label}: a guarded row can go"
    assert tried > 3, f"only {tried} guarded tables hold rows"
    return tried


def deletes(row):
    with connection.cursor() as cursor:
        sql = f'DELETE FROM "{row._meta.db_table}" WHERE "{row._meta.pk.column}" = %s'
        cursor.execute(sql, [row._meta.pk.get_db_prep_save(row.pk, connection)])


def assert_guards_can_be_lifted():
    """A migration may add, fill and widen a column of payments that are approved; before and after, nobody else may."""
    before = MigrationExecutor(connection).loader.project_state()
    fill = migrations.RunPython(lambda past, editor: approved(past).update(tried="yes"), migrations.RunPython.noop)
    steps = [
        migrations.AddField("payment", "tried", models.CharField(max_length=3, default="no")),
        fill,
        migrations.AlterField("payment", "tried", models.CharField(max_length=30, default="no")),
    ]
    operation, after = GuardLifted("payment", Payment.guard, steps), before.clone()
    operation.state_forwards("participants", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("participants", editor, before, after)
    filled = approved(after.apps).filter(tried="yes").count()
    assert filled, "no approved payment was changed"
    assert refuses(lambda: approved(after.apps).update(tried="odd"), "update"), "the guard was not put back"
    with connection.schema_editor() as editor:
        operation.database_backwards("participants", editor, after, before)
    assert refuses(lambda: approved(before.apps).update(pence=1), "update"), "the guard was not put back"
    return filled


def approved(past):
    return past.get_model("participants", "Payment").objects.filter(approved_at__isnull=False)


def refuses(write, event):
    try:
        with transaction.atomic():
            write()
    except DatabaseError as error:
        return f"is guarded: {event} refused" in str(error)
    return False


def assert_pages_answer(address):
    user = User.objects.get(email=address)
    answers = reached(signed_in(user), user)
    wrong = {path: answer.status_code for path, answer in answers.items() if answer.status_code != 200}
    assert not wrong, f"{address}: {wrong}"
    assert len(answers) > 8, f"{address}: only {len(answers)} pages reached"
    return len(answers)
