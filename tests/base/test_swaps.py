"""A part of a page put in by htmx leaves the very page that a reload would have brought."""

import re

import pytest
from django.urls import reverse

from coproduction.base.http import requested_partial
from participants.payments.version import Version
from tests import factories as make
from tests.source import ROOT, templates
from tests.swapping import asks_for, by_id, followed, parsed, path_of, swapped

PAGES = ROOT / "templates"
PARTS = {
    (str(path.relative_to(PAGES)), name)
    for path in templates()
    for name in re.findall(r"{% partialdef ([\w-]+)", path.read_text())
}
SIGN_IN = reverse("account_request_login_code")


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


# Lists ------------------------------------------------------------------------------------------------------------


def many_projects(cora, asha, project):
    for at in range(24):
        make.ProjectFactory(organisation=project.organisation, title=f"P{at}", contact=cora, closed=at > 21)
    return reverse("projects:list")


def many_people(cora, asha, project):
    make.InvolvementFactory(stage__project=project, participant=asha)
    for _ in range(51):
        make.ParticipantFactory(organisation=project.organisation)
    return reverse("people:list")


def many_sessions(cora, asha, project):
    stage = make.StageFactory(project=project, open=True)
    for _ in range(31):
        make.SessionFactory(stage=stage)
    return reverse("gatherings:sessions", args=[project.pk])


def many_updates(cora, asha, project):
    for _ in range(21):
        make.UpdateFactory(project=project, told=True)
    return reverse("gatherings:updates", args=[project.pk])


def much_news(cora, asha, project):
    for _ in range(21):
        make.DeliveryFactory(participant=asha, update__project=project)
    return reverse("me:news")


def much_money(cora, asha, project):
    stage = make.StageFactory(project=project, open=True)
    for _ in range(21):
        make.PaymentFactory(attendance__participant=asha, attendance__session__stage=stage)
    return reverse("me:money")


def many_earlier(cora, asha, project):
    stage = make.StageFactory(project=project, open=True)
    for _ in range(21):
        make.AttendanceFactory(participant=asha, came=True, session__stage=stage, session__held=True)
    return reverse("me:sessions")


def many_lines(cora, asha, project):
    for _ in range(21):
        make.PromiseFactory(project=project, made_on=make.ago(9), by_when=make.ago(1))
    return reverse("today")


def many_to_approve(cora, asha, project):
    stage = make.StageFactory(project=project, open=True)
    for _ in range(11):
        make.PaymentFactory(attendance__session__stage=stage, drafted_by=cora, due=True)
    return reverse("money:list")


def many_paid_sessions(cora, asha, project):
    stage = make.StageFactory(project=project, open=True)
    for _ in range(13):
        make.PaymentFactory(attendance__participant=asha, attendance__session__stage=stage)
    return reverse("money:project", args=[project.pk])


LISTS = {
    ("planning/list.html", "list"): (
        "cora_client",
        many_projects,
        ["?page=2", "?state=closed", "?stage=share", "?sort=-name"],
    ),
    ("person/list.html", "list"): ("cora_client", many_people, ["?page=2", "?project={project}", "?sort=-name"]),
    ("principles/dashboard.html", "list"): ("mina_client", None, ["?state=closed", "?state=all", "?size=one_event"]),
    ("sessions/sessions.html", "list"): ("cora_client", many_sessions, ["?page=2", "?sort=when"]),
    ("tell/updates.html", "list"): ("cora_client", many_updates, ["?page=2"]),
    ("pages/today.html", "due"): ("cora_client", many_lines, ["?page=2"]),
    ("payments/list.html", "queues"): ("mina_client", many_to_approve, ["?approve=2", "?sort=-sum"]),
    ("payments/project.html", "sessions"): ("cora_client", many_paid_sessions, ["?page=2"]),
    ("me/news.html", "list"): ("asha_client", much_news, ["?page=2"]),
    ("me/money.html", "list"): ("asha_client", much_money, ["?page=2"]),
    ("me/sessions.html", "earlier"): ("asha_client", many_earlier, ["?page=2"]),
}


