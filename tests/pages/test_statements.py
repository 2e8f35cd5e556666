"""A page whose list grows asks the database no more for it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories as make
from tests.conftest import signed_in
from tests.many import Many

SIZES = (1, 20, 200)


@pytest.fixture
def many(stage, cora, sam, asha):
    make.InvolvementFactory(stage=stage, participant=asha)
    make.BudgetLineFactory(project=stage.project, pence=100_000_000)
    return Many(stage, cora, sam, asha)


def lists_of(many):
    """{who: the pages of theirs that show a list}"""
    project, stage, person = many.project.pk, many.stage.pk, many.asha.pk
    return {
        "cora": [
            reverse("today"),
            reverse("projects:list"),
            reverse("people:list"),
            reverse("people:person", args=[person]),
            reverse("project_overview", args=[project]),
            reverse("project_team", args=[project]),
            reverse("projects:stages", args=[project]),
            reverse("stages:people", args=[project]),
            reverse("stages:stage", args=[project, stage]),
            reverse("gatherings:sessions", args=[project]),
            reverse("gatherings:session", args=[project, many.steps[0][0].pk]),
            reverse("gatherings:plan_session", args=[project, stage]),
            reverse("stages:log_session", args=[project, many.to_log.pk]),
            reverse("gatherings:said", args=[project]),
            reverse("gatherings:decisions", args=[project]),
            reverse("gatherings:updates", args=[project]),
            reverse("gatherings:tell", args=[project]),
            reverse("money:list"),
            reverse("money:project", args=[project]),
            reverse("undelivered"),
        ],
        "mina": [
            reverse("principles:dashboard"),
            reverse("projects:list"),
            reverse("money:list"),
            reverse("organisation:home"),
        ],
        "fin": [reverse("money:list")],
        "asha": [
            reverse("me:home"),
            reverse("me:news"),
            reverse("me:money"),
            reverse("me:sessions"),
            reverse("me:say"),
            reverse("me:data"),
        ],
    }


def test_a_page_asks_as_many_statements_for_200_rows_as_for_one(many, cora, mina, fin, asha, figure):
    clients = {"cora": cora, "mina": mina, "fin": fin, "asha": asha.user}
    clients = {who: signed_in(user) for who, user in clients.items()}
    asked = {}
    for size in SIZES:
        many.grow_to(size)
        # How projects stand is read; working it out is for the night, and for ten projects a page.
        call_command("work_out_summaries", stdout=StringIO())
        for who, paths in lists_of(many).items():
            for path in paths:
                asked.setdefault((who, path), []).append(statements(lambda who=who, path=path: clients[who].get(path)))
        asked.setdefault(("cora", "log"), []).append(statements(lambda: log(clients["cora"], many)))
    more = {page: counts for page, counts in asked.items() if len(set(counts)) > 1}
    assert not more, "\n".join(f"{who} {path}: {counts}" for (who, path), counts in more.items())
    figure("QC1", len(asked), "pages, statements equal at 1, 20 and 200 rows")


def statements(ask):
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    assert answer.status_code in (200, 302), answer.status_code
    return len(asked)


def log(client, many):
    """All who are expected came; and nothing is kept of it, so that it can be logged once more."""
    path = reverse("stages:log_session", args=[many.project.pk, many.to_log.pk])
    page = client.get(path)
    formsets = [page.context[name] for name in ("rows", "said", "decided", "promised")]
    forms = [page.context["form"], *(form for rows in formsets for form in (rows.management_form, *rows.forms))]
    typed = {field.html_name: field.value() for form in forms for field in form}
    typed = {name: value for name, value in typed.items() if value or value == 0 and value is not False}
    with transaction.atomic():
        answer = client.post(path, typed)
        transaction.set_rollback(True)
    assert answer.status_code == 302
    return answer
