"""What a page says: its links with their words, and the rows that say they were counted."""

import re
from html.parser import HTMLParser

SILENT = {"br", "hr", "img", "input", "link", "meta"}


class Page(HTMLParser):
    """links: pairs of address and words. text: all words.

    counted: "yes" or "no", one for each row that counts. pence: of each row that is part of a sum.
    """

    def __init__(self, answer):
        super().__init__()
        assert answer.status_code == 200, answer.status_code
        self.links, self.counted, self.pence, self.words, self.open_link = [], [], [], [], None
        self.feed(answer.content.decode())
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "data-counted" in attributes:
            self.counted.append(attributes["data-counted"])
        if "data-pence" in attributes:
            self.pence.append(int(attributes["data-pence"]))
        if tag == "a" and "href" in attributes:
            self.open_link = [attributes["href"], ""]

    def handle_endtag(self, tag):
        if tag == "a" and self.open_link:
            self.links.append((self.open_link[0], " ".join(self.open_link[1].split())))
            self.open_link = None

    def handle_data(self, words):
        self.words.append(words)
        if self.open_link:
            self.open_link[1] += words

    @property
    def numbers(self):
        """Links that begin with a number: address, the number, and of how many ("4 of 7"), else None."""
        for address, words in self.links:
            if found := re.match(r"(\d+)(?: of (\d+))?\b", words):
                yield address, int(found[1]), found[2] and int(found[2])

    @property
    def sums(self):
        """Links that begin with a sum of money: address and pence."""
        for address, words in self.links:
            if found := re.match(r"£([\d,]+)\.(\d\d)\b", words):
                yield address, int(found[1].replace(",", "") + found[2])


def whole_list(client, address):
    """A page, with what counts on the further pages of its list added."""
    first = here = Page(client.get(address))
    for _ in range(100):
        further = next((to for to, words in here.links if words == "Further in the list"), None)
        if further is None:
            return first
        here = Page(client.get(f"{address.split('?')[0]}{further}"))
        first.counted += here.counted
        first.pence += here.pence
    raise AssertionError(f"{address} never ends.")


def wrong_lists(client, address):
    """How many numbers a principle's page has, and the lists behind it that do not hold as many records.

    A statement may count more than one thing: its list holds them all.
    """
    expected, looked_at = {}, 0
    for to, number, _ in Page(client.get(address)).numbers:
        page = to.split("#")[0]
        expected[page] = expected.get(page, 0) + number
        looked_at += 1
    return looked_at, [page for page, number in expected.items() if len(whole_list(client, page).counted) != number]
