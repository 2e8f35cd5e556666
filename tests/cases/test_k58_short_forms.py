"""Emphasis, initials and what everybody says is no short form; an organisation can say what its own mean."""

import pytest

from coproduction.base.short_forms import unexplained

from . import roads
from .visitor import Visitor

NOTHING = {f"{part}_nothing": "on" for part in ("outcomes", "blocks", "risks")}
PLAIN = "WELL DONE to AJ and TK. Do NOT bring money: the NHS pays. Ask your GP or MP. A HUGE thanks, it was GREAT."


@pytest.fixture
def told(as_cora):
    """Asha, and what sends an update and gives the page that follows."""
    project, _, (asha,) = roads.begin(as_cora, "Asha")
    path = f"/projects/{project.pk}/updates/new/"
    return asha, lambda words: as_cora.open(path).send("Tell them now", progress=words, **NOTHING)


def test_k58_emphasis_initials_and_what_everybody_says_are_plain(told):
    _, tell = told
    assert tell(PLAIN).says("Told. Below is who has it")


def test_k58_a_short_form_of_the_organisation_is_explained_once_for_all(told, as_mina):
    asha, tell = told
    assert tell("The ICB said yes.").says("ICB is not explained")
    settings = as_mina.open("/organisation/").link("Change the settings")
    page = settings.send("Save the settings", short_forms="ICB: Integrated Care Board\nCMHT nurses")
    assert page.status == 422 and page.says("This one is not: CMHT nurses")
    page = settings.send("Save the settings", short_forms="ICB: Integrated Care Board\nCMHT = the nurses who visit")
    assert page.says("Saved.", "ICB: Integrated Care Board")
    assert tell("The ICB said yes.").says("Told. Below is who has it")
    news = Visitor(asha.user).open("/me/news/").link("The front door")
    assert news.says("What the short forms mean", "Integrated Care Board") and not news.says("the nurses who visit")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("THE CMHT SAID NO", ("CMHT",)),
        ("We met the DWP. THANK YOU ALL", ("DWP",)),
        ("The LA and your SW came", ("LA", "SW")),
        ("The AJ form", ("AJ",)),
        ("with AJ's drum", ()),
    ],
)
def test_what_is_still_asked_about(text, found):
    assert unexplained(text) == found
