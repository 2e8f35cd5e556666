"""What it looks like from within when the database or the disk cannot be used: full, read-only, locked or away."""

import errno

from django.contrib.sessions.models import Session
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    InterfaceError,
    NotSupportedError,
    ProgrammingError,
    transaction,
)
from django.utils import timezone
from django.utils.crypto import get_random_string

# Of ours, not of the place where things are kept.
OUR_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
OF_THE_DISK = {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EIO, errno.EMFILE, errno.ENFILE}

# In bytes: more than a database keeps spare in what it has, so that a full disk shows.
A_TRIAL = 64 * 2**10


def try_to_write() -> None:
    """Writes something that nobody ever sees, and takes it back. Raises what a form would run into."""
    with transaction.atomic():
        Session.objects.create(
            session_key=get_random_string(32), session_data="." * A_TRIAL, expire_date=timezone.now()
        )
        transaction.set_rollback(True)


def is_outage(error: BaseException | None) -> bool:
    """Whether this error, or one that led to it, says that nothing can be read or kept for the moment."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, (DatabaseError, InterfaceError)) and not isinstance(error, OUR_FAULT):
            return True
        if isinstance(error, OSError) and error.errno in OF_THE_DISK:
            return True
        error = error.__cause__ or error.__context__
    return False