@pytest.mark.parametrize(("template", "part"), sorted(LISTS))
def test_a_list_swapped_is_the_list_of_a_fresh_page(template, part, cora, asha, project, request, figure):
    whose, fill, asked = LISTS[template, part]
    client = request.getfixturevalue(whose)
    base = fill(cora, asha, project) if fill else reverse("principles:dashboard")
    page = page_of(client, base)
    for query in asked:
        path = base + query.format(project=project.pk)
        answer = client.get(path, headers=asks_for(part, base))
        words = answer.content.decode()
        assert "<main" not in words and len(words) < len(page_of(client, path))
        assert swapped(page, part, words) == parsed(page_of(client, path))
        assert swapped(page, part, words) != parsed(page), f"{query} changes nothing: it proves nothing"
        assert {"HX-Request", "HX-Target"} <= set(answer["Vary"].split(", "))
        page = page_of(client, path)
    figure("UX3", len(asked), "lists swapped, each as a fresh page has it")


# What is done by one press -----------------------------------------------------------------------------------------


def waiting_delivery(cora, asha, project):
    one = make.DeliveryFactory(update__project=project, participant=asha, route="call", waiting=True)
    make.DeliveryFactory(update=one.update, participant__organisation=project.organisation, route="call", waiting=True)
    page = reverse("gatherings:update", args=[project.pk, one.update_id])
    return page, reverse("gatherings:mark_told", args=[project.pk, one.pk]), {}


def answer_to_tell(cora, asha, project):
    one = make.ContributionFactory(project=project, participant=asha, answered=True)
    page = reverse("gatherings:said", args=[project.pk])
    return page, reverse("gatherings:answer_told", args=[project.pk, one.pk]), {}


def payment(cora, asha, project, **state):
    stage = make.StageFactory(project=project, open=True)
    make.BudgetLineFactory(project=project, pence=100_000)
    attendance = make.AttendanceFactory(session__stage=stage, participant=asha, came=True)
    return make.PaymentFactory(attendance=attendance, drafted_by=cora, **state)


def payment_to_approve(cora, asha, project):
    one = payment(cora, asha, project, due=True)
    return reverse("money:list"), reverse("money:step", args=[one.pk, "approve"]), {"seen": str(Version.of(one))}


def drafts(cora, asha, project):
    one = payment(cora, asha, project)
    page = reverse("money:project", args=[project.pk])
    return page, page, {"session": one.attendance.session_id, "seen": one.pence}


def money_that_came(cora, asha, project):
    one = payment(cora, asha, project, released=True)
    return reverse("me:payment", args=[one.pk]), reverse("me:step", args=[one.pk, "got-it"]), {}


def contact_to_check(cora, asha, project):
    make.ChannelFactory(contact__participant=asha, contact__stale=True)
    return reverse("me:home"), reverse("me:contact_right"), {"at": "home"}


def contact_of_long_ago(cora, asha, project):
    make.ChannelFactory(contact__participant=asha, contact__stale=True)
    return reverse("me:choices"), reverse("me:contact_right"), {}


def briefing(cora, asha, project):
    one = make.BriefingFactory(participant=asha, project=project)
    return reverse("me:choices"), reverse("me:briefing", args=[one.pk]), {"says": "yes"}


def something_in_place(cora, asha, project):
    one = make.AdaptationFactory(participant=asha, project=project, in_place_on=make.ago(6))
    return reverse("me:choices"), reverse("me:arranged", args=[one.pk]), {"says": "no"}


PRESSES = {
    ("tell/update.html", "reached"): ("cora_client", waiting_delivery, "Thank you for telling them."),
    ("contributions/said.html", "told"): ("cora_client", answer_to_tell, "Thank you for telling them."),
    ("payments/list.html", "queues"): ("mina_client", payment_to_approve, "Approved. Finance can send it now."),
    ("payments/project.html", "sessions"): ("cora_client", drafts, "Sent to "),
    ("me/payment.html", "payment"): ("asha_client", money_that_came, "Thank you for telling us."),
    ("me/home.html", "check"): ("asha_client", contact_to_check, "We will ask again"),
    ("me/choices.html", "contact"): ("asha_client", contact_of_long_ago, "We will ask again"),
    ("me/choices.html", "arranged"): ("asha_client", something_in_place, "What you say counts."),
    ("me/choices.html", "briefings"): ("asha_client", briefing, "What you say counts."),
}


