"""CV1: the share of branches of the app's code that a test takes, measured in the full run, and the floor it holds.

Measured where tests run on PostgreSQL: those that ask the database itself, and all others but the looks of pages.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from .figures import Figures

# In per cent, rounded down: one less than was taken on 30 November 2026.
FLOOR = 94
ARGUMENTS = ("--cov", "--cov-branch", "--cov-append", "--cov-report=")
DATA = "COVERAGE_FILE"


def begin(folder):
    os.environ[DATA] = str(Path(folder) / "coverage")


def report(folder):
    """1 where fewer branches than the floor were taken; records the figure otherwise too."""
    totals = Path(folder) / "coverage.json"
    # What is below the floor is said by the figure: coverage itself would look at lines and branches together.
    subprocess.run([sys.executable, "-m", "coverage", "json", "--quiet", "-o", totals], check=True)
    taken = share_of_branches(json.loads(totals.read_text())["totals"])
    Figures().record("CV1", int(taken), f"% of branches, floor {FLOOR} %")
    return 1 if taken < FLOOR else 0


def share_of_branches(totals):
    return 100 * totals["covered_branches"] / totals["num_branches"]
