"""Somebody who has a keyboard and nothing else: gets everywhere by Tab, and must see at each stop where they are."""

from playwright.sync_api import expect

from .walking import Walk

# Stops on the way to anything on a page, and px that the next stop may lie above the last one in the same column.
FURTHEST, BACKWARDS = 150, 600

# Where focus is: whether that is the thing looked for, and what is wrong with it.
FOCUS = """
(wanted) => {
  const at = document.activeElement;
  if (!at || at === document.body) return { there: false, nowhere: true };
  const style = getComputedStyle(at), box = at.getClientRects()[0], faults = [];
  const name = `${at.tagName.toLowerCase()} "${(at.innerText || at.name || "").trim().slice(0, 40)}"`;
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  if (!outlined && style.boxShadow === "none") faults.push(`focus is not seen on ${name}`);
  if (box) {
    const points = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]]
      .map(([x, y]) => [box.left + box.width * x, box.top + box.height * y])
      .map(([x, y]) => document.elementFromPoint(x, y));
    if (points.every((hit) => !hit)) faults.push(`focus is out of sight on ${name}`);
    else if (points.every((hit) => !hit || !(at.contains(hit) || hit.contains(at)))) {
      faults.push(`focus lies behind something on ${name}`);
    }
  }
  const group = wanted && at.type === "radio" && at.name === wanted.name && at.form === wanted.form;
  // What stays where it is while the page moves beneath has no place on it.
  const stays = !!at.closest(".exit-bar");
  return {
    stays, there: at === wanted || group, name, faults,
    top: box ? box.top + scrollY : 0, left: box ? box.left : 0, right: box ? box.right : 0,
  };
}
"""
SWAPS = "(element) => !!element.closest('[hx-get], [hx-post], [hx-boost=true]')"
OPTIONS = "(select) => [select.selectedIndex, ...[...select.options].map((each) => each.label.trim())]"


class Keys(Walk):
    """A Walk by keyboard alone. The looks of the pages are other walks' matter; here it is where focus is."""

    def look(self):
        pass

    def reach(self, target):
        """Tabs until focus is there."""
        wanted, last, round_again = target.element_handle(), None, 0
        for _ in range(FURTHEST):
            now = self.page.evaluate(FOCUS, wanted)
            if not now.get("nowhere"):
                self.mind(now, last)
                if now["there"]:
                    return wanted
            round_again += bool(now.get("nowhere") and last)
            assert round_again < 2, f"{self.page.url}: cannot be reached by Tab: {target}"
            last = None if now.get("nowhere") else now
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{self.page.url}: not reached by {FURTHEST} times Tab: {target}")

    def mind(self, now, last):
        for words in now["faults"]:
            self.fault(words)
        if last and not last["stays"] and now["top"] < last["top"] - BACKWARDS and now["left"] < last["right"]:
            self.fault(f"focus jumps back from {last['name']} to {now['name']}")

    def press(self, name, within=None, exact=True):
        thing = self.reach(self.to_press(name, within, exact))
        self.steps += 1
        if thing.evaluate(SWAPS):
            self.swap()
        else:
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()
        return self

    def swap(self):
        """A part of the page may change, or all of it: in either case focus is somewhere that is seen."""
        loads = self.loads
        with self.page.expect_response(lambda answer: answer.request.resource_type != "image"):
            self.page.keyboard.press("Enter")
        expect(self.page.locator(".htmx-request")).to_have_count(0)
        if loads == self.loads:
            self.page.wait_for_function("document.activeElement !== document.body")

    def write(self, label, words):
        self.reach(self.labelled(label).first)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(str(words))
        self.steps += 1
        return self

    def pick(self, question, answer):
        target = self.answer_to(question, answer)
        self.reach(target)
        self.turn_to(target)
        return self

    def turn_to(self, target):
        """Within a group of answers, by the arrows; the first of them may want Space."""
        self.page.keyboard.press("Space")
        for _ in range(FURTHEST):
            if target.is_checked():
                self.steps += 1
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: not reached by the arrows: {target}")

    def tick(self, label):
        target = self.to_tick(label)
        self.reach(target)
        self.page.keyboard.press("Space")
        expect(target).to_be_checked()
        self.steps += 1
        return self

    def choose(self, label, option):
        target = self.labelled(label).first
        at, *labels = self.reach(target).evaluate(OPTIONS)
        way = labels.index(option) - at
        for _ in range(abs(way)):
            self.page.keyboard.press("ArrowDown" if way > 0 else "ArrowUp")
        self.steps += 1
        return self
