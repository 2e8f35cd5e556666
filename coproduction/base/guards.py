"""Rows that the database itself refuses to change: declared on the model, made into triggers for SQLite and PostgreSQL.

A model says `guard = AppendOnly()`, `guard = FrozenAfter("told_at", ("progress",))`, or names what may still change:
`guard = MovesAfter("approved_at", ("state",))`. SQLite drops triggers when a table is remade, so they are put back
after every migrate.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.utils import CursorWrapper
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Field, Model


def column_of(model: type[Model], name: str) -> str:
    field = model._meta.get_field(name)
    # Only what stands in the row itself can be guarded.
    assert isinstance(field, Field) and field.column
    return field.column


@dataclass(frozen=True)
class AppendOnly:
    """A row, once written, is never changed and never deleted."""

    def frozen(self, model: type[Model], differs: Callable[[str, str], str]) -> tuple[str, str]:
        return "1 = 1", "1 = 1"


@dataclass(frozen=True)
class FrozenAfter:
    """Once the field `marker` is set, the fields stand still and the row cannot be deleted. `put_right`: fields that
    move only together with the field `noted`, which says when that was.
    """

    marker: str
    fields: tuple[str, ...]
    put_right: tuple[str, ...] = ()
    noted: str = ""

    def frozen(self, model: type[Model], differs: Callable[[str, str], str]) -> tuple[str, str]:
        def differ(*names: str) -> str:
            columns = [column_of(model, name) for name in names]
            return " OR ".join(differs(f'NEW."{column}"', f'OLD."{column}"') for column in columns)

        is_set = f'OLD."{column_of(model, self.marker)}" IS NOT NULL'
        changed = differ(*self.fields, self.marker)
        if self.put_right:
            changed += f" OR ({differ(*self.put_right)}) AND NOT ({differ(self.noted)})"
        return f"{is_set} AND ({changed})", is_set


@dataclass(frozen=True)
class MovesAfter:
    """Once the field `marker` is set, the fields may still move; all others stand still, and the row cannot go."""

    marker: str
    fields: tuple[str, ...]

    def stands_still(self, model: type[Model]) -> tuple[str, ...]:
        """Names of the fields that are frozen: a field that is added later is one of them."""
        moves = {*self.fields, self.marker}
        return tuple(field.name for field in model._meta.concrete_fields if field.name not in moves)

    def frozen(self, model: type[Model], differs: Callable[[str, str], str]) -> tuple[str, str]:
        return FrozenAfter(self.marker, self.stands_still(model)).frozen(model, differs)


Guard = AppendOnly | FrozenAfter | MovesAfter


def sqlite_sql(model: type[Model], guard: Guard) -> Iterator[str]:
    """Statements that put the guard on the model's table; the first of each pair takes an older one away."""
    table = model._meta.db_table
    update, delete = guard.frozen(model, lambda new, old: f"{new} IS NOT {old}")
    for event, condition in (("UPDATE", update), ("DELETE", delete)):
        name = trigger_name(table, event)
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{refusal(table, event)}'); END"
        )


def postgresql_sql(model: type[Model], guard: Guard) -> Iterator[str]:
    """As for SQLite."""
    table = model._meta.db_table
    update, delete = guard.frozen(model, lambda new, old: f"{new} IS DISTINCT FROM {old}")
    for event, condition in (("UPDATE", update), ("DELETE", delete)):
        name = trigger_name(table, event)
        yield (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"RAISE EXCEPTION '{refusal(table, event)}' USING ERRCODE = '23000'; END $$"
        )
        yield (
            f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW '
            f'WHEN ({condition}) EXECUTE FUNCTION "{name}"()'
        )


def trigger_name(table: str, event: str) -> str:
    return f"guard_{table}_{event.lower()}"


def refusal(table: str, event: str) -> str:
    return f"{table} is guarded: {event.lower()} refused"


def put_on(cursor: CursorWrapper, model: type[Model], guard: Guard) -> None:
    write = {"sqlite": sqlite_sql, "postgresql": postgresql_sql}[cursor.db.vendor]
    for statement in write(model, guard):
        cursor.execute(statement)


def take_off(cursor: CursorWrapper, table: str) -> None:
    for event in ("UPDATE", "DELETE"):
        on_table = f' ON "{table}"' if cursor.db.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER IF EXISTS "{trigger_name(table, event)}"{on_table}')


def put_back(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """After migrate: makes the triggers of one app's guarded models anew."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in sender.get_models():
            guard = getattr(model, "guard", None)
            if guard and model._meta.db_table in tables:
                put_on(cursor, model, guard)


class GuardLifted(Operation):
    """For a migration: lifts the guard of one model's table, does the operations, and puts the guard back.

    `guard` is what the model declared when the migration was written: later fields are not there yet. What the
    model declares today is put on after the whole of migrate (`put_back`). All in one transaction, so a migration
    that fails leaves the guard as it was. Backwards it lifts and puts back just so.
    """

    def __init__(self, model_name: str, guard: Guard, operations: Sequence[Operation]) -> None:
        self.model_name, self.guard, self.operations = model_name, guard, operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.model_name, self.guard, self.operations], {}

    def describe(self) -> str:
        return f"With the guard of {self.model_name} lifted: " + "; ".join(
            operation.describe() for operation in self.operations
        )

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        states = self.states(app_label, from_state)
        with self.lift_guard(app_label, schema_editor, from_state, to_state):
            for operation, before, after in states:
                operation.database_forwards(app_label, schema_editor, before, after)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        # What Django calls `to_state` here is the state before the operations.
        states = self.states(app_label, to_state)
        with self.lift_guard(app_label, schema_editor, from_state, to_state):
            for operation, before, after in reversed(states):
                operation.database_backwards(app_label, schema_editor, after, before)

    def states(self, app_label: str, first: ProjectState) -> list[tuple[Operation, ProjectState, ProjectState]]:
        """(operation, state before it, state after it) in order."""
        steps, before = [], first
        for operation in self.operations:
            after = before.clone()
            operation.state_forwards(app_label, after)
            steps.append((operation, before, after))
            before = after
        return steps

    @contextmanager
    def lift_guard(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> Iterator[None]:
        with schema_editor.connection.cursor() as cursor:
            take_off(cursor, from_state.apps.get_model(app_label, self.model_name)._meta.db_table)
        yield
        # PostgreSQL remembers which constraints wait, and makes no trigger on a table with any.
        with schema_editor.connection.cursor() as cursor:
            if schema_editor.connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            put_on(cursor, to_state.apps.get_model(app_label, self.model_name), self.guard)
