"""Somebody at a browser without scripts: opens pages, follows their links, fills in and sends the forms they offer.

A visitor can do only what the page in front of them offers: a field, an option or a button that does not stand there
is an error of the test. So what a visitor brings about, a person can.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from coproduction.base.days import LONDON, today
from tests.conftest import signed_in

VOID = {"input", "br", "hr", "img", "meta", "link", "source", "wbr"}
SILENT = {"script", "style", "title", "template", "svg"}


class Visitor:
    """One signed-in person, or nobody in particular where `client` is given. A new day begins with a new sign-in."""

    def __init__(self, user=None, client=None):
        self.user, self.client, self.signed_in_on = user, client, None

    def open(self, path):
        return self._page(self._browser().get(path, follow=True), path)

    def send(self, path, data, **headers):
        """Posts what a page offered; `Page.send` is what tests call."""
        return self._page(self._browser().post(path, data, follow=True, headers=headers or None), path)

    def _browser(self):
        if self.user and self.signed_in_on != today():
            self.client, self.signed_in_on = signed_in(self.user), today()
        return self.client

    def _page(self, answer, path):
        chain = getattr(answer, "redirect_chain", None)
        return Page(self, urlsplit(chain[-1][0]).path if chain else path, answer)


@dataclass
class Field:
    """One name in a form: what it holds, and what it may hold (None where anything may be typed)."""

    values: list = field(default_factory=list)
    offered: list | None = None


@dataclass
class Form:
    action: str
    method: str
    id: str = ""
    fields: dict = field(default_factory=dict)
    # Triples of what a button says, its name and its value.
    buttons: list = field(default_factory=list)

    def offer(self, name, value=None, *, typed=False):
        kept = self.fields.setdefault(name, Field())
        if not typed:
            kept.offered = [*(kept.offered or []), value]
        return kept


class Reader(HTMLParser):
    """The forms, links and visible words of a page."""

    def __init__(self, html):
        super().__init__()
        self.forms, self.links, self.words = [], [], []
        self.form = self.link = self.button = self.select = self.area = None
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag, pairs):
        told = dict(pairs)
        self.silent += tag in SILENT
        getattr(self, f"start_{tag}", lambda told: None)(told)
        if tag not in VOID and tag not in {"a", "strong", "em", "b", "span", "abbr"}:
            self.words.append(" ")

    def start_form(self, told):
        self.form = Form(told.get("action") or "", (told.get("method") or "get").lower(), told.get("id") or "")
        self.forms.append(self.form)

    def start_a(self, told):
        if "href" in told:
            self.link = [told["href"], told.get("aria-label", "")]
            self.links.append(self.link)

    def start_input(self, told):
        by_id = [one for one in self.forms if one.id and one.id == told.get("form")]
        form, name, kind = by_id[0] if by_id else self.form, told.get("name"), told.get("type", "text")
        if form is None or not name or "disabled" in told:
            return
        value = told.get("value")
        if kind in ("checkbox", "radio"):
            value = "on" if value is None else value
            kept = form.offer(name, value)
            if "checked" in told:
                kept.values.append(value)
        elif kind in ("submit", "button"):
            form.buttons.append((value or "", name, value or ""))
        else:
            form.offer(name, typed=True).values.append(value or "")

    def start_textarea(self, told):
        self.area = (told.get("name"), [])

    def start_select(self, told):
        self.select = (told.get("name"), [], "multiple" in told)

    def start_option(self, told):
        if self.select:
            self.select[1].append((told.get("value", ""), "selected" in told))

    def start_button(self, told):
        if told.get("type", "submit") == "submit":
            self.button = [told.get("name"), told.get("value") or "", told.get("formaction"), told.get("form"), []]

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)
        elif not self.silent:
            self.words.append(data)
            if self.link is not None:
                self.link[1] += data
            if self.button is not None:
                self.button[4].append(data)

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        getattr(self, f"end_{tag}", lambda: None)()
        if tag not in {"a", "strong", "em", "b", "span", "abbr"}:
            self.words.append(" ")

    def end_form(self):
        self.form = None

    def end_a(self):
        self.link = None

    def end_textarea(self):
        name, words = self.area
        if self.form and name:
            self.form.offer(name, typed=True).values.append("".join(words).removeprefix("\n"))
        self.area = None

    def end_select(self):
        name, options, several = self.select
        if self.form and name:
            chosen = [value for value, selected in options if selected]
            for value, _ in options:
                self.form.offer(name, value)
            self.form.fields[name].values = chosen if several or chosen else [value for value, _ in options[:1]]
        self.select = None

    def end_button(self):
        if self.button is None:
            return
        name, value, action, form_id, words = self.button
        form = self.form or next((one for one in self.forms if form_id and one.id == form_id), None)
        if form:
            form.buttons.append((plain("".join(words)), name, value))
        self.button = None


class Page:
    def __init__(self, visitor, path, answer):
        self.visitor, self.path, self.answer = visitor, path, answer
        self.status, self.html = answer.status_code, answer.content.decode()

    @cached_property
    def read(self):
        return Reader(self.html)

    @cached_property
    def words(self):
        return plain("".join(self.read.words))

    def __repr__(self):
        return f"<{self.status} {self.path}: {self.words[:1500]}>"

    def says(self, *words):
        """Whether each stands on the page, however it is broken into lines and pieces."""
        return all(plain(one) in self.words for one in words)

    def link(self, words):
        """Opens the first link that says these words."""
        return self.visitor.open(urljoin(self.path, self.href(words)))

    def href(self, words):
        found = [href for href, said in self.read.links if words in plain(said)]
        assert found, f"No link says {words!r}; there are {[plain(said) for _, said in self.read.links]}"
        return found[0].split("#")[0] or self.path

    def links_to(self, path):
        return any(urlsplit(href).path == path for href, _ in self.read.links)

    def form(self, button):
        """The first form with a button that says `button`."""
        for form in self.read.forms:
            if any(button in said for said, _, _ in form.buttons):
                return form
        said = [said for form in self.read.forms for said, _, _ in form.buttons]
        raise AssertionError(f"No button says {button!r}; there are {said} on {self!r}")

    def offers(self, button):
        return any(button in said for form in self.read.forms for said, _, _ in form.buttons)

    def send(self, button, fields=(), **named):
        """Fills in what is named and presses the button. A list is several ticks; None leaves a field out."""
        form = self.form(button)
        data = {name: list(kept.values) for name, kept in form.fields.items()}
        for name, value in {**dict(fields), **named}.items():
            assert name in form.fields, f"No field {name!r}; there are {sorted(form.fields)}"
            values = [] if value is None else [str(one) for one in (value if isinstance(value, list) else [value])]
            offered = form.fields[name].offered
            assert offered is None or set(values) <= set(offered), f"{name} offers {offered}, not {values}"
            data[name] = values
        _, name, value = next(one for one in form.buttons if button in one[0])
        if name:
            data[name] = [value]
        path = urljoin(self.path, form.action) if form.action else self.path
        if form.method == "get":
            return self.visitor.open(f"{path}?{'&'.join(f'{n}={v}' for n, vs in data.items() for v in vs)}")
        return self.visitor.send(path, data)


def plain(words):
    return re.sub(r"\s+", " ", words.replace("\xa0", " ")).strip()


class Clock:
    """The time of day and the day itself, set for all of the app. `traveller` is the fixture of time-machine."""

    def __init__(self, traveller):
        self.traveller = traveller

    def at(self, day, hour=10, minute=0):
        self.traveller.move_to(datetime.combine(day, time(hour, minute), tzinfo=LONDON).astimezone(UTC))
        return day

    def forward(self, days, hour=10):
        return self.at(today() + timedelta(days=days), hour)
