"""What the bench says of a page or a figure: within its ceiling or not, and by how much."""

import pytest

from coproduction.demo.serving import serve
from tests.bench.__main__ import chosen
from tests.bench.ceilings import BEYOND, CEILINGS, Ceiling
from tests.bench.load import Tried, figures
from tests.bench.pages import Cost, percentile
from tests.bench.sites import Site
from tests.bench.table import Figure, show, verdict
from tests.source import ROOT

LEAST = Cost(p50=3, p95=4, cpu=3, statements=2, sql=0, size=1000)


def costs(cpu, statements=5, names=CEILINGS):
    return {**dict.fromkeys(names, LEAST._replace(cpu=cpu, statements=statements)), "b": LEAST}


def test_a_page_is_measured_by_the_least_page_and_by_its_statements():
    ceiling = Ceiling(times_least=4, statements=10)
    assert ceiling.faults(LEAST._replace(cpu=12, statements=10), LEAST) == []
    assert ceiling.faults(LEAST._replace(cpu=15, statements=11), LEAST) == ["5.0 b of 4", "11 statements of 10"]


def test_ten_times_the_rows_are_measured_by_what_they_add():
    ceiling = Ceiling(times_least=4, statements=10, growth=1.3)
    assert ceiling.grows(LEAST._replace(cpu=3.8), LEAST, 10) == []
    assert ceiling.grows(LEAST._replace(cpu=6), LEAST, 10) == ["2.0 times as much for 10 times the rows"]
    assert ceiling.grows(LEAST._replace(cpu=6), LEAST, 100) == []


def test_the_last_line_counts_what_is_within(capsys):
    found = {("sqlite", "1"): costs(cpu=6), ("sqlite", "10"): costs(cpu=6)}
    assert verdict(found) == 0
    many = 2 * len(CEILINGS)
    assert capsys.readouterr().out.splitlines()[-1] == f"{many} of {many} within their ceiling"
    found["sqlite", "10"]["/me/"] = LEAST._replace(cpu=60)
    assert verdict(found) == 1
    assert capsys.readouterr().out.splitlines() == [
        "sqlite, x10, /me/: 10.0 times as much for 10 times the rows",
        f"{many - 1} of {many} within their ceiling",
    ]


def test_figures_with_a_ceiling_count_beside_the_pages(capsys):
    figures = [Figure("memory", 120, "MiB", 110), Figure("start", 1.5, "s", 2), Figure("half", 3, "ms")]
    assert verdict({}, figures) == 1
    assert capsys.readouterr().out.splitlines() == [
        "memory: 120 MiB (at most 110): over",
        "1 of 2 within their ceiling",
    ]


def test_a_hundred_times_the_rows_are_measured_on_the_pages_that_all_open(capsys):
    assert chosen(["100", "postgresql"]) == (["1", "100"], ["postgresql"], {"pages"})
    found = {("postgresql", "1"): costs(cpu=6), ("postgresql", "100"): costs(cpu=13, names=BEYOND)}
    assert verdict(found) == 1
    many = len(CEILINGS) + len(BEYOND)
    assert f"{len(CEILINGS)} of {many} within their ceiling" in capsys.readouterr().out


def test_what_is_measured_can_be_chosen():
    assert chosen([]) == (["1", "10"], ["sqlite", "postgresql"], {"pages", "load", "memory", "judgement", "start"})
    assert chosen(["1", "sqlite"]) == (["1"], ["sqlite"], {"pages"})
    assert chosen(["load"]) == (["1"], ["sqlite", "postgresql"], {"load"})
    with pytest.raises(SystemExit, match="mysql"):
        chosen(["mysql"])


def test_an_answer_that_is_not_as_asked_is_over(tmp_path):
    site = Site("postgresql", "1", tmp_path, {}, (0, 0), {})
    tried = [Tried("/me/", 20, "")] * 98 + [Tried("/money/", 900, "503"), Tried("/me/", 5, "")]
    half, most, faults = figures(site, 50, tried)
    assert (half.value, most.value, faults.value) == (20, 20, 1)
    assert not most.faults() and faults.faults()
    assert str(faults).endswith("(at most 0): over; 503 at /money/")
    assert percentile(range(100), 95) == 95


def test_what_is_measured_is_served_as_the_guide_says():
    told, options = (ROOT / "README.md").read_text(), " ".join(serve(8000))
    for option in ("--interface wsgi", "--no-ws", "--workers 2", "--blocking-threads 2"):
        assert option in told and option in options


def test_the_table_stands_each_page_beside_its_ceiling(capsys):
    show("sqlite, x10", costs(cpu=6), costs(cpu=5))
    said = capsys.readouterr().out.splitlines()
    assert said[1:2] == ["sqlite, x10: b is 3.0 ms of CPU"]
    row = next(line for line in said if line.startswith("/me/"))
    assert row.split()[:8] == ["/me/", "6.0", "2.0", "2.5", "1.20", "1.3", "5", "8"]
