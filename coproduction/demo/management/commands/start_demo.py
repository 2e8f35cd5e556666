import hashlib
import os
import socket
import sys
from itertools import chain, count
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from coproduction.accounts.models import Organisation
from coproduction.base.days import today
from coproduction.base.privacy import OURS
from coproduction.demo.serving import HOST, serve

# Beside the database: which migrations made it.
MADE_WITH = "made-with"
WELCOME = """
  Coproduction is at http://{host}:{port}/

  Sign in there with one of the buttons under "Or try it as": they hold made-up people only.
  Or ask for a code: it arrives as a file in {post}
  What you change is kept in {data}. Stop with Ctrl-C.
"""


class Command(BaseCommand):
    help = "Makes this machine's database ready, loads the made-up people once, and serves to this machine alone."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))

    def handle(self, *, port, **options):
        if not settings.DEMO:
            raise CommandError("This is for trying it out: set COPRODUCTION_DEMO=1.")
        if is_taken(port):
            raise CommandError(f"Something else uses port {port}. Choose another: make run PORT={port + 1}")
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        if old := set_aside_what_an_older_version_made():
            self.stdout.write(f"This version keeps things differently, so it starts afresh; what was there is in {old}")
        call_command("migrate", verbosity=0)
        note_what_made_it()
        call_command("createcachetable", verbosity=0)
        collect_static()
        if not Organisation.objects.exists():
            self.stdout.write("Loading made-up people and projects.")
            call_command("load_demo", verbosity=0)
        words = WELCOME.format(host=HOST, port=port, post=settings.POST_FOLDER, data=settings.DATA_DIR)
        self.stdout.write(words)
        self.stdout.flush()
        os.environ["COPRODUCTION_ADDRESS"] = f"http://{HOST}:{port}"
        os.execv(sys.executable, [sys.executable, "-m", "granian", *serve(port)])


def is_taken(port):
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


def set_aside_what_an_older_version_made():
    """A database whose first migrations were other ones cannot be brought up to date; any other is migrated.

    Returns where it is now; None where there is none, or this version made it.
    """
    database = made_here()
    if database is None or not database.exists() or made_with(database) == migrations_digest():
        return None
    connections.close_all()
    aside = free_name(database.parent)
    # The file itself goes last: a new one beside an old one's journal would take it for its own.
    for ending in ("-shm", "-wal", ""):
        part = Path(f"{database}{ending}")
        if part.exists():
            part.rename(f"{aside}{ending}")
    return aside


def made_here():
    """The file that this command makes; None where the database is a server."""
    database = settings.DATABASES["default"]
    return Path(database["NAME"]) if "sqlite" in database["ENGINE"] else None


def note_what_made_it():
    if database := made_here():
        (database.parent / MADE_WITH).write_text(migrations_digest())


def made_with(database):
    kept = database.parent / MADE_WITH
    return kept.read_text() if kept.exists() else ""


def migrations_digest():
    ours = [config for config in apps.get_app_configs() if config.name.startswith(OURS)]
    files = [
        path
        for config in ours
        for path in sorted(Path(config.path).glob("migrations/*.py"))
        if path.stem.startswith(("__init__", "0001"))
    ]
    said = b"".join(f"{path.parts[-3:]}".encode() + path.read_bytes() for path in files)
    return hashlib.sha256(said).hexdigest()


def free_name(folder):
    """The first of old-2026-11-24.sqlite3, old-2026-11-24-2.sqlite3 and so on that is not taken."""
    names = (f"old-{today()}{suffix}.sqlite3" for suffix in chain([""], (f"-{number}" for number in count(2))))
    return next(folder / name for name in names if not (folder / name).exists())


def collect_static():
    """Only where a file changed since the last start: compressing them all takes longer than the rest together."""
    now = "\n".join(sorted(fingerprints()))
    kept = settings.STATIC_ROOT / "collected"
    if kept.exists() and kept.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    kept.write_text(now)


def fingerprints():
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield f"{name} {storage.get_modified_time(name).timestamp()} {storage.size(name)}"
