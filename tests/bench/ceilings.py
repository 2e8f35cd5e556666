"""How much a page may cost: times the least page, in statements, and ten times the rows beside once. And how much the
rest may take.
"""

from typing import NamedTuple

# With a hundred times the rows, of those pages that everybody opens first.
GROWTH_BEYOND, BEYOND = 2, frozenset({"dashboard", "Today", "approval list", "my money"})


class Ceiling(NamedTuple):
    times_least: float
    statements: int
    growth: float = 1.3

    def faults(self, cost, least):
        """In words; empty where it is within."""
        ratio = cost.cpu / least.cpu
        return [
            *([f"{ratio:.1f} b of {self.times_least}"] if ratio > self.times_least else []),
            *([f"{cost.statements} statements of {self.statements}"] if cost.statements > self.statements else []),
        ]

    def grows(self, cost, before, times):
        growth, ceiling = cost.cpu / before.cpu, self.growth if times == 10 else GROWTH_BEYOND
        return [f"{growth:.1f} times as much for {times} times the rows"] if growth > ceiling else []


CEILINGS = {
    "/me/": Ceiling(2.5, 8),
    "my money": Ceiling(2, 6),
    "my payment": Ceiling(2.5, 8),
    "my news": Ceiling(2, 6),
    "my session": Ceiling(2.5, 8),
    "project page": Ceiling(5, 14),
    "project list": Ceiling(3, 8),
    "people list": Ceiling(3, 8),
    "a person": Ceiling(4, 12),
    "log form, 6 people": Ceiling(5, 12),
    "log 6 people": Ceiling(6, 25),
    "log form, 40 people": Ceiling(5, 12),
    "log 40 people": Ceiling(6, 25),
    "Today": Ceiling(5, 12),
    "approval list": Ceiling(4, 8),
    "finance list": Ceiling(4, 8),
    "dashboard": Ceiling(4, 10, 1.5),
    "a principle": Ceiling(5, 14, 1.5),
    "an opened list": Ceiling(4, 12, 1.5),
}

# Seconds that load_scale may take, by how many times.
LOADED_WITHIN = {"1": 60, "10": 360, "100": 3600}
# Milliseconds within which 95 of 100 answers come while so many people click.
SLOWEST = {("sqlite", 50): 150, ("postgresql", 50): 150, ("postgresql", 100): 400}
# MiB of a worker after 5,000 answers.
MEMORY = 110
# Milliseconds of the first reading of a project of a year that changed.
JUDGEMENT = 60
# Seconds until `make run` answers, once all is set up.
SECOND_START = 2
