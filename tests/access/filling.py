"""Fills in a form as it stands on a page, as somebody would who answers everything with the first thing at hand."""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser

from coproduction.base.days import today

# What is typed into an empty box, by its kind.
TYPED = {
    "day": lambda: today().isoformat(),
    "ahead": lambda: (today() + timedelta(days=60)).isoformat(),
    "time": lambda: "10:00",
    "number": lambda: "1",
    "sum": lambda: "20",
    "email": lambda: "new@example.org",
    "tel": lambda: "07700 900456",
}


@dataclass
class Form:
    action: str
    method: str
    # Name to the list of what is sent under it.
    sent: dict = field(default_factory=dict)
    ticks: dict = field(default_factory=dict)
    hidden: dict = field(default_factory=dict)
    buttons: list = field(default_factory=list)

    def send(self, name, value):
        self.sent.setdefault(name, []).append(value)

    @property
    def data(self):
        """With one of each group of ticks and dots, and the first button that says nothing, or else the first."""
        data = {name: list(values) for name, values in self.sent.items()}
        for name, group in self.ticks.items():
            chosen = [value for value, checked in group if checked]
            several = [value for value, _ in group if value] if len(group) > 1 else []
            if chosen or several:
                data[name] = chosen or several[:1]
        if self.buttons and all(name for name, _ in self.buttons):
            name, value = self.buttons[0]
            data.setdefault(name, [value])
        data.pop("csrfmiddlewaretoken", None)
        return data


class Forms(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found, self.now, self.box, self.choice = [], None, None, None
        self.feed(page)

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        name = attributes.get("name")
        if tag == "form":
            self.now = Form(attributes.get("action") or "", (attributes.get("method") or "get").lower())
            self.found.append(self.now)
        elif self.now and tag == "input" and name:
            self.fill_in(name, attributes)
        elif self.now and tag == "textarea":
            self.box = [name, ""]
        elif self.now and tag == "select":
            self.choice = [name, []]
        elif self.choice and tag == "option":
            self.choice[1].append((attributes.get("value", ""), "selected" in attributes))
        elif self.now and tag == "button" and attributes.get("type", "submit") == "submit":
            self.now.buttons.append((name, attributes.get("value", "")))

    def fill_in(self, name, attributes):
        # Days, times, numbers and sums are plain boxes, told apart by their class.
        kind, value = attributes.get("class") or attributes.get("type", "text"), attributes.get("value")
        if kind in ("checkbox", "radio"):
            self.now.ticks.setdefault(name, []).append(("on" if value is None else value, "checked" in attributes))
        elif kind == "hidden" or value:
            self.now.send(name, value or "")
            if attributes.get("type") == "hidden":
                self.now.hidden[name] = value or ""
        else:
            # What is promised lies ahead, what is written down does not.
            kind = "ahead" if name.endswith("by_when") else kind
            self.now.send(name, TYPED.get(kind, lambda: "Some words.")())

    def handle_data(self, words):
        if self.box:
            self.box[1] += words

    def handle_endtag(self, tag):
        if tag == "form":
            self.now = None
        elif tag == "textarea" and self.box:
            self.now.send(self.box[0], self.box[1].strip() or "Some words.")
            self.box = None
        elif tag == "select" and self.choice:
            name, options = self.choice
            picked = [value for value, selected in options if selected and value] or [v for v, _ in options if v]
            self.now.send(name, (picked or [""])[0])
            self.choice = None


def filled_in(page, path):
    """What is sent by the form of a page that goes to `path`; only its own token where there is none."""
    forms = [form for form in Forms(page).found if form.method == "post" and form.action in ("", path)]
    return forms[0].data if forms else {"token": [str(uuid.uuid4())]}
