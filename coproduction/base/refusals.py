from typing import Any


class Refused(Exception):
    """A write that the rules do not allow. Its words are for the person who tried.

    `attempts`: triples of verb, record and person, of which the audit trail keeps that they were tried.
    """

    def __init__(self, *args: object) -> None:
        super().__init__(*args)
        self.attempts: list[tuple[str, Any, Any]] = []
