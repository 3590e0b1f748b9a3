"""The handler of tables: rows of cells, in columns that are wide enough for their words where the page allows it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from . import kinds
from .figures import SIDES, length_of
from .text import LONG_WORD, LONG_WORD_IN_CELL
from .translator import children_of_type
from .values import has_more, short_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_pdf.config.paper import Page

    from .kinds import Value
    from .translator import Handler, Translator

#: The width of a letter in a table, including its share of the space between columns, in points.
LETTER_WIDTH = 6
#: Words that are shorter never break in a cell, in characters; longer ones than the other number may always.
MIN_LONG_WORD, MAX_WHOLE_WORD = 5, 20
#: With more columns, the words of the header are turned; see ``tables.typ``.
MANY_COLUMNS = 8
#: The smallest type of a table, relative to that of others.
MIN_SIZE = 0.7
#: Where long words may break in a cell besides at spaces.
JOINT = re.compile(r"\s+|(?<=[_./])")


def table(translator: Translator, node: nodes.table) -> list[Value]:
    """Show a table; on a page in landscape if only that is wide enough for its words."""
    columns, type_size = _Columns(node), translator.settings.theme.type_size
    flipped = translator.page.flipped
    if columns.fit(translator.page, type_size) or not columns.fit(flipped, type_size) or not _in_flow(node):
        return _table(translator, node, columns)
    with translator.changed(page=flipped):
        return [kinds.LANDSCAPE(c=_table(translator, node, columns))]


def _in_flow(node: nodes.Element) -> bool:
    """Return whether a new page can begin at a node: it is in nothing but sections."""
    parent = node.parent
    while isinstance(parent, (nodes.section, addnodes.start_of_file, nodes.compound)):
        parent = parent.parent
    return parent is None or isinstance(parent, nodes.document)


class _Columns:
    """The columns of a table: their shares, and the widths that their longest words need."""

    def __init__(self, node: nodes.table) -> None:
        (self.group,) = (group,) = children_of_type(node, nodes.tgroup)
        columns = children_of_type(group, nodes.colspec)
        rows = [
            children_of_type(row, nodes.entry)
            for row in self.group.findall(nodes.row)
            if row.parent.parent is self.group
        ]
        # An extension may declare fewer columns than it fills.
        missing = max(map(len, rows), default=0) - len(columns)
        self.shares = [*(column.get("colwidth", 1) for column in columns), *[1] * missing]
        self.given = "colwidths-given" in node["classes"] and all(isinstance(share, int) for share in self.shares)
        self.stubs = sum("stub" in column for column in columns)
        turned = len(self.shares) > MANY_COLUMNS and children_of_type(group, nodes.thead)
        upright = rows[len(turned[0]) :] if turned else rows
        self.needed = [LETTER_WIDTH * length for length in _longest_words(upright, len(self.shares))]

    def fit(self, page: Page, type_size: float) -> bool:
        """Return whether all words fit on a page, in small type if need be."""
        return sum(self.needed) * MIN_SIZE <= page.column[0] / type_size


def _table(translator: Translator, node: nodes.table, columns: _Columns) -> list[Value]:
    """Show a table: rows of cells, with the header rows repeated on each page."""
    room = translator.page.column[0] / translator.settings.theme.type_size
    shares, group = columns.shares, columns.group
    least, size = _fitted(columns.needed, room)
    equal = [1 / len(shares)] * len(shares)
    widths = _widened([share / sum(shares) for share in shares] if columns.given else equal, least)
    long_words = [_long_word(max(width, needed) / size * room) for width, needed in zip(widths, least, strict=True)]
    titles = children_of_type(node, nodes.title)
    title = [v for part in titles for v in translator.caption_number(node) + translator.translate_children(part)]
    with translator.repeated_content() as outside:
        head = _rows(translator, children_of_type(group, nodes.thead), long_words)
    value = kinds.TABLE(
        columns=len(widths),
        widths=[round(width, 4) for width in widths] if columns.given else [],
        size=size,
        width=_width(translator, node),
        side=node["align"] if node.get("align") in SIDES else "",
        title=title,
        short=short_title(title) if has_more(title) else None,
        outside=outside,
        head=head,
        body=_rows(translator, children_of_type(group, nodes.tbody), long_words, columns.stubs),
    )
    return [*translator.anchor(node), value]


def _width(translator: Translator, node: nodes.table) -> float | None:
    """Return the width of a table in percent of the column, None if it has none."""
    column = translator.page.column[0]
    length = length_of(node, "width", column)
    return length.get("share") or (100 * length["width"] / column if length.get("width") else None)


def _longest_words(rows: Iterable[Sequence[nodes.entry]], columns: int) -> list[int]:
    """Return the length of the longest word in each column, without cells that span several."""
    longest = [1] * columns
    for row in rows:
        for number, entry in enumerate(row):
            if not entry.get("morecols"):
                words = [len(word) for word in JOINT.split(entry.astext()) if len(word) <= MAX_WHOLE_WORD]
                longest[number] = max([longest[number], *words])
    return longest


def _fitted(needed: Sequence[float], room: float) -> tuple[list[float], float]:
    """Return the *needed* widths as shares of the *room*, and the size of the type at which they fit, if any does."""
    shares = [width / room for width in needed]
    size = max(MIN_SIZE, min(1.0, 1 / sum(shares)))
    return ([share * size for share in shares] if sum(shares) * size <= 1.0001 else [0.0] * len(shares)), size


def _widened(widths: list[float], least: list[float]) -> list[float]:
    """Return shares of the page of which none is less than the *least*; the wider columns give what that takes."""
    fixed = {n for n, width in enumerate(widths) if width < least[n]}
    while True:
        rest = 1 - sum(least[n] for n in fixed)
        free = sum(width for n, width in enumerate(widths) if n not in fixed)
        shared = [least[n] if n in fixed else width / free * rest for n, width in enumerate(widths)]
        narrow = {n for n, width in enumerate(shared) if n not in fixed and width < least[n]}
        if not narrow:
            return shared
        fixed |= narrow


def _long_word(width: float) -> int:
    """Return the length from which words may break in a column of a *width* in points."""
    return min(MAX_WHOLE_WORD + 1, max(MIN_LONG_WORD, int(width / LETTER_WIDTH + 1e-6) + 1))


def _rows(
    translator: Translator, parts: Iterable[nodes.Element], long_words: list[int], stubs: int = 0
) -> list[list[dict[str, Any]]]:
    """Return rows of cells.

    *long_words* has the length from which words may break in each column; the cells of the
    first *stubs* columns are headers of their rows.
    """
    rows = [children_of_type(row, nodes.entry) for part in parts for row in children_of_type(part, nodes.row)]
    # After cells that span columns, a row has fewer of them.
    cells = [enumerate(zip(row, long_words, strict=False)) for row in rows]
    return [[_cell(translator, entry, length, number < stubs) for number, (entry, length) in row] for row in cells]


def _cell(translator: Translator, entry: nodes.entry, long_word: int, stub: bool) -> dict[str, Any]:
    translator.text.long_word = long_word if not entry.get("morecols") else LONG_WORD_IN_CELL
    try:
        content = translator.translate_blocks(entry)
    finally:
        translator.text.long_word = LONG_WORD
    return {
        "c": content,
        "stub": stub,
        "columns": entry.get("morecols", 0) + 1,
        "rows": entry.get("morerows", 0) + 1,
    }


HANDLERS: dict[type | str, Handler] = {nodes.table: table}
