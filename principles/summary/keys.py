"""From what a summary was worked out: how often the records of its project changed, the day, and the rules."""

import hashlib
from collections.abc import Collection
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.conf import settings

from coproduction.accounts.models import ChangeCount
from projects.project.models import Project

# Whatever judges, or says what was judged, lies in one of these.
JUDGES = ("coproduction", "projects", "participants", "principles")


class Key(NamedTuple):
    """counted: the changes of the project's own records and its people's. of_organisation: of what it has settled."""

    counted: int
    of_organisation: int
    day: date
    rules: str


def keys_of(projects: Collection[Project], day: date) -> dict[UUID, Key]:
    """{project id: Key}, in one query. Asked before the records are read: what changes while they are read counts as
    later than the summary, which is then worked out once more.
    """
    ids = {project.pk for project in projects} | {project.organisation_id for project in projects}
    counts = dict(ChangeCount.objects.filter(pk__in=ids).values_list("pk", "number"))
    return {
        project.pk: Key(counts.get(project.pk, 0), counts.get(project.organisation_id, 0), day, rules_version())
        for project in projects
    }


def rules_version() -> str:
    """Of the whole code: what a new version would judge or say in another way is worked out anew."""
    return digest_of_code()


@cache
def digest_of_code() -> str:
    digest = hashlib.sha256()
    for folder in JUDGES:
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
