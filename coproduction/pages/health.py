"""For whoever keeps this running: whether it is alive, and whether it can do its work."""

import shutil

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from coproduction.base.outage import is_outage, try_to_write

# In bytes.
ROOM = 20 * 2**20


@require_safe
def healthz(request):
    """Asks nothing of anybody: whatever else is wrong, this process answers."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def readyz(request):
    """503 with one word for what is missing, as long as it cannot work. No more than that is for everybody."""
    try:
        missing = not_ready()
    except Exception as error:
        if not is_outage(error):
            raise
        missing = "database"
    answer = HttpResponse(f"not ready: {missing}" if missing else "ready", content_type="text/plain")
    answer.status_code = 503 if missing else 200
    return answer


def not_ready():
    """What it cannot do without and does not have: "migrations", "room", or None."""
    if not has_tables():
        return "migrations"
    if connection.vendor == "sqlite" and shutil.disk_usage(settings.DATA_DIR).free < ROOM:
        # What is rolled back never reaches the disk there.
        return "room"
    try_to_write()
    return None


_known = {"migrated": False}


def has_tables():
    """Whether every migration is applied. Once they are they stay so: it takes a while to find out."""
    if not _known["migrated"]:
        executor = MigrationExecutor(connection)
        _known["migrated"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _known["migrated"]
