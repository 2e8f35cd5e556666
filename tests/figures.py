"""Measured promises: each is recorded by the test that measures it and printed at the end of the run."""

import json
import os
import uuid
from collections import Counter, defaultdict
from pathlib import Path

# How much is measured: "quick", or "full" with many more cases.
DEPTH = os.environ.get("DEPTH", "quick")
FOLDER = "FIGURES"
EXPECTED = (
    *("AZ1", "AZ2", "AZ4", "AZ5", "AZ7", "AZ8", "TN1", "TN2", "TN3"),
    *("LG1", "LG2", "LG3", "LG4", "LG5", "LG6", "AU1", "AU2", "AU3"),
    *("XS2", "XS3", "IN5", "OP1", "OP2", "OP3", "DU2", "PV1", "PV3", "PV4"),
    *("SM1", "UX1", "UX2", "UX3", "UX4", "FM1", "MJ1", "MJ2", "CS1", "FX1", "PG1", "TM1", "NR1", "PR4", "WT1", "QC1"),
    *(("CV1",) if DEPTH == "full" else ()),
)


class Figures:
    """A folder of figures, one file each, so that tests running side by side do not write over each other."""

    def __init__(self, folder=None):
        self.folder = folder or os.environ.get(FOLDER)

    def record(self, name, counted, words, thing="", passed=True):
        """`counted` is how many things were looked at: a figure about nothing proves nothing.

        A named `thing` counts once, however many tests look at it; `{passed}` in `words` is how many of them passed.
        Things of one kind are named "kind/thing": the kinds are what is counted.
        """
        assert counted > 0, f"{name} counted nothing"
        if self.folder:
            kept = {"id": name, "counted": counted, "words": words, "thing": thing, "passed": passed}
            line = json.dumps({**kept, "run": os.environ.get("DATABASE_URL", "")})
            (Path(self.folder) / f"{name}-{uuid.uuid4().hex}.json").write_text(line)

    def read(self):
        return [json.loads(path.read_text()) for path in sorted(Path(self.folder).glob("*.json"))]

    def lines(self):
        """`ID: figure` in the order of the list above, what several tests measured of one thing added up.

        What ran on both databases is the same thing measured twice, so it counts once.
        """
        runs, things = defaultdict(Counter), defaultdict(dict)
        for kept in self.read():
            measured = (kept["id"], kept["words"])
            if kept["thing"]:
                things[measured][kept["thing"]] = things[measured].get(kept["thing"], True) and kept["passed"]
            else:
                runs[measured][kept["run"]] += kept["counted"]
        totals = {measured: max(run.values()) for measured, run in runs.items()}
        for (name, words), passed in things.items():
            totals[name, words.format(passed=sum(passed.values()))] = len({thing.split("/")[0] for thing in passed})
        order = {name: place for place, name in enumerate(EXPECTED)}
        found = sorted(totals.items(), key=lambda entry: (order.get(entry[0][0], len(order)), entry[0]))
        return [f"{name}: {counted:,} {words}" for (name, words), counted in found]

    def missing(self):
        return sorted(set(EXPECTED) - {kept["id"] for kept in self.read()})
