"""The general index: the project's entries whose places stand in this document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from sphinx_pdf.doctree.targets import Targets

    from .text import TextSetter
    from .values import Value

#: A line of the index: how far it is indented, its words, the places it names.
Line = tuple[int, str, list[str]]


def index_lines(builder: Builder, targets: Targets) -> list[tuple[str, list[Line]]]:
    """Return the lines of each letter, and note their places as led to."""
    letters = []
    for letter, entries in IndexEntries(builder.env).create_index(builder):
        lines = [line for words, entry in entries for line in _lines(words, entry, targets)]
        if lines:
            letters.append((letter, lines))
    targets.used.update(place for _letter, lines in letters for _, _, places in lines for place in places)
    return letters


def _lines(words: str, entry: Any, targets: Targets) -> Iterator[Line]:
    """Yield an entry, then those below it, as far as they name a place of this document."""
    links, below, _key = entry
    places = _places(links, targets)
    inner = [(1, words, found) for words, links in below if (found := _places(links, targets))]
    if places or inner:
        yield 0, words, places
        yield from inner


def _places(links: Iterable[tuple[str, str]], targets: Targets) -> list[str]:
    found = (targets.place(uri) for _main, uri in links)
    return list(dict.fromkeys(place for place in found if place))


def index_values(letters: list[tuple[str, list[Line]]], anchors: set[str], text: TextSetter) -> list[Value]:
    """Return the index as a last chapter, without places that were left out of the page."""
    if not letters:
        return []
    groups = [
        {
            "letter": text.clean(letter),
            "lines": [
                {"indent": indent, "c": text.pieces(words), "to": [place for place in places if place in anchors]}
                for indent, words, places in lines
            ],
        }
        for letter, lines in letters
    ]
    heading: Value = {"t": "heading", "level": 1, "id": "", "c": [_("Index")]}
    return [heading, {"t": "index", "groups": groups}]
