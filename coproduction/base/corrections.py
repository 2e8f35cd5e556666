"""How what a record says is put right: declared on its model as `corrects`, done on one page for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PutRight:
    """{name of a field: what it is called on the page}. `own` and `shared`: what the person whom the record is about
    puts right themselves, under the name that it has for them; `own` where they wrote it (`in_their_words` of the
    record), and then nobody else does. `forgotten`: fields of which no former text is kept, such as a name.
    """

    fields: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)
    shared: Mapping[str, str] = field(default_factory=dict)
    forgotten: frozenset[str] = frozenset()


@dataclass(frozen=True)
class StandsAsWritten:
    """`why` it is not corrected on that page: what is done instead, or what would be undone by it."""

    why: str


Corrects = PutRight | StandsAsWritten
