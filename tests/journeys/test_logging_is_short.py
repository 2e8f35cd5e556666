"""Closing a session takes no more typing than a row of a spreadsheet."""

import pytest
from django.urls import reverse

from tests import factories

PEOPLE, MOST_FIELDS, MOST_LOADS = 6, 12, 2
# The names of the fields that are no longer as the page brought them; several answers to one question are one field.
TOUCHED = """() => new Set([...document.querySelectorAll("main form [name]")].filter((field) => {
  if (field.type === "hidden") return false;
  if (field.matches("select")) return [...field.options].some((one) => one.selected !== one.defaultSelected);
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  return field.value !== field.defaultValue;
}).map((field) => field.name)).size"""


@pytest.fixture
def yesterdays(stage, organisation, cora):
    """A session of yesterday with six people who were invited and offered money."""
    session = factories.SessionFactory(stage=stage, starts_at=factories.moment(days=1), about="The desk")
    for name in ("Ada", "Bo", "Cleo", "Dev", "Esme", "Femi"):
        person = factories.ParticipantFactory(organisation=organisation, name=name, welcomed_by=cora)
        factories.InvolvementFactory(stage=stage, participant=person)
        factories.AttendanceFactory(session=session, participant=person)
        factories.OfferFactory(session=session, participant=person)
    return session


@pytest.mark.parametrize("width", [320, 1280])
def test_a_session_of_six_known_people_takes_one_page(walks, figure, yesterdays, width):
    walk = walks(width).sign_in("cora@example.org")
    walk.open(reverse("gatherings:session", args=[yesterdays.project_id, yesterdays.pk]))
    walk.loads = 0
    walk.press("Log this session")
    walk.pick("Came, Bo", "Didn't come").write("Minutes there, Cleo", 60)
    walk.write("What was said, this line", "The bell makes me jump").choose("Who said it, this line", "Dev")
    walk.write("What we decided, this line", "The low desk").choose("How, this line", "everyone agreed")
    walk.write("What we promised, this line", "Ask about the door").write("By when, this line", "31 December 2099")
    walk.write("How many staff were there", 2)
    touched = walk.page.evaluate(TOUCHED)
    walk.press("Log this session").reads("Logged. Thank you. 5 payments drafted, £135.00.", "The low desk")
    assert not walk.faults, "\n".join(walk.faults)
    assert touched == 9
    assert touched <= MOST_FIELDS and walk.loads == MOST_LOADS
    if width == 320:
        figure("MJ1", touched, f"fields touched, {walk.loads} page loads, {PEOPLE} people")
