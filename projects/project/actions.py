from collections.abc import Collection
from datetime import date

from coproduction.accounts.audit import action
from coproduction.accounts.models import User
from coproduction.base import days
from coproduction.base.refusals import Refused

from .models import Project


@action("project closed")
def close_project(*, project: Project, open_items: Collection[str], on: date | None = None, by: User) -> Project:
    """`open_items` are the sentences that say what is still owed to people; with any, it stays open."""
    if open_items:
        raise Refused("This project can't be closed yet. Some things are still open for people.")
    if not Project.objects.current().filter(pk=project.pk).update(closed_on=on or days.today()):
        raise Refused("This project is closed already.")
    project.refresh_from_db()
    return project
