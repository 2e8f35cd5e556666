"""Somebody with a browser, who looks at each page they come to and keeps what is wrong with it."""

import re
from collections import Counter
from urllib.parse import urlsplit

from playwright.sync_api import Error, expect

from tests.figures import DEPTH
from tests.second_factor import app_in_hand, unused_code

from .looking import calm, read_by_axe
from .measuring import measure

SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
A_CODE = re.compile(r"Your code is (\S+)\. It works")
# What differs each time a page is drawn: the tokens in its forms.
OF_THE_MOMENT = re.compile(r'name="(csrfmiddlewaretoken|token|draft)" value="[^"]*"|&quot;\w{64}&quot;')
# By width, scripts and words: for as long as this process runs.
LOOKED_AT = set()
# A form that was refused says so by its status, and Chromium reports each such status as an error.
REFUSED = "status of 422"
SECONDS = 1000


class Walk:
    """One person's browser. `faults` gathers what is wrong on the pages they saw.

    `seen` counts pages and states, `steps` what they did.
    """

    def __init__(self, chromium, address, post_folder, *, width, scripts):
        self.address, self.post_folder, self.width, self.scripts = address, post_folder, width, scripts
        self.seen, self.steps, self.loads, self.faults, self.measured = 0, 0, 0, [], Counter()
        # Each page is read by axe elsewhere as well: without scripts, where it takes longest, at full depth alone.
        self.by_axe = scripts or DEPTH == "full"
        self.context = chromium.new_context(java_script_enabled=scripts, **calm(width))
        # axe needs scripts: where the person has none, it reads a copy of what they see.
        self.copies = None if scripts else chromium.new_context(**calm(width))
        for context in filter(None, (self.context, self.copies)):
            context.set_default_timeout(10 * SECONDS)
            context.on("request", self.stays_here)
        self.page = self.context.new_page()
        self.page.on("console", self.hear)
        self.page.on("pageerror", lambda error: self.fault(f"a script broke: {error}"))
        self.page.on("framenavigated", self.count_load)

    def end(self):
        self.context.close()
        if self.copies:
            self.copies.close()

    # What goes on behind the page

    def fault(self, words):
        self.faults.append(f"{urlsplit(self.page.url).path}: {words}")

    def stays_here(self, request):
        if urlsplit(request.url).scheme != "data" and not request.url.startswith(self.address):
            self.fault(f"asked elsewhere: {request.url}")

    def hear(self, message):
        if message.type == "error" and REFUSED not in message.text:
            self.fault(f"the console says: {message.text}")

    def count_load(self, frame):
        self.loads += frame == self.page.main_frame

    # What the person does

    def open(self, path):
        answer = self.page.goto(self.address + path)
        if answer.status != 200:
            self.fault(f"answered {answer.status}")
        self.look()
        return self

    def press(self, name, within=None, exact=True):
        """A button or a link, by what it says."""
        self.to_press(name, within, exact).click()
        self.page.wait_for_load_state()
        self.steps += 1
        self.look()
        return self

    def to_press(self, name, within=None, exact=True):
        place = within or self.page
        button, link = (place.get_by_role(role, name=name, exact=exact) for role in ("button", "link"))
        return button.or_(link).first

    def press_in_vain(self, name, *to_put_right):
        """Sends a form that is not right yet: it comes back with a list of what to put right, and that has focus."""
        self.press(name)
        summary = self.page.get_by_role("alert").filter(has_text="to put right")
        expect(summary).to_be_visible()
        for words in to_put_right:
            expect(summary).to_contain_text(words)
        assert self.page.title().startswith("Error: ") or not to_put_right
        if self.scripts:
            expect(summary).to_be_focused()
        return self

    def write(self, label, words):
        self.labelled(label).first.fill(str(words))
        self.steps += 1
        return self

    def pick(self, question, answer):
        """One of several answers to a question."""
        self.answer_to(question, answer).check()
        self.steps += 1
        return self

    def answer_to(self, question, answer):
        group = self.page.locator("fieldset", has=self.page.locator("legend", has_text=question))
        return group.first.get_by_label(answer, exact=True)

    def tick(self, label):
        self.to_tick(label).check()
        self.steps += 1
        return self

    def to_tick(self, label):
        return self.page.get_by_label(label, exact=True).and_(self.page.get_by_role("checkbox"))

    def choose(self, label, option):
        self.labelled(label).first.select_option(label=option)
        self.steps += 1
        return self

    def labelled(self, label):
        """By what its label begins with: "(optional)" may follow."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}"))

    def reads(self, *words):
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)
        return self

    def sign_in(self, where):
        """By a code. Who works here shows a second factor after it, and has one set up where there was none."""
        has_app = app_in_hand(where)
        self.sign_in_by_code(where)
        if has_app:
            self.write("Your code", unused_code(where)).press("Go on")
        return self

    def sign_in_by_code(self, where):
        self.open("/").press("Sign in")
        self.press_in_vain("Send me a code", "phone number or")
        self.write("Your phone number or email", where).press("Send me a code")
        self.write("Your code", "wrong").press("Sign me in")
        self.write("Your code", self.code()).press("Sign me in")
        return self

    def code(self):
        """Out of the last message that was sent to anybody."""
        return A_CODE.search(max(self.post_folder.glob("*.txt")).read_text())[1]

    # What they see

    def look(self):
        """Looks hard at a page, unless somebody with such a browser has looked at the very same one already."""
        same = (self.width, self.scripts, OF_THE_MOMENT.sub("", self.settled()))
        if same in LOOKED_AT:
            return
        LOOKED_AT.add(same)
        short, counted = measure(self.page)
        self.measured.update(counted)
        for words in short:
            self.fault(words)
        if self.by_axe:
            self.seen += 1
            for words in read_by_axe(self.page if self.scripts else self.copied()):
                self.fault(words)

    def settled(self):
        """What the page holds, once it is there: a press may begin to leave it a moment after the click."""
        for _ in range(20):
            try:
                return self.page.content()
            except Error:
                self.page.wait_for_load_state()
        raise AssertionError("The page never came to rest.")

    def copied(self):
        """What this page holds, without its scripts, in a browser that lets axe's own run."""
        page = self.copies.pages[0] if self.copies.pages else self.copies.new_page()
        html = SCRIPT.sub("", self.page.content())
        page.unroute_all()
        page.route(self.page.url, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto(self.page.url)
        return page