@pytest.mark.parametrize(("template", "part"), sorted(PRESSES))
def test_one_press_leaves_the_fresh_page_and_says_what_it_did(template, part, cora, asha, project, request, figure):
    whose, begin, says = PRESSES[template, part]
    client = request.getfixturevalue(whose)
    path, to, typed = begin(cora, asha, project)
    before, headers = page_of(client, path), asks_for(part, path)
    answer = followed(client, client.post(to, typed, headers=headers), headers)
    assert answer.status_code == 200 and path_of(answer) is None
    after, fresh = swapped(before, part, answer.content.decode()), parsed(page_of(client, path))
    said = by_id(after, "messages")
    assert says in str(said)
    # Said once: the fresh page has it no more.
    said.children = by_id(fresh, "messages").children
    assert after == fresh != parsed(before)
    figure("UX3", 1, "presses swapped, each as a fresh page has it and with what it did")


def test_each_part_of_a_page_is_tried_here():
    assert set(LISTS) | set(PRESSES) == PARTS


# What must not end inside a page -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_lost_session_leads_to_a_whole_sign_in_page_and_back(client):
    path = reverse("projects:list") + "?state=all"
    answer = client.get(path, headers=asks_for("list", reverse("projects:list")))
    assert answer.content == b"" and path_of(answer).startswith(SIGN_IN)
    assert path_of(answer).endswith("next=/projects/%3Fstate%3Dall")
    pressed = client.post(reverse("me:contact_right"), headers=asks_for("check", reverse("me:home")))
    assert pressed.content == b"" and path_of(pressed).startswith(SIGN_IN)


def test_what_ends_on_another_page_is_loaded_whole_with_its_message(mina_client, cora, asha, project):
    one = payment(cora, asha, project, due=True)
    headers = asks_for("queues", reverse("money:payment", args=[one.pk]))
    seen = {"seen": str(Version.of(one))}
    pressed = mina_client.post(reverse("money:step", args=[one.pk, "approve"]), seen, headers=headers)
    answer = followed(mina_client, pressed, headers)
    assert (answer.content, path_of(answer)) == (b"", reverse("money:list"))
    assert "Approved. Finance can send it now." in page_of(mina_client, reverse("money:list"))


@pytest.mark.parametrize("asked", ["main", "list#list", "../list", "", "list.html", "Überall", "a" * 5000])
def test_a_part_that_is_none_is_the_whole_page(asked, cora_client):
    path = reverse("projects:list")
    assert requested_partial("planning/list.html", asked) is None
    headers = asks_for(asked.encode().decode("latin-1"), path)
    assert "<main" in cora_client.get(path, headers=headers).content.decode()


# How templates ask for it -----------------------------------------------------------------------------------------

# What a form or link does without scripts it does with them: only `swaps` and the page's frame speak to htmx.
HTMX = re.compile(r"\s(?:data-)?hx-[\w-]+")
IN_THE_FRAME = {" hx-swap", " hx-indicator", " hx-headers"}
SWAPS = re.compile(r"<(\w+)\b([^<]*?){% swaps ([^%]*?) %}", re.DOTALL)


def test_templates_speak_to_htmx_through_one_tag():
    for path in templates():
        name, found = str(path.relative_to(PAGES)), set(HTMX.findall(path.read_text()))
        allowed = {"base.html": IN_THE_FRAME, "components/came.html": {" hx-swap-oob"}}.get(name, set())
        assert found <= allowed, f"{name}: {found - allowed}"


def test_whatever_swaps_has_an_address_of_its_own():
    count = 0
    for path in templates():
        for tag, attributes, said in SWAPS.findall(path.read_text()):
            count += 1
            acts = "acts=True" in said
            place = f"{path.relative_to(PAGES)}: {said}"
            if tag == "form":
                assert "action=" in attributes and f'method="{"post" if acts else "get"}"' in attributes, place
            else:
                assert tag in ("nav", "thead") and not acts, place
            part = said.split()[0].strip('"')
            assert part == "part" or part in {name for _, name in PARTS}, place
    assert count >= len(PRESSES) + 2


@pytest.mark.parametrize(("template", "part"), sorted(PARTS))
def test_a_part_is_one_element_that_says_what_it_now_holds(template, part):
    words = (PAGES / template).read_text()
    held = re.search(rf"{{% partialdef {part} inline %}}(.*?){{% endpartialdef", words, re.DOTALL)[1]
    head = re.search(r"<(section|div) id=\"([\w-]+)\"(.*?)>\n", held, re.DOTALL)
    assert head and head[2] == part and "data-announce=" in head[3]
    assert head[1] == "div" or "aria-label" in head[3]
