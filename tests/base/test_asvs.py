"""docs/asvs.csv answers every requirement of ASVS 5.0.0, levels 1 and 2; and what it names is there."""

import csv
import re
from collections import Counter

import pytest
from django.conf import settings

from tests.figures import EXPECTED
from tests.source import ROOT

ROWS = list(csv.DictReader((ROOT / "docs" / "asvs.csv").read_text().splitlines()))
ANSWERS = {"test", "setting", "reason", "later", "host", "absent"}
# Requirements of levels 1 and 2 by chapter, and by level, as the standard has them.
OF_CHAPTER = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13,
              16: 16, 17: 7}  # fmt: skip
OF_LEVEL = {"1": 70, "2": 183}
PATH = re.compile(r"tests/[\w/]+\.py")
FIGURE = re.compile(r"\b[A-Z]{2}[0-9]+\b")
HEADING = re.compile(r"SECURITY\.md, ([A-Z][\w ,-]+)")


def test_each_requirement_stands_there_once():
    ids = [row["requirement"] for row in ROWS]
    assert len(set(ids)) == len(ids) == sum(OF_LEVEL.values())
    assert Counter(int(each.split(".")[0]) for each in ids) == OF_CHAPTER
    assert Counter(row["level"] for row in ROWS) == OF_LEVEL


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["requirement"])
def test_each_is_answered_by_something_that_is_there(row):
    how = row["how"]
    assert row["answer"] in ANSWERS and row["asks"] and how
    for path in PATH.findall(how):
        assert (ROOT / path).exists(), path
    if row["answer"] == "test":
        figures = set(FIGURE.findall(how)) & set(EXPECTED)
        assert figures or PATH.search(how)
    for name in HEADING.findall(how):
        assert re.search(rf"^## {re.escape(name.strip())}$", (ROOT / "SECURITY.md").read_text(), re.MULTILINE), name
    if row["answer"] == "setting" and "SECURITY.md" not in how and how[0].isupper():
        name = re.match(r"[A-Z_]+\b", how)[0]
        assert hasattr(settings, name), name
