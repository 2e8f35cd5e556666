"""Weakens each rule of who may do what, one at a time, and sees whether a test notices: `make test-mutation`.

Works on copies of the project in a temporary folder, never on the checkout. `python -m tests.mutation_run WORD` tries
those rules alone whose name has the word in it.
"""

import contextlib
import os
import queue
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from .mutants import all_of_them
from .run import postgresql
from .source import ROOT

AT_ONCE = 2

LONGEST = 600  # seconds, for one weakened rule


class Copy:
    """A copy of the project with a test database of its own, which outlives a run."""

    def __init__(self, folder, database=None):
        self.root, self.data = folder / "project", folder / "data"
        self.data.mkdir(parents=True)
        out = shutil.ignore_patterns(".venv", ".git", "__pycache__", "build", ".hypothesis", "*.sqlite3*")
        shutil.copytree(ROOT, self.root, ignore=out)
        self.environment = os.environ | {"COPRODUCTION_TEST_DATA": str(self.data), "FIGURES": ""}
        self.environment.pop("DATABASE_URL", None)
        if database:
            self.environment["DATABASE_URL"] = database

    def run(self, tests):
        """What pytest returns: 0 where all passed, 1 where a test failed."""
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--reuse-db", "-p", "no:cacheprovider", *tests]
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run(command, cwd=self.root, env=self.environment, timeout=LONGEST, **quiet)
        self.said = done.stdout.decode(errors="replace")[-3000:]
        return done.returncode

    def notices(self, rule):
        """1 where a test fails, 0 where none does, another number where the tests could not even begin."""
        path = self.root / rule.path.relative_to(ROOT)
        before = path.read_text()
        try:
            self.write(path, rule.written_in(before))
            return self.run(rule.tests)
        except subprocess.TimeoutExpired:
            return 1
        finally:
            self.write(path, before)

    def write(self, path, text):
        path.write_text(text)
        # A compiled module is told apart by the second and the size alone.
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()


def main(word=""):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    rules = [rule for rule in all_of_them() if word in rule.name]
    began, results = time.monotonic(), {}
    with tempfile.TemporaryDirectory(prefix="coproduction-mutants-") as folder, contextlib.ExitStack() as stack:
        folder, address = Path(folder), None
        folder.chmod(0o755)
        if any(rule.on_postgresql for rule in rules):
            address = stack.enter_context(postgresql(folder))
        try_all([rule for rule in rules if not rule.on_postgresql], folder, results)
        try_all([rule for rule in rules if rule.on_postgresql], folder / "postgresql-copies", results, address)
    return report(rules, results, time.monotonic() - began)


def try_all(rules, folder, results, database=None):
    waiting = queue.SimpleQueue()
    for rule in rules:
        waiting.put(rule)

    def work(number):
        copy = Copy(folder / str(number), database)
        with contextlib.suppress(queue.Empty):
            while rule := waiting.get_nowait():
                results[rule.name] = copy.notices(rule)
                print({0: "NOT NOTICED", 1: "noticed"}.get(results[rule.name], "broken"), rule.name, flush=True)

    # One at a time on PostgreSQL, where the copies would share a database.
    workers = [threading.Thread(target=work, args=[number]) for number in range(1 if database else AT_ONCE)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def report(rules, results, seconds):
    counted = Counter(results.get(rule.name) for rule in rules)
    for rule in rules:
        if results.get(rule.name) != 1:
            print(f"not noticed: {rule.name}" if results.get(rule.name) == 0 else f"could not be tried: {rule.name}")
    print(f"AZ3: {len(rules)} rules weakened, {counted[1]} caught, in {seconds / 60:.0f} minutes")
    return 0 if rules and counted[1] == len(rules) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
