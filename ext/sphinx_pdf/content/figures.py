"""Images, figures and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.locale import __

from .text import LONGEST, LONGEST_IN_CELL
from .translator import held
from .values import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .translator import Handler, Writer
    from .values import Value

MEASURE = re.compile(r"(\d+\.?\d*) ?(%|[a-z]*)")
#: What a page holds, in points.
MOST = {"width": 368, "height": 600}
#: The width of a letter in a table, with its share of the space between columns, in points.
LETTER = 6
#: A word is not broken into less.
LEAST_IN_CELL = 5
POINTS = {"": 0.75, "px": 0.75, "pt": 1, "pc": 12, "in": 72, "cm": 28.35, "mm": 2.835, "em": 10}
#: Where an image can stand in the column.
SIDES = ("left", "center", "right")


def image(w: Writer, node: nodes.image) -> list[Value]:
    """Show an image; without alternative text, its caption or file name stands for it."""
    path = w.image_folder / node["uri"]
    alt = node.get("alt") or _caption(node) or path.stem
    if not node.get("alt"):
        message = __("the image %s has no alternative text; %r stands for it")
        w.warn("image", message % (path.name, alt), node)
    if not path.is_file():
        return w.text.pieces(alt)
    value: Value = {**w.add_image(path, alt), **_measures(node)}
    side = node.get("align")
    # An image in a line, or one that is a link, stands where its text does.
    if side in SIDES and not isinstance(node.parent, (nodes.TextElement, nodes.figure)):
        value = {"t": "aligned", "side": side, "c": [value]}
    return [*w.anchor(node), value]


def _caption(node: nodes.image) -> str:
    figure: nodes.Node | None = node.parent
    while isinstance(figure, nodes.reference):
        figure = figure.parent
    captions = held(figure, nodes.caption) if isinstance(figure, nodes.figure) else []
    return "".join(caption.astext() for caption in captions)


def _measures(node: nodes.image) -> dict[str, float]:
    """Return the measures asked for, or the ``scale`` alone: of the size that the image itself has."""
    asked = {**_measure(node, "width"), **_measure(node, "height")}
    return {"scale": node["scale"] / 100} if "scale" in node and not asked else asked


def _measure(node: nodes.image, side: str) -> dict[str, float]:
    """Return a measure, scaled: in points, or ``share`` of the column's width in percent."""
    measure = MEASURE.fullmatch(str(node.get(side, "")).strip())
    if measure is None:
        return {}
    number, unit = float(measure[1]) * node.get("scale", 100) / 100, measure[2]
    if unit == "%":
        return {"share": min(number, 100)} if side == "width" else {}
    return {side: min(number * POINTS[unit], MOST[side])} if unit in POINTS else {}


def figure(w: Writer, node: nodes.figure) -> list[Value]:
    """Show what a figure holds with its caption, then its legend."""
    captions, legends = held(node, nodes.caption), held(node, nodes.legend)
    anchor = w.anchor(node)
    # In the order of the page, so that a note stands where it is called first.
    shown = w.values(child for child in node.children if child not in [*captions, *legends])
    caption = [value for caption in captions for value in w.numbered(node) + w.inside(caption)]
    below = paragraphs(w.values(legends))
    if not shown:
        return [*paragraphs(anchor + caption), *below]
    side = node["align"] if node.get("align") in SIDES else ""
    return [{"t": "figure", "c": anchor + shown, "caption": caption, "side": side}, *below]


def legend(w: Writer, node: nodes.legend) -> list[Value]:
    """Show the paragraphs below a caption."""
    return w.blocks(node)


def table(w: Writer, node: nodes.table) -> list[Value]:
    """Show a table: rows of cells, the header ones repeated where it breaks over pages."""
    (group,) = held(node, nodes.tgroup)
    columns = held(group, nodes.colspec)
    widths = [spec.get("colwidth", 1) for spec in columns]
    given = "colwidths-given" in node["classes"] and all(isinstance(x, int) for x in widths)
    letters = [_letters(width / sum(widths) if given else 1 / len(columns)) for width in widths]
    with w.copying():
        head = _rows(w, held(group, nodes.thead), letters)
    value: dict[str, Any] = {
        "t": "table",
        "columns": len(columns),
        "widths": widths if given else [],
        "title": [value for title in held(node, nodes.title) for value in w.numbered(node) + w.inside(title)],
        "head": head,
        "body": _rows(w, held(group, nodes.tbody), letters, sum("stub" in spec for spec in columns)),
    }
    return [*w.anchor(node), value]


def _letters(share: float) -> int:
    """Return how many letters of a word a column holds that has a *share* of the width, as far as it matters."""
    return min(LONGEST_IN_CELL, max(LEAST_IN_CELL, int(share * MOST["width"] / LETTER)))


def _rows(w: Writer, parts: Iterable[nodes.Element], letters: list[int], stubs: int = 0) -> list[list[Value]]:
    """Return rows of cells, whose words have as many *letters* at once; the first *stubs* columns head their rows."""
    rows = [held(row, nodes.entry) for part in parts for row in held(part, nodes.row)]
    # After cells that span columns, a row has fewer of them.
    cells = [enumerate(zip(row, letters, strict=False)) for row in rows]
    return [[_cell(w, entry, few, number < stubs) for number, (entry, few) in row] for row in cells]


def _cell(w: Writer, entry: nodes.entry, letters: int, stub: bool) -> Value:
    w.text.longest = letters if not entry.get("morecols") else LONGEST_IN_CELL
    content = w.blocks(entry)
    w.text.longest = LONGEST
    spans = {"columns": entry.get("morecols", 0) + 1, "rows": entry.get("morerows", 0) + 1}
    return {"t": "cell", "c": content, "stub": stub, **spans}


HANDLERS: dict[type | str, Handler] = {
    nodes.image: image,
    nodes.figure: figure,
    nodes.legend: legend,
    nodes.table: table,
}
