"""Python looks through what is new for circles that nobody holds: again and again, while much is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_looked_for() -> Iterator[None]:
    """For making very many things that hold no circles: looking through them takes longer than making them.

    Other threads go without it as long. Two at once are no harm: the first to begin ends it for both.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        # What is there now counts as old, so that it is not looked through at once after all.
        if not gc.get_freeze_count():
            gc.freeze()
            gc.unfreeze()
        gc.enable()
