"""Looks hard at the page a browser shows: measures it, and lets axe read it."""

from axe_playwright_python.sync_playwright import Axe

from tests.figures import DEPTH

HEIGHT = 900
FULL = DEPTH == "full"
# All of WCAG 2.2 A and AA and good practice. Contrast and the size of targets, half of its time, are held more
# strictly on each page by measuring.js; at full depth axe says what it finds too.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast": {"enabled": FULL}, "target-size": {"enabled": FULL}},
    # Of what is right, one place is enough: all of them take longer to carry over than to find.
    "resultTypes": ["violations"],
}
# What can differ where the very same page is only dressed otherwise.
DRESSED = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size", "html-has-lang"]},
    "resultTypes": ["violations"],
}
# Of what axe found, no more than is read here: the whole takes longer to carry over than to find.
RUN = """(options) => axe.run(options).then((found) => ({
  passes: found.passes.length,
  violations: found.violations.map((each) => [each.id, each.help, each.nodes.slice(0, 3).map((node) => node.target)]),
}))"""


def calm(width):
    """What a browser's context is begun with. Without motion: a colour on its way to another is neither of them."""
    return {"viewport": {"width": width, "height": HEIGHT}, "locale": "en-GB", "reduced_motion": "reduce"}


def read_by_axe(page, rules=RULES):
    """What axe says against it, in words."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate(RUN, rules)
    assert found["passes"], "axe looked at nothing"
    return [f"{name}: {help} at {places}" for name, help, places in found["violations"]]
