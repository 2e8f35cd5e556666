"""Rows that a test writes itself count as a change, as those of an action do; what the app writes has to count itself.

Whatever is written while no action is at work was written by hand: from then on every summary is behind.
"""

from contextlib import contextmanager
from itertools import count

from django.apps import apps
from django.db import connection

from coproduction.accounts import audit
from principles.summary import keys

from .written import WRITE

_writes = count(1)


@contextmanager
def counted(monkeypatch):
    code, written = keys.digest_of_code()[:40], [0]
    tables = {model._meta.db_table for model in apps.get_models() if hasattr(model, "counted_under")}

    def note(execute, sql, params, many, context):
        if audit._waiting.get() is None and (write := WRITE.match(sql)) and write[1] in tables:
            written[0] = next(_writes)
        return execute(sql, params, many, context)

    monkeypatch.setattr(keys, "digest_of_code", lambda: f"{code}-{written[0]}")
    with connection.execute_wrapper(note):
        yield
