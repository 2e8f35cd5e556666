"""How plain a text is, in English: the longest sentence, the grade it reads at, and short forms nobody explained.

Never run on a participant's own words. The grade is Flesch-Kincaid's (0.39 words a sentence + 11.8 syllables a word
- 15.59), counted from a hundred words on, since a short text's grade says little. Names are left out of it.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, TypeVar

from .short_forms import unexplained

LONGEST_SENTENCE = 20

HIGHEST_GRADE = 5

WORDS_FOR_A_GRADE = 100

SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")

VOWELS = re.compile(r"[aeiouy]+")

Name = TypeVar("Name")


class Reading(NamedTuple):
    """`grade` is None for texts under a hundred words."""

    longest: int
    grade: float | None
    unexplained: tuple[str, ...]

    @property
    def plain(self) -> bool:
        return not self.hard

    @property
    def hard(self) -> tuple[str, ...]:
        """What makes it hard, in words for the person who wrote it; empty where nothing does."""
        found = []
        if self.longest > LONGEST_SENTENCE:
            found.append(f"one sentence has {self.longest} words, and {LONGEST_SENTENCE} is enough")
        if self.unexplained:
            found.append(f"{' and '.join(self.unexplained)} is not explained")
        if self.grade is not None and self.grade > HIGHEST_GRADE:
            found.append("many words are long")
        return tuple(found)


def read(text: str, known: Collection[str] = ()) -> Reading:
    """`known`: short forms that the organisation explains in a list of its own."""
    sentences = [words for words in (WORD.findall(part) for part in SENTENCE_END.split(text)) if words]
    return Reading(max(map(len, sentences), default=0), grade(sentences), unexplained(text, known))


def problems(parts: Mapping[Name, str], known: Collection[str] = ()) -> dict[Name, tuple[str, ...]]:
    """What is hard in each part of one text, by the part's name; plain parts are left out.

    A short form explained in one part is explained in all. Where only the whole is hard, its longest part says so.
    """
    whole = read("\n".join(parts.values()), known)
    found = {}
    for name, text in parts.items():
        alone = read(text, known)
        hard = alone._replace(unexplained=tuple(form for form in alone.unexplained if form in whole.unexplained)).hard
        if hard:
            found[name] = hard
    if whole.hard and not found:
        found[max(parts, key=lambda name: len(parts[name]))] = whole.hard
    return found


def grade(sentences: Sequence[Sequence[str]]) -> float | None:
    common = [word for words in sentences for place, word in enumerate(words) if place == 0 or not word[0].isupper()]
    if sum(map(len, sentences)) < WORDS_FOR_A_GRADE or not common:
        return None
    a_sentence = sum(map(len, sentences)) / len(sentences)
    a_word = sum(map(syllables, common)) / len(common)
    return round(0.39 * a_sentence + 11.8 * a_word - 15.59, 1)


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e at the end; at least one."""
    word = word.lower()
    if word.endswith("e") and not word.endswith("le"):
        word = word[:-1]
    return max(1, len(VOWELS.findall(word)))
