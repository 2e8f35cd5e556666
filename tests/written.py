"""Which models' tables a piece of work wrote to, so that only those are read again to see what became of them."""

import re
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) "(\w+)"')


@contextmanager
def models_written():
    """Yields a set that fills with the models. Whatever the app writes goes through Django's own cursors."""
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    found = set()

    def note(execute, sql, params, many, context):
        # The table of the cache is no model's.
        if (write := WRITE.match(sql)) and write[1] in by_table:
            found.add(by_table[write[1]])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found
