import os
import socket
import sys

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from coproduction.accounts.models import Organisation

HOST = "127.0.0.1"
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
        if taken(port):
            raise CommandError(f"Something else uses port {port}. Choose another: make run PORT={port + 1}")
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0)
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


def serve(port):
    yield from ("--interface", "wsgi", "--host", HOST, "--port", str(port), "--no-ws")
    yield from ("--workers", "2", "--blocking-threads", "4", "--log-level", "warning")
    yield "coproduction.wsgi:application"


def taken(port):
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0


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
