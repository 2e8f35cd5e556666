"""K8: five people answer, all of them 1 (or 5): nothing on any page lets anybody work out what one of them said."""

import re

import pytest

from coproduction.base.words import PRINCIPLE_KEYS
from participants.survey.models import SurveyAnswer
from tests.figures import DEPTH

from . import roads

FULL = DEPTH == "full"


def pages(project):
    own = f"/projects/{project.pk}/"
    judged = [f"{own}principles/", *(f"{own}principles/{key}/" for key in PRINCIPLE_KEYS)]
    return [own, *judged, "/dashboard/", "/dashboard/?size=few_sessions", "/dashboard/heard/", "/projects/"]


@pytest.mark.parametrize(("score", "band"), [(1, "below 2"), (5, "above 4")])
def test_k08_five_who_all_say_the_same_are_a_band(as_cora, as_mina, clock, sam, score, band):
    project = roads.ask_six(as_cora, clock, [score] * 5, size="few_sessions")
    page = as_mina.open(f"/projects/{project.pk}/principles/equality/")
    assert page.says(f"People say {band} of 5 (at least 5 people answered)")
    assert as_mina.open("/dashboard/").says(f"people say {band}", f"People say {band} of 5.")
    for reader in (as_mina, as_cora) if FULL else (as_mina if score == 1 else as_cora,):
        seen = {path: reader.open(path).words for path in pages(project)}
        for path, words in seen.items():
            assert not re.search(r"[1-5]\.\d of 5|\d+ of \d+ answered|say [1-5]\.\d", words), path
        # Whoever knows four of the five answers reads the same, whatever the fifth is: also where it is furthest away.
        for last in (1, 2, 3, 4, 5) if FULL else (6 - score,):
            for key in PRINCIPLE_KEYS:
                first = SurveyAnswer.objects.filter(principle=key).order_by("pk").values("pk")[:1]
                SurveyAnswer.objects.filter(pk__in=first).update(answer=last)
            again = {path: reader.open(path).words for path in pages(project)}
            assert [path for path in seen if seen[path] != again[path]] == []


def test_k08_the_gap_is_in_words_under_ten_answers(as_cora, as_mina, clock, sam):
    project = roads.ask_six(as_cora, clock, [2, 2, 2, 2, 2], team_says=5)
    page = as_mina.open(f"/projects/{project.pk}/principles/equality/")
    assert page.says("People say 2 to 3 of 5", "one coordinator says 5: people say a lot less than the team")
    assert as_mina.open(f"/projects/{project.pk}/principles/").says("People say a lot less than the team")


def test_k08_from_ten_answers_on_it_is_one_decimal(as_cora, as_mina, clock, sam):
    project = roads.ask_six(as_cora, clock, [3, 4] * 5, count=12)
    page = as_mina.open(f"/projects/{project.pk}/principles/equality/")
    assert page.says("People say 3.5 of 5 (all or nearly all of about 10 people answered)")
