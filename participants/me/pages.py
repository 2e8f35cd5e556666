from django.core.paginator import Page, Paginator
from django.db.models import Count, Window

from coproduction.base.http import whole_number

PER_PAGE = 20
# What lies further on is no page of one person's list.
FURTHEST = 10_000


def counted_page(rows, asked):
    """The page of these rows (as dicts) that was asked for, with how many there are in all: in one statement, unless
    there is no such page.
    """
    pages, number = Paginator(rows, PER_PAGE), whole_number(asked or "1") or 0
    first = (number - 1) * PER_PAGE
    found = rows.annotate(in_all=Window(Count("pk")))[first : first + PER_PAGE] if 0 < number < FURTHEST else ()
    for row in found:
        pages.count = row["in_all"]
    return Page(found, number, pages) if found else pages.get_page(asked)
