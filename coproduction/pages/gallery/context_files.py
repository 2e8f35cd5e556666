"""Reads what the gallery shows from the files beside its templates, once: of button.html from button.toml.

A table of such a file is a piece, with its key for a name. It says `name`, `use` and, where there is more to say,
`avoid`; and `states`, each under its label with the context that it gives to the template. Besides, where it has to:

    source      how the piece is called for, where that is no include, or one with other words than its first state
    shown       where to see a piece that has no states here
    always      what each of its states gives as well
    made_by, listed_by      functions of made.py, for what is no plain data

Which piece stands on which page, in which order, is written in templates/gallery/pages.toml.
"""

import re
import tomllib
from functools import cache
from inspect import signature

from django.conf import settings

from .made import LISTED_BY, MADE_BY
from .pieces import Piece, State, include_line

TEMPLATES = settings.BASE_DIR / "templates"
MUST_SAY = {"name", "use"}
MAY_SAY = {*MUST_SAY, "avoid", "source", "shown", "always", "states", "made_by", "listed_by"}
TAG = re.compile(r"\{[{%].*?[%}]\}")
INCLUDED = re.compile(r'\{% include "([^"]+)"')


class Unclear(Exception):
    """What a file says and nobody can draw. The sentence says where, and what to do."""


@cache
def pieces_by_page():
    return by_page(read_pieces(TEMPLATES), read_file(TEMPLATES / "gallery" / "pages.toml"))


def by_page(pieces, pages):
    listed = [key for keys in pages.values() for key in keys]
    for key in listed:
        if key not in pieces:
            raise Unclear(f"gallery/pages.toml: no context file has a [{key}]. Put its name right, or take it out.")
    for key, piece in pieces.items():
        if listed.count(key) != 1:
            raise Unclear(f"{piece.template}: write [{key}] into gallery/pages.toml, once, where it is to stand.")
    return {page: [pieces[key] for key in keys] for page, keys in pages.items()}


def read_file(path):
    try:
        return tomllib.loads(path.read_bytes().decode())
    except tomllib.TOMLDecodeError as error:
        raise Unclear(f"{path}: put right how it is written. {error}.")


def read_pieces(folder):
    """All pieces by their keys, of the templates in a folder."""
    found = {}
    for path in context_files(folder):
        for key, said in read_file(path).items():
            piece = read_piece(folder, path.relative_to(folder), key, said)
            if key in found:
                raise Unclear(f"{piece.template}: {found[key].template} has a [{key}] too. Give one another name.")
            found[key] = piece
    return found


def context_files(folder):
    """Those beside templates. What lies beside the gallery's own pages is about these, and tells of no piece."""
    paths = [path for path in sorted(folder.rglob("*.toml")) if path.parent != folder / "gallery"]
    for path in paths:
        if not path.with_suffix(".html").exists():
            raise Unclear(
                f"{path.relative_to(folder)}: no template of this name lies beside it. Rename it or delete it."
            )
    return paths


def read_piece(folder, path, key, said):
    place, template = f"{path} [{key}]", str(path.with_suffix(".html"))
    for word in sorted(said.keys() - MAY_SAY):
        raise Unclear(f"{place}: “{word}” is none of {', '.join(sorted(MAY_SAY))}. Write it as one of them.")
    for word in sorted(MUST_SAY - said.keys()):
        raise Unclear(f"{place}: say its “{word}”.")
    states = (*listed_states(place, said), *written_states(place, said))
    if not states and "shown" not in said:
        raise Unclear(f"{place}: give it states, or say where it is “shown”.")
    for state in states:
        refuse_misfit(f"{place}, “{state.label}”", state, words_of(folder, template))
    source = said.get("source") or include_line(template, states[0].context if states else {})
    return Piece(key, said["name"], said["use"], template, states, said.get("avoid", ""), source, said.get("shown", ""))


def listed_states(place, said):
    pairs = named(place, LISTED_BY, said["listed_by"])() if "listed_by" in said else ()
    return [State(label, context, dict) for label, context in pairs]


def written_states(place, said):
    make = named(place, MADE_BY, said["made_by"]) if "made_by" in said else dict
    always = said.get("always", {})
    return [State(label, {**always, **given}, make) for label, given in said.get("states", {}).items()]


def named(place, functions, name):
    if name not in functions:
        raise Unclear(f"{place}: made.py has no “{name}”. It has {', '.join(functions)}.")
    return functions[name]


def refuse_misfit(place, state, known):
    """A word that neither the function takes nor the template asks for would be drawn as if it were not there."""
    try:
        context = state.context
    except (TypeError, KeyError) as error:
        takes = f"{state.make.__name__}{signature(state.make)} in made.py"
        raise Unclear(f"{place}: it gives what does not fit {takes}: {error!r}.") from error
    for word in words_given(context):
        if word not in known:
            raise Unclear(f"{place}: the template asks for no “{word}”. Its first line says what it takes.")


def words_given(value):
    """Names of all that a context holds, however deep."""
    if isinstance(value, dict):
        return [*value, *(word for held in value.values() for word in words_given(held))]
    return [word for held in value for word in words_given(held)] if isinstance(value, list) else []


def words_of(folder, template):
    """What stands in the tags of a template, and of those that it includes."""
    text = (folder / template).read_text()
    words = set(re.findall(r"\w+", " ".join(TAG.findall(text))))
    return words.union(*(words_of(folder, included) for included in INCLUDED.findall(text)))
