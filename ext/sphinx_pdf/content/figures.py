"""Handlers of images, figures and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import __
from sphinx.util.images import get_image_size

from . import kinds
from .text import LONG_WORD, LONG_WORD_IN_CELL
from .translator import children_of_type
from .values import gather_paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .kinds import Value
    from .translator import Handler, Translator

LENGTH = re.compile(r"(\d+\.?\d*) ?(%|[a-z]*)")
POINTS = {"": 0.75, "px": 0.75, "pt": 1, "pc": 12, "in": 72, "cm": 28.35, "mm": 2.835, "em": 10}
#: The size of the column of a page, in points.
MAX_SIZE = {"width": 368, "height": 600}
#: More than an A3 page has at 600 dpi; each pixel takes four bytes while Typst reads it.
MAX_PIXELS = 100_000_000
#: The width of a letter in a table, including its share of the space between columns, in points.
LETTER_WIDTH = 6
#: Words that are shorter never break in a cell, in characters.
MIN_LONG_WORD = 5
SIDES = ("left", "center", "right")


def image(translator: Translator, node: nodes.image) -> list[Value]:
    """Show an image; without alternative text, it gets its caption or file name."""
    path = translator.image_folder / node["uri"]
    alt = node.get("alt") or _caption(node) or path.stem
    if not node.get("alt"):
        message = __("the image %s has no alternative text; using %r. Add “alt”")
        translator.warn("image", message % (path.name, alt), node)
    # An image within a line, or with a link, is not moved out of its text.
    apart = not isinstance(node.parent, (nodes.TextElement, nodes.figure))
    # Consecutive images share a line, as on the screen.
    space: list[Value] = [" "] if apart else []
    if not path.is_file() or _is_too_large(translator, node, path):
        return translator.text.translate(alt) + space
    value: Value = {**translator.image(path, alt), **_size(node)}
    side = node.get("align")
    if apart and side in SIDES:
        return [*translator.anchor(node), kinds.ALIGNED(side=side, c=[value])]
    return [*translator.anchor(node), value, *space]


def _is_too_large(translator: Translator, node: nodes.image, path: Path) -> bool:
    """Return whether an image may take too much memory, and report it."""
    width, height = get_image_size(path) or (0, 0)
    too_large = path.suffix.lower() != ".svg" and width * height > MAX_PIXELS
    if too_large:
        message = __("the image %s has %d × %d pixels, more than %d million; showing its alternative text. Shrink it")
        translator.warn("image", message % (path.name, width, height, MAX_PIXELS // 10**6), node)
    return too_large


def _caption(node: nodes.image) -> str:
    figure: nodes.Node | None = node.parent
    while isinstance(figure, nodes.reference):
        figure = figure.parent
    captions = children_of_type(figure, nodes.caption) if isinstance(figure, nodes.figure) else []
    return "".join(caption.astext() for caption in captions)


def _size(node: nodes.image) -> dict[str, float]:
    """Return the ``width`` and ``height`` in points or the ``share``; without any, the ``scale`` if given."""
    size = {**_length(node, "width"), **_length(node, "height")}
    return {"scale": node["scale"] / 100} if "scale" in node and not size else size


def _length(node: nodes.image, side: str) -> dict[str, float]:
    """Return the width or height of an image, scaled: in points, or ``share`` of the column's width in percent."""
    length = LENGTH.fullmatch(str(node.get(side, "")).strip())
    if length is None:
        return {}
    number, unit = float(length[1]) * node.get("scale", 100) / 100, length[2]
    if unit == "%":
        return {"share": min(number, 100)} if side == "width" else {}
    return {side: min(number * POINTS[unit], MAX_SIZE[side])} if unit in POINTS else {}


def figure(translator: Translator, node: nodes.figure) -> list[Value]:
    """Show the content of a figure with its caption, then its legend."""
    captions, legends = children_of_type(node, nodes.caption), children_of_type(node, nodes.legend)
    anchor = translator.anchor(node)
    # In the order of the page, so that a note is placed at its first reference.
    content = translator.translate_all(child for child in node.children if child not in [*captions, *legends])
    caption = [
        value
        for caption in captions
        for value in translator.caption_number(node) + translator.translate_children(caption)
    ]
    below = gather_paragraphs(translator.translate_all(legends))
    if not content:
        return [*gather_paragraphs(anchor + caption), *below]
    side = node["align"] if node.get("align") in SIDES else ""
    return [kinds.FIGURE(c=anchor + content, caption=caption, side=side), *below]


def legend(translator: Translator, node: nodes.legend) -> list[Value]:
    """Show the paragraphs below a caption."""
    return translator.translate_blocks(node)


def table(translator: Translator, node: nodes.table) -> list[Value]:
    """Show a table: rows of cells, with the header rows repeated on each page."""
    (group,) = children_of_type(node, nodes.tgroup)
    columns = children_of_type(group, nodes.colspec)
    rows = [row for part in group.children for row in part.children if isinstance(row, nodes.row)]
    # An extension may declare fewer columns than it fills.
    missing = max((len(children_of_type(row, nodes.entry)) for row in rows), default=0) - len(columns)
    widths = [column.get("colwidth", 1) for column in columns] + [1] * missing
    given = "colwidths-given" in node["classes"] and all(isinstance(width, int) for width in widths)
    long_words = [_long_word(width / sum(widths) if given else 1 / len(widths)) for width in widths]
    titles = children_of_type(node, nodes.title)
    title = [v for part in titles for v in translator.caption_number(node) + translator.translate_children(part)]
    with translator.repeated_content() as outside:
        head = _rows(translator, children_of_type(group, nodes.thead), long_words)
    value = kinds.TABLE(
        columns=len(widths),
        widths=widths if given else [],
        title=title,
        outside=outside,
        head=head,
        body=_rows(
            translator, children_of_type(group, nodes.tbody), long_words, sum("stub" in column for column in columns)
        ),
    )
    return [*translator.anchor(node), value]


def _long_word(share: float) -> int:
    """Return the length from which words may break in a column that has a *share* of the width."""
    return min(LONG_WORD_IN_CELL, max(MIN_LONG_WORD, int(share * MAX_SIZE["width"] / LETTER_WIDTH)))


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


HANDLERS: dict[type | str, Handler] = {
    nodes.image: image,
    nodes.figure: figure,
    nodes.legend: legend,
    nodes.table: table,
}
