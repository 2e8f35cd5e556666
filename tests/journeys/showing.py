"""Shows answers of the test client in a real browser, without a server: the same bytes and heads, and much sooner.

A page once shown is dressed in mode after mode: dark, high contrast, right to left and so on, and looked at in each.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders

from .looking import DRESSED, HEIGHT, RULES, calm, read_by_axe
from .measuring import SHIFT, measure

HERE = "https://testserver"
USUAL = {"color_scheme": "light", "contrast": "no-preference", "forced_colors": "none"}

BARE = "() => document.documentElement.classList.remove('more-contrast', 'text-largest')"
MORE_CONTRAST = "() => document.documentElement.classList.add('more-contrast')"
LARGEST = "() => document.documentElement.classList.add('text-largest')"
# A language that nobody speaks: written from right to left, and a third longer than ours.
RIGHT_TO_LEFT = """() => {
  const letters = [...Array(22)].map((_, at) => String.fromCodePoint(0x5d0 + at));
  const turned = (words) => words.replace(/[A-Za-z]+/g, (word) =>
    [...word, ...word.slice(0, Math.ceil(word.length * 0.3))]
      .map((each) => letters[each.toLowerCase().charCodeAt(0) % letters.length]).join(""));
  const root = document.documentElement;
  [root.dir, root.lang] = ["rtl", "he"];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("script, style")) {
      walker.currentNode.data = turned(walker.currentNode.data);
    }
  }
}"""


@dataclass(frozen=True)
class Mode:
    """How a page is dressed. `rules` are axe's, or None where another mode of the same width was read already."""

    name: str
    width: int
    media: dict = field(default_factory=dict)
    dress: str = BARE
    # px, as somebody sets it in their browser for all pages.
    letters: int = 16
    rules: dict | None = field(default_factory=lambda: DRESSED)
    # Whether it is among the few that are looked at each time.
    sampled: bool = False


DARK = {"color_scheme": "dark"}
ON_A_PHONE = Mode("on a phone", 320, rules=RULES)
# Measured alone, where axe has read a page of the same kind.
MEASURED_ALONE = replace(ON_A_PHONE, rules=None)
PLAIN = (
    ON_A_PHONE,
    Mode("on a phone, dark", 320, DARK, rules=None),
    Mode("wide, dark", 1280, DARK, rules=None),
    Mode("wide", 1280, rules=None),
)
# The last one rewrites the words and stays.
DISPLAY_MODES = (
    Mode("wide, dark", 1280, DARK, sampled=True),
    Mode("high contrast by the system", 1280, {"contrast": "more"}),
    Mode("high contrast by the system, dark", 1280, {**DARK, "contrast": "more"}, sampled=True),
    Mode("high contrast by choice", 1280, dress=MORE_CONTRAST, sampled=True),
    Mode("high contrast by choice, dark", 1280, DARK, dress=MORE_CONTRAST),
    Mode("forced colours", 1280, {"forced_colors": "active"}, sampled=True),
    Mode("forced colours, dark", 1280, {**DARK, "forced_colors": "active"}),
    Mode("words twice as large", 1280, letters=32, sampled=True),
    Mode("words twice as large on a phone", 320, letters=32, sampled=True),
    Mode("largest words by choice", 1280, dress=LARGEST),
    Mode("largest words by choice on a phone", 320, dress=LARGEST, sampled=True),
    Mode("right to left on a phone", 320, dress=RIGHT_TO_LEFT, sampled=True),
    Mode("right to left", 1280),
)


@cache
def static(path):
    return Path(finders.find(path)).read_bytes()


class Shown:
    """A browser for answers. `faults` gathers what is wrong with them; `seen` counts pages, `read` what axe read."""

    def __init__(self, chromium):
        self.faults, self.seen, self.read, self.dressed, self.measured = [], 0, 0, 0, Counter()
        # Names of the modes in which something was looked at, beside the first.
        self.worn = set()
        self.context = chromium.new_context(**calm(PLAIN[0].width))
        self.context.route("**/*", self.bring)
        self.page = self.context.new_page()
        self.browser = self.context.new_cdp_session(self.page)
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.fault(f"a script broke: {error}"))
        self.where, self.answer, self.mode = "", None, PLAIN[0]

    def end(self):
        self.context.close()

    def fault(self, words):
        self.faults.append(f"{self.where} ({self.mode.name}): {words}")

    def hear(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.fault(f"the console says: {message.text}")

    def bring(self, route):
        url = urlsplit(route.request.url)
        if url.path.startswith(settings.STATIC_URL):
            path = url.path.removeprefix(settings.STATIC_URL)
            route.fulfill(body=static(path), path=None, content_type=CONTENT.get(Path(path).suffix, ""))
        elif route.request.is_navigation_request():
            heads = {name: words for name, words in self.answer.headers.items() if name != "Content-Length"}
            route.fulfill(status=self.answer.status_code, headers=heads, body=self.answer.content)
        else:
            self.fault(f"asked elsewhere: {route.request.url}")
            route.abort()

    def show(self, path, answer, modes=PLAIN):
        """Looks at one answer in each mode. `path` also says whose eyes and which method, for the list of faults."""
        self.where, self.answer = path, answer
        self.dress(modes[0])
        self.page.goto(HERE + urlsplit(path.rpartition(" ")[2]).path)
        for mode in modes:
            self.dress(mode)
            self.look(mode)
        self.seen += 1
        self.dressed += len(modes) - 1
        self.worn |= {mode.name for mode in modes[1:]}

    def dress(self, mode):
        if mode.width != self.page.viewport_size["width"]:
            self.page.set_viewport_size({"width": mode.width, "height": HEIGHT})
        if self.mode.media != mode.media:
            self.page.emulate_media(**{**USUAL, **mode.media})
        if self.mode.letters != mode.letters:
            self.browser.send("Page.setFontSizes", {"fontSizes": {"standard": mode.letters}})
        if mode.dress != BARE:
            self.page.evaluate(BARE)
        self.page.evaluate(mode.dress)
        self.mode = mode

    def look(self, mode):
        # How far a page jumps is asked while it is as it came.
        short, counted = measure(self.page, SHIFT if mode.name == PLAIN[0].name else 99)
        self.measured.update(counted)
        # A page that scrolled to what is not right has its foot and head under the bar that stays in sight.
        self.page.evaluate("scrollTo(0, 0)")
        self.read += bool(mode.rules)
        for words in short + (read_by_axe(self.page, mode.rules) if mode.rules else []):
            self.fault(words)


CONTENT = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
