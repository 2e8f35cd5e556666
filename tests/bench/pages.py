"""What each main page costs, in turn with the least page, which is called "b"."""

from statistics import median
from typing import NamedTuple

from .asking import Asker, served_alone
from .sites import MAIN_OF, run

ROUNDS = 15
OURS, LEAST = "coproduction.wsgi:application", "tests.bench.baseline.wsgi:application"


class Cost(NamedTuple):
    """Of one page: medians of milliseconds, statements, and bytes."""

    p50: float
    p95: float
    cpu: float
    statements: int
    sql: float
    size: int


def pages_of(site, only=None):
    """{page: Cost}. only: the names of those that are asked for, where it is not all."""
    least = {"BASELINE_DATABASE_URL": f"sqlite:///{site.folder / 'least.sqlite3'}"}
    frozen = {**least, "DJANGO_SETTINGS_MODULE": "tests.bench.baseline.settings"}
    owner = run(frozen, "-c", MAIN_OF.format("tests.bench.baseline.fill"))
    with (
        served_alone(OURS, site.live, site.folder / "log") as ours,
        served_alone(LEAST, least, site.folder / "log-b") as other,
    ):
        asker = Asker(ours.port, site.told["cookies"])
        pages = {name: (asker, asked) for name, *asked in site.told["pages"] if only is None or name in only}
        pages["b"] = Asker(other.port, {"owner": owner.strip()}, "sessionid"), ["owner", "/"]
        return costs(pages)


def costs(pages):
    """Page after page, round after round, so that what slows the machine slows all alike. The first round warms up."""
    counted = {name: asker.count(*asked) for name, (asker, asked) in pages.items()}
    answers = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, (asker, asked) in pages.items():
            answers[name].append(asker.ask(*asked))
    return {name: cost(counted[name], answers[name]) for name in pages}


def cost(counted, answers):
    took = sorted(answer.took for answer in answers)
    statements, sql = counted
    cpu = median(answer.cpu for answer in answers)
    return Cost(median(took), percentile(took, 95), cpu, statements, sql, answers[0].size)


def percentile(numbers, percent):
    return sorted(numbers)[int(len(numbers) * percent / 100)]
