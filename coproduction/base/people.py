"""Who asks, as far as the ground knows people: the accounts say what else somebody is."""

from typing import Any, Literal, Protocol
from uuid import UUID


class Person(Protocol):
    """Somebody who is signed in. `places`: pairs of organisation id and role that hold now; `roles`: those roles."""

    @property
    def pk(self) -> Any: ...

    @property
    def is_authenticated(self) -> Literal[True]: ...

    @property
    def places(self) -> tuple[tuple[UUID, str], ...]: ...

    @property
    def roles(self) -> frozenset[str]: ...


class Stranger(Protocol):
    """Somebody who is not signed in."""

    @property
    def pk(self) -> Any: ...

    @property
    def is_authenticated(self) -> Literal[False]: ...


Visitor = Person | Stranger
