"""Measures a page in the browser: contrast of its words and edges, size of what can be pressed, what is cut off, and
how far it jumped on loading.

Each measure gives sentences about what falls short, and how many things it looked at.
"""

from pathlib import Path

CONTRAST, EDGE, TARGET, SHIFT = 7, 3, 44, 0.05
MEASURE = (Path(__file__).parent / "measuring.js").read_text()
# For the list at the end of a run: what is counted, and how that is said.
MEASURED = {
    "texts": "texts, each 7:1 or more",
    "targets": "targets, each 44 px or more",
    "edges": "edges of boxes to fill in, each 3:1 or more",
}


def measure(page, shift=SHIFT):
    """Returns what falls short, in words, and how many texts, targets and edges were looked at."""
    found = page.evaluate(MEASURE, [CONTRAST, EDGE, TARGET, shift])
    return found["faults"], found["counted"]
