import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.html import escape

from participants.attendance.models import Attendance
from participants.contributions.models import Contribution
from participants.payments.models import Payment
from participants.people.models import Participant
from participants.promises.models import Promise
from tests import factories
from tests.conftest import signed_in

EMPTY_LINES = {
    f"{prefix}-{name}": value
    for prefix, rows in (("said", 3), ("decided", 2), ("promised", 2))
    for name, value in (("TOTAL_FORMS", rows), ("INITIAL_FORMS", 0))
}


@pytest.fixture
def six(stage, organisation, cora):
    """Six people who were invited to yesterday's session of two hours and offered 15 pounds an hour."""
    session = factories.SessionFactory(stage=stage, starts_at=factories.moment(days=1), preparation_minutes=30)
    for number in range(6):
        person = factories.ParticipantFactory(organisation=organisation, name=f"P{number}", welcomed_by=cora)
        factories.InvolvementFactory(stage=stage, participant=person)
        factories.AttendanceFactory(session=session, participant=person)
        factories.OfferFactory(session=session, participant=person, minutes_before=30)
    return session


def url_of(session):
    return reverse("stages:log_session", args=[session.project_id, session.pk])


def as_it_stands(answer):
    """What a browser would send if the page were sent back untouched."""
    forms = [answer.context["form"]]
    formsets = [answer.context[name] for name in ("rows", "said", "decided", "promised")]
    for formset in formsets:
        forms += [formset.management_form, *formset.forms]
    values = {field.html_name: field.value() for form in forms for field in form}
    return {name: value for name, value in values.items() if value or value == 0 and value is not False}


def test_six_people_who_came_as_planned_need_no_touch(cora_client, six):
    answer = cora_client.get(url_of(six))
    assert "6 drafts, £225.00" in answer.content.decode()
    sent = cora_client.post(url_of(six), as_it_stands(answer))
    assert sent.status_code == 302
    assert urlsplit(sent.url).path == reverse("gatherings:session", args=[six.project_id, six.pk])
    assert Attendance.objects.came().filter(session=six, minutes_before=30, minutes_during=120).count() == 6
    assert Payment.objects.filter(state="drafted", pence=3750).count() == 6


def test_the_page_says_afterwards_what_was_drafted_and_who_is_to_be_heard(cora_client, six):
    answer = cora_client.get(url_of(six))
    text = cora_client.post(url_of(six), as_it_stands(answer), follow=True).content.decode()
    assert "Logged. Thank you. 6 payments drafted, £225.00." in text
    assert "6 people have not been offered a debrief yet" in text


def test_sent_twice_it_is_logged_once(cora_client, six):
    typed = as_it_stands(cora_client.get(url_of(six)))
    first, second = (cora_client.post(url_of(six), typed) for _ in range(2))
    assert first.status_code == second.status_code == 302 and first.url == second.url
    assert Payment.objects.count() == 6


def test_what_was_typed_stands_when_something_is_wrong(cora_client, six):
    typed = as_it_stands(cora_client.get(url_of(six)))
    typed |= {
        "who-2-minutes_during": "9999",
        "who-3-state": "unmet",
        "said-0-words": "Open on Sundays",
        "promised-0-words": "Send the map",
        "promised-0-by_when": "2020-01-01",
    }
    answer = cora_client.post(url_of(six), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "P2: That is more minutes than a day has." in text and "before the session" in text
    assert "Open on Sundays" in text and "9999" in text and "Send the map" in text
    assert '<input type="text" name="who-2-minutes_during" value="9999"' in text
    assert answer.context["rows"].forms[3]["state"].value() == "unmet"
    assert not Payment.objects.exists() and not Contribution.objects.exists()


def test_rows_that_begin_alike_are_drawn_as_each_by_itself(cora_client, six):
    odd = "<b>{name} __prefix__ & __name__"
    Participant.objects.filter(name="P1").update(name=odd)
    page = cora_client.get(url_of(six))
    for name in ("rows", "said", "decided", "promised"):
        rows = page.context[name]
        assert gapless(rows.drawn) == gapless("".join(rows.draw_row(row) for row in rows.forms))
    assert page.content.decode().count(f'<th scope="row">{escape(odd)}</th>') == 1


def gapless(words):
    return re.sub(r">\s+<", "><", words)


def test_a_line_without_words_is_not_kept(cora_client, six):
    typed = as_it_stands(cora_client.get(url_of(six)))
    cora_client.post(url_of(six), typed | {"said-1-words": "Open on Sundays"})
    assert Contribution.objects.get().words == "Open on Sundays"
    assert not Promise.objects.exists()


def test_a_decision_says_how_it_was_made(cora_client, six):
    typed = as_it_stands(cora_client.get(url_of(six)))
    answer = cora_client.post(url_of(six), typed | {"decided-0-words": "Doors at eight"})
    assert answer.status_code == 422
    assert "<title>Error: " in answer.content.decode()


def test_somebody_of_the_stage_who_just_came_is_written_down(cora_client, six, asha):
    factories.InvolvementFactory(stage=six.stage, participant=asha)
    answer = cora_client.get(url_of(six))
    assert "Asha" in answer.content.decode()
    cora_client.post(url_of(six), as_it_stands(answer) | {"also_came": [asha.pk]})
    assert Attendance.objects.get(session=six, participant=asha).minutes == 120
    assert Payment.objects.get(participant=asha).pence == 3000


def test_somebody_invited_meanwhile_shifts_nobodys_row(cora_client, six, organisation, cora):
    typed = as_it_stands(cora_client.get(url_of(six))) | {"who-0-state": "missed"}
    first = factories.ParticipantFactory(organisation=organisation, name="Aaa", welcomed_by=cora)
    factories.AttendanceFactory(session=six, participant=first)
    cora_client.post(url_of(six), typed)
    assert Attendance.objects.get(session=six, participant__name="P0").state == "missed"
    assert Attendance.objects.get(session=six, participant=first).state == "invited"


def test_nobody_from_elsewhere_can_be_written_in(cora_client, six):
    stranger = factories.ParticipantFactory()
    typed = as_it_stands(cora_client.get(url_of(six))) | {"who-0-participant": str(stranger.pk)}
    assert cora_client.post(url_of(six), typed).status_code == 422
    assert not Attendance.objects.filter(participant=stranger).exists()


def test_a_logged_session_leads_to_its_page(cora_client, stage):
    held = factories.SessionFactory(stage=stage, held=True)
    answer = cora_client.get(url_of(held))
    assert answer.url == reverse("gatherings:session", args=[held.project_id, held.pk])


def test_it_is_there_for_the_team_alone(six, mina_client, oli_client, organisation, asha_client):
    elsewhere = signed_in(factories.member(organisation, "coordinator"))
    for client in (mina_client, oli_client, asha_client, elsewhere):
        assert client.get(url_of(six)).status_code == 404
        assert client.post(url_of(six), EMPTY_LINES).status_code == 404
