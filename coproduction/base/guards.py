"""Rows that the database itself refuses to change: declared on the model, made into triggers for SQLite and PostgreSQL.

A model says `guard = AppendOnly()`, `guard = FrozenAfter("told_at", ("progress",))`, or names what may still change:
`guard = MovesAfter("approved_at", ("state",))`. SQLite drops triggers when a table is remade, so they are put back
after every migrate.
"""

from dataclasses import dataclass

from django.db import connections


@dataclass(frozen=True)
class AppendOnly:
    """A row, once written, is never changed and never deleted."""

    def frozen(self, model, differs):
        return "1 = 1", "1 = 1"


@dataclass(frozen=True)
class FrozenAfter:
    """Once the field `marker` is set, the fields stand still and the row cannot be deleted."""

    marker: str
    fields: tuple

    def frozen(self, model, differs):
        marker = model._meta.get_field(self.marker).column
        columns = [model._meta.get_field(name).column for name in (*self.fields, self.marker)]
        changed = " OR ".join(differs(f'NEW."{column}"', f'OLD."{column}"') for column in columns)
        is_set = f'OLD."{marker}" IS NOT NULL'
        return f"{is_set} AND ({changed})", is_set


@dataclass(frozen=True)
class MovesAfter:
    """Once the field `marker` is set, the fields may still move; all others stand still, and the row cannot go."""

    marker: str
    fields: tuple

    def stands_still(self, model):
        """Names of the fields that are frozen: a field that is added later is one of them."""
        moves = {*self.fields, self.marker}
        return tuple(field.name for field in model._meta.concrete_fields if field.name not in moves)

    def frozen(self, model, differs):
        return FrozenAfter(self.marker, self.stands_still(model)).frozen(model, differs)


def sqlite_sql(model):
    table, guard = model._meta.db_table, model.guard
    update, delete = guard.frozen(model, lambda new, old: f"{new} IS NOT {old}")
    for event, condition in (("UPDATE", update), ("DELETE", delete)):
        name = f"guard_{table}_{event.lower()}"
        yield f'DROP TRIGGER IF EXISTS "{name}"'
        yield (
            f'CREATE TRIGGER "{name}" BEFORE {event} ON "{table}" WHEN {condition} '
            f"BEGIN SELECT RAISE(ABORT, '{refusal(table, event)}'); END"
        )


def postgresql_sql(model):
    table, guard = model._meta.db_table, model.guard
    update, delete = guard.frozen(model, lambda new, old: f"{new} IS DISTINCT FROM {old}")
    for event, condition in (("UPDATE", update), ("DELETE", delete)):
        name = f"guard_{table}_{event.lower()}"
        yield (
            f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"RAISE EXCEPTION '{refusal(table, event)}' USING ERRCODE = '23000'; END $$"
        )
        yield (
            f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {event} ON "{table}" FOR EACH ROW '
            f'WHEN ({condition}) EXECUTE FUNCTION "{name}"()'
        )


def refusal(table, event):
    return f"{table} is guarded: {event.lower()} refused"


def put_back(sender, using="default", **kwargs):
    """After migrate: makes the triggers of one app's guarded models anew."""
    connection = connections[using]
    write = {"sqlite": sqlite_sql, "postgresql": postgresql_sql}[connection.vendor]
    standing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in sender.get_models():
            if getattr(model, "guard", None) and model._meta.db_table in standing:
                for statement in write(model):
                    cursor.execute(statement)
