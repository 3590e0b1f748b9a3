"""The general index: the project's index entries whose targets are in this document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.locale import _

from sphinx_pdf.doctree.targets import INDEX as TARGET

from .kinds import HEADING, INDEX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from sphinx_pdf.doctree.targets import Targets

    from .kinds import Value
    from .text import TextTranslator


class IndexLine(NamedTuple):
    """A line of the index: its indentation, its text, and the targets whose pages it lists."""

    indent: int
    text: str
    targets: list[str]


def collect_index(builder: Builder, targets: Targets) -> list[tuple[str, list[IndexLine]]]:
    """Return the lines of each initial letter, and mark their targets as used."""
    letters = []
    for letter, entries in IndexEntries(builder.env).create_index(builder):
        lines = [line for text, entry in entries for line in _lines(text, entry, targets)]
        if lines:
            letters.append((letter, lines))
    targets.used.update(target for _letter, lines in letters for line in lines for target in line.targets)
    return letters


def _lines(text: str, entry: Any, targets: Targets) -> Iterator[IndexLine]:
    """Yield the line of an entry, then those of its subentries, if they have targets in this document."""
    links, subentries, _key = entry
    own = _find_targets(links, targets)
    below = [IndexLine(1, text, found) for text, links in subentries if (found := _find_targets(links, targets))]
    if own or below:
        yield IndexLine(0, text, own)
        yield from below


def _find_targets(links: Iterable[tuple[str, str]], targets: Targets) -> list[str]:
    found = (targets.of_uri(uri) for _main, uri in links)
    return list(dict.fromkeys(target for target in found if target))


def translate_index(
    letters: list[tuple[str, list[IndexLine]]], anchors: dict[str, None], text: TextTranslator
) -> list[Value]:
    """Return the index as a last chapter, limited to targets that have *anchors*; nothing if there are no entries.

    Its own anchor is added to them.
    """
    if not letters:
        return []
    groups = [
        {
            "letter": text.clean(letter),
            "lines": [
                {
                    "indent": line.indent,
                    "c": text.isolate(text.translate(line.text)),
                    "to": [target for target in line.targets if target in anchors],
                }
                for line in lines
            ],
        }
        for letter, lines in letters
    ]
    target = "" if TARGET in anchors else TARGET
    anchors[TARGET] = None
    return [HEADING(level=1, id=target, c=[_("Index")]), INDEX(groups=groups)]
