"""Whoever walks the journeys does see what is wrong: a flawed page, made for them to find."""

import pytest

FLAWED = """<!DOCTYPE html><html lang="en"><head><title>Flawed</title></head><body><main><h1>Flawed</h1>
<input type="text"><p style="width: 4000px">Wide</p><img alt="" src="https://elsewhere.example/dot.png">
</main><script>breaks()</script></body></html>"""


@pytest.mark.parametrize("scripts", [True, False])
def test_each_kind_of_fault_is_seen(walks, scripts):
    walk = walks(320, scripts)
    walk.by_axe = True
    walk.context.route("**/flawed/", lambda route: route.fulfill(status=418, body=FLAWED, content_type="text/html"))
    walk.context.route("https://elsewhere.example/**", lambda route: route.abort())
    walk.open("/flawed/")
    found = " ".join(walk.faults)
    for words in ("answered 418", "scrolls sideways", "label: Form elements", "asked elsewhere"):
        assert words in found
    assert ("a script broke" in found) is scripts


def test_a_sound_page_has_no_fault(walks):
    assert walks(320).open("/principles/").faults == []
