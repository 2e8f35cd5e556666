"""What every road needs: days as people write them, a page that took its form, a table with a row for each person."""

from datetime import timedelta

from coproduction.base.days import today
from participants.people.models import Participant


def said(day):
    """A day as a person writes it."""
    return f"{day.day} {day:%B %Y}"


def in_days(days):
    return today() + timedelta(days=days)


def path_of_stage(stage, *further):
    return "/".join(["/projects", str(stage.project_id), "stages", str(stage.pk), *further, ""])


def path_of_session(session, *further):
    return "/".join(["/projects", str(session.project_id), "sessions", str(session.pk), *further, ""])


def taken(page, *words):
    """The page itself, once it is sure that the form before it was taken."""
    assert page.status == 200, page
    assert page.says(*words), (words, page)
    return page


def rows_of(page, prefix, button):
    """{prefix of the row: whose it is} of a table with a row for each person."""
    fields, ids = page.form(button).fields, {str(person.pk): person.pk for person in Participant.objects.all()}
    ends = "-participant"
    names = [name for name in fields if name.startswith(f"{prefix}-") and name.endswith(ends)]
    return {name.removesuffix(ends): ids[fields[name].values[0]] for name in names if fields[name].values[:1] != [""]}
