"""How we write, as templates/gallery/words.toml says it, read once; with the figures that are measured."""

import tomllib
from functools import cache
from string import Template

from django.conf import settings

from coproduction.base.readability import HIGHEST_GRADE, LONGEST_SENTENCE, WORDS_FOR_A_GRADE


@cache
def how_we_write():
    text = (settings.BASE_DIR / "templates" / "gallery" / "words.toml").read_bytes().decode()
    return tomllib.loads(
        Template(text).substitute(
            longest_sentence=LONGEST_SENTENCE, highest_grade=HIGHEST_GRADE, words_for_a_grade=WORDS_FOR_A_GRADE
        )
    )


def all_words():
    """Whatever of this page is our own voice, for whoever measures it."""
    said = how_we_write()
    rules = [f"{title}. {text}" for title, text in said["rules"].items()]
    return [*rules, *said["measured"], *(line["why"] for line in said["mended"])]
