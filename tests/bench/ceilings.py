"""How much a page may cost: times the least page, in statements, and ten times the rows beside once."""

from typing import NamedTuple


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

    def grows(self, cost, before):
        growth = cost.cpu / before.cpu
        return [f"{growth:.1f} times as much for ten times the rows"] if growth > self.growth else []


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
