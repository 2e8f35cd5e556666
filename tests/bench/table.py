"""What was measured, as it is shown: each page and each figure beside its ceiling; at the end how many are within."""

from typing import NamedTuple

from .ceilings import CEILINGS


class Figure(NamedTuple):
    """at_most: None where it is shown alone, without a ceiling. because: what is to be said of it beside."""

    what: str
    value: float
    unit: str
    at_most: float | None = None
    because: str = ""

    def __str__(self):
        ceiling = "" if self.at_most is None else f" (at most {self.at_most:g})"
        over = ": over" if self.faults() else ""
        because = f"; {self.because}" if self.because else ""
        value = f"{self.value:.0f}" if self.value >= 100 else f"{self.value:.3g}"
        return f"{self.what}: {value} {self.unit}".rstrip() + ceiling + over + because

    def faults(self):
        return self.at_most is not None and self.value > self.at_most


def show(site, found, before=None):
    """Of each page; beside it what it may cost. before: of the same pages with fewer rows."""
    least = found["b"]
    print(f"\n{site}: b is {least.cpu:.1f} ms of CPU")
    print(
        f"{'page':22}{'CPU ms':>8}{'x b':>7}{'of':>5}{'grows':>7}{'of':>5}"
        f"{'statements':>12}{'of':>4}{'SQL ms':>8}{'p50':>7}{'p95':>7}{'bytes':>9}"
    )
    for name, cost in found.items():
        print(line(name, cost, least, before and before[name]), flush=True)


def line(name, cost, least, before):
    ceiling = CEILINGS.get(name)
    of_least, of_statements, of_growth = ceiling or ("", "", "")
    grows = f"{cost.cpu / before.cpu:.2f}" if before else ""
    return (
        f"{name:22}{cost.cpu:8.1f}{cost.cpu / least.cpu:7.1f}{of_least:>5}{grows:>7}{of_growth if grows else '':>5}"
        f"{cost.statements:12}{of_statements:>4}{cost.sql:8.1f}{cost.p50:7.1f}{cost.p95:7.1f}{cost.size:9}"
    )


def verdict(found, figures=()):
    """found: {(database, times): {page: Cost}}, the fewest rows of each database first. Returns whether any is over;
    the last line says how many are within their ceiling.
    """
    within = total = 0
    first = {}
    for (database, times), pages in found.items():
        smallest = first.setdefault(database, pages)
        for name in CEILINGS:
            if name not in pages:
                continue
            if pages is smallest:
                faults = CEILINGS[name].faults(pages[name], pages["b"])
            else:
                faults = CEILINGS[name].grows(pages[name], smallest[name], int(times))
            total, within = total + 1, within + (not faults)
            for words in faults:
                print(f"{database}, x{times}, {name}: {words}")
    for figure in figures:
        if figure.at_most is not None:
            total, within = total + 1, within + (not figure.faults())
            if figure.faults():
                print(figure)
    print(f"{within} of {total} within their ceiling", flush=True)
    return int(within < total)
