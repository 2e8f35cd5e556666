"""How what a record says is put right: declared on its model as `corrects`, done on one page for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PutRight:
    """{name of a field: what it is called on the page}. `own`: fields that are the words of the person whom the record
    is about where they wrote it themselves (`in_their_words` of the record), and then theirs alone to change.
    `forgotten`: fields of which no former text is kept, such as a name.
    """

    fields: Mapping[str, str]
    own: frozenset[str] = frozenset()
    forgotten: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StandsAsWritten:
    """`why` it is not corrected on that page: what is done instead, or what would be undone by it."""

    why: str


Corrects = PutRight | StandsAsWritten
