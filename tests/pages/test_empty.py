"""Lists with nothing in them say what comes here, kindly, under a heading of their own."""

import re

from tests import factories as make
from tests.conftest import signed_in

# Whose lists, while an organisation has nothing but its people; and those of a project in which nothing has happened.
LISTS = {
    "coordinator": ("/today/", "/projects/", "/people/", "/money/", "/money/rates/"),
    "manager": (
        *("/projects/", "/dashboard/", "/dashboard/late/", "/dashboard/unanswered/", "/dashboard/heard/"),
        *("/dashboard/agreed/", "/dashboard/sent/", "/money/", "/money/rates/"),
    ),
    "finance": ("/money/", "/money/rates/"),
    "participant": ("/me/sessions/", "/me/news/", "/me/money/", "/me/say/"),
}
OF_A_PROJECT = ("stages/", "people/", "sessions/", "updates/", "decisions/", "said/")


def test_each_empty_list_says_what_comes_here(organisation):
    silent, users = [], {role: make.member(organisation, role) for role in ("coordinator", "manager", "finance")}
    for role, paths in LISTS.items():
        user = users.get(role) or make.ParticipantFactory(signs_in=True, organisation=organisation).user
        silent += without_kind_words(user, paths)
    project = make.ProjectFactory(organisation=organisation, contact=users["coordinator"])
    paths = [*(f"/projects/{project.pk}/{path}" for path in OF_A_PROJECT), f"/money/project/{project.pk}/"]
    assert not silent + without_kind_words(users["coordinator"], paths)


def without_kind_words(user, paths):
    client = signed_in(user)
    return [(str(user), path) for path in paths if not kind(client.get(path))]


def kind(answer):
    assert answer.status_code == 200, answer.request["PATH_INFO"]
    return re.search(r'<div class="empty">\s*<h[23]>[^<]{5,}</h[23]>\s*<p>[^<]{20,}', answer.content.decode())
