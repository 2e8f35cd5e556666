"""What the bench says of a page: within its ceiling or not, and by how much."""

from tests.bench.__main__ import Cost, verdict
from tests.bench.ceilings import CEILINGS, Ceiling

LEAST = Cost(p50=3, p95=4, cpu=3, statements=2, sql=0, size=1000)


def costs(cpu, statements=5):
    return {**dict.fromkeys(CEILINGS, LEAST._replace(cpu=cpu, statements=statements)), "b": LEAST}


def test_a_page_is_measured_by_the_least_page_and_by_its_statements():
    ceiling = Ceiling(times_least=4, statements=10)
    assert ceiling.faults(LEAST._replace(cpu=12, statements=10), LEAST) == []
    assert ceiling.faults(LEAST._replace(cpu=15, statements=11), LEAST) == ["5.0 b of 4", "11 statements of 10"]


def test_ten_times_the_rows_are_measured_by_what_they_add():
    ceiling = Ceiling(times_least=4, statements=10, growth=1.3)
    assert ceiling.grows(LEAST._replace(cpu=3.8), LEAST) == []
    assert ceiling.grows(LEAST._replace(cpu=6), LEAST) == ["2.0 times as much for ten times the rows"]


def test_the_last_line_counts_what_is_within(capsys):
    found = {("sqlite", "1"): costs(cpu=6), ("sqlite", "10"): costs(cpu=6)}
    assert verdict(found, ("1", "10")) == 0
    many = 2 * len(CEILINGS)
    assert capsys.readouterr().out.splitlines()[-1] == f"{many} of {many} within their ceiling"
    found["sqlite", "10"]["/me/"] = LEAST._replace(cpu=60)
    assert verdict(found, ("1", "10")) == 1
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "sqlite, x10, /me/: 10.0 times as much for ten times the rows",
        f"{many - 1} of {many} within their ceiling",
    ]
