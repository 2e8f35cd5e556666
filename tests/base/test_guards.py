"""The database itself refuses: tried by raw SQL, past everything that Python might do."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from coproduction.accounts.audit import note
from coproduction.accounts.models import AuditEntry
from coproduction.base.guards import AppendOnly, MovesAfter, put_back
from coproduction.base.privacy import our_models
from participants.payments.models import Payment
from principles.models import FrozenQuarter
from tests.factories import (
    GroupAgreementFactory,
    GroupObjectionFactory,
    GroupStatementFactory,
    MovementFactory,
    OrganisationFactory,
    PaymentFactory,
    ProjectFactory,
    UpdateFactory,
    kept_row,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

GUARDED = [model for model in our_models() if getattr(model, "guard", None)]


def audit_entry():
    place = str(uuid.uuid4())
    note("tried", about=OrganisationFactory(), by=None, organisations=[place])
    return AuditEntry.objects.get(organisation_id=place)


# For each guarded model: a row whose guard holds, and, where there is one, a row whose guard does not hold yet.
ROWS = {
    "accounts.AuditEntry": (audit_entry, None),
    "participants.GroupObjection": (GroupObjectionFactory, None),
    "participants.GroupStatement": (GroupStatementFactory, None),
    "participants.Movement": (MovementFactory, None),
    "participants.Payment": (lambda: PaymentFactory(approved=True), lambda: PaymentFactory(due=True)),
    "principles.FrozenQuarter": (lambda: kept_row(FrozenQuarter, ProjectFactory()), None),
    "projects.GroupAgreement": (GroupAgreementFactory, None),
    "projects.Update": (lambda: UpdateFactory(told=True), UpdateFactory),
}


def stored(row, name):
    field = row._meta.get_field(name)
    return field.get_db_prep_save(field.value_from_object(row), connection)


def change(row, column):
    """Sets one column to another value of its kind, by SQL alone."""
    field = next(field for field in row._meta.concrete_fields if field.column == column)
    value = stored(row, field.name)
    with transaction.atomic(), connection.cursor() as cursor:
        sql = f'UPDATE "{row._meta.db_table}" SET "{column}" = %s WHERE "{row._meta.pk.column}" = %s'
        cursor.execute(sql, [other_than(field, value), stored(row, row._meta.pk.name)])
        assert cursor.rowcount == 1


def other_than(field, value):
    kind = field.get_internal_type()
    if field.null and value is not None:
        return None
    if "Integer" in kind or kind == "AutoField":
        return value + 1
    if kind in {"DateField", "DateTimeField"}:
        return field.get_db_prep_save(timezone.now().replace(year=2001), connection)
    if kind in {"UUIDField", "ForeignKey", "OneToOneField"}:
        return "00000000000040008000000000000009"
    if kind == "JSONField":
        return field.get_db_prep_save(["other"], connection)
    return f"{value[:-1]}~"


def delete(row):
    with transaction.atomic(), connection.cursor() as cursor:
        sql = f'DELETE FROM "{row._meta.db_table}" WHERE "{row._meta.pk.column}" = %s'
        cursor.execute(sql, [stored(row, row._meta.pk.name)])
        assert cursor.rowcount == 1


def guarded_columns(model):
    if isinstance(model.guard, AppendOnly):
        return [field.column for field in model._meta.concrete_fields if not field.primary_key]
    return [model._meta.get_field(name).column for name in (*frozen_fields(model), model.guard.marker)]


def frozen_fields(model):
    guard = model.guard
    return guard.stands_still(model) if isinstance(guard, MovesAfter) else guard.fields


def test_each_guarded_model_is_tried():
    assert {model._meta.label for model in GUARDED} == ROWS.keys(), "say in ROWS how a guarded row is made"


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model._meta.label)
def test_no_guarded_column_can_be_changed(model):
    row = ROWS[model._meta.label][0]()
    for column in guarded_columns(model):
        with pytest.raises(DatabaseError, match="is guarded: update refused"):
            change(row, column)


@pytest.mark.parametrize("model", GUARDED, ids=lambda model: model._meta.label)
def test_no_guarded_row_can_be_deleted(model):
    row = ROWS[model._meta.label][0]()
    with pytest.raises(DatabaseError, match="is guarded: delete refused"):
        delete(row)


@pytest.mark.parametrize("label", [label for label, (_, free) in ROWS.items() if free])
def test_until_its_moment_a_row_may_change_and_go(label):
    row = ROWS[label][1]()
    names = frozen_fields(type(row))
    change(row, next(name for name in names if row._meta.get_field(name).get_internal_type() == "DateField"))
    delete(row)


def test_of_an_approved_payment_exactly_what_its_steps_need_may_move():
    moves = {"state", "state_before", "released_by", "released_at", "received_at", "declined_at", "deferred_at"}
    assert {*Payment.guard.fields} == moves | {"wanted_again_on", "reversed_at"}
    assert {*Payment.guard.fields}.isdisjoint(Payment.guard.stands_still(Payment))
    for name in ("state", "received_at", "declined_at", "wanted_again_on", "reversed_at"):
        change(PaymentFactory(approved=True), name)


def test_a_field_that_nobody_thought_of_is_frozen():
    for name in ("rate_name", "drafted_at", "project_id", "recorded_at"):
        with pytest.raises(DatabaseError, match="is guarded: update refused"):
            change(PaymentFactory(approved=True), name)


def test_guards_that_went_missing_are_put_back():
    entry = audit_entry()
    table = entry._meta.db_table
    with connection.cursor() as cursor:
        for event in ("update", "delete"):
            on = f' ON "{table}"' if connection.vendor == "postgresql" else ""
            cursor.execute(f'DROP TRIGGER "guard_{table}_{event}"{on}')
    change(entry, "action")
    put_back(entry._meta.app_config)
    with pytest.raises(DatabaseError, match="update refused"):
        change(entry, "action")


def test_putting_guards_back_twice_is_as_once():
    entry = audit_entry()
    put_back(entry._meta.app_config)
    put_back(entry._meta.app_config)
    with pytest.raises(DatabaseError, match="delete refused"):
        delete(entry)
