"""The forms of a page, read from its HTML and filled in the way a person in a hurry would."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from coproduction.base.days import today

TYPED = {
    "email": "somebody.new@example.org",
    "tel": "07700 900555",
    "time": "10:00",
    "number": "1",
    "sum": "5",
}


@dataclass
class Found:
    action: str
    method: str
    # Name, kind, value, whether it is asked for, and whether the value stands already: one for each control.
    controls: list = field(default_factory=list)
    buttons: list = field(default_factory=list)


class Forms(HTMLParser):
    """`found` are the forms that are sent by POST."""

    def __init__(self, html):
        super().__init__()
        self.found, self.form, self.select, self.area = [], None, None, None
        self.feed(html)

    def handle_starttag(self, tag, pairs):
        attrs = dict(pairs)
        if tag == "form":
            self.form = Found(attrs.get("action") or "", (attrs.get("method") or "get").lower())
        elif self.form is not None and tag in {"input", "select", "textarea", "option", "button"}:
            getattr(self, f"see_{tag}")(attrs)

    def handle_endtag(self, tag):
        if tag == "form" and self.form is not None:
            self.found += [self.form] if self.form.method == "post" else []
            self.form = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, text):
        if self.area is not None:
            self.area["value"] = (self.area["value"] + text).lstrip("\n")

    def see(self, attrs, kind, value):
        control = {"name": attrs.get("name"), "kind": kind, "value": value, "needed": "required" in attrs}
        control |= {"checked": "checked" in attrs}
        if control["name"]:
            self.form.controls.append(control)
        return control

    def see_input(self, attrs):
        # Days, times, numbers and sums are plain boxes, told apart by their class.
        self.see(attrs, attrs.get("class") or attrs.get("type", "text"), attrs.get("value", ""))

    def see_textarea(self, attrs):
        self.area = self.see(attrs, "text", "")

    def see_select(self, attrs):
        self.select = self.see(attrs, "select", "")

    def see_option(self, attrs):
        if self.select is not None and (not self.select["value"] or "selected" in attrs):
            self.select["value"] = attrs.get("value", "") or self.select["value"]

    def see_button(self, attrs):
        if attrs.get("name"):
            self.form.buttons.append((attrs["name"], attrs.get("value", "")))


# Ways to fill a form, the shortest first: what goes into what may stay empty, and whether each box is ticked.
WAYS = (("", False), ("Some words", True), ("Some words", False), ("12", False))


def filled(form, more, tick):
    """What is posted: what stands there, and something wherever it is asked for. `more`, `tick`: see WAYS."""
    data, radios = {}, {}
    for control in form.controls:
        name, kind, value = control["name"], control["kind"], control["value"]
        if kind == "radio":
            if control["checked"] or (name not in radios and value):
                radios[name] = value
        elif kind == "checkbox":
            if control["checked"] or control["needed"] or tick:
                data.setdefault(name, []).append(value or "on")
        elif value or control["needed"] or more:
            data[name] = value or typed(control, more)
    return data | radios


def typed(control, more):
    if control["kind"] == "day":
        return str(today())
    return TYPED.get(control["kind"], more or "Some words")
