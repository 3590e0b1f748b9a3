"""From MathML to the parts of an equation.

A part is a dictionary: ``m`` names a function of ``math.typ``, and the other entries are its arguments. Text is
in ``c``, and the parts inside are in lists. No text is markup, so nothing in a formula is evaluated.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx.locale import __

from . import mathml_tokens as tokens
from .latex import WIDE_TILDE, FormulaError

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from .mathml_tokens import Part

#: How deep parts may nest: Typst reads JSON of some 120 levels, and each part takes two.
MAX_DEPTH = 50
APPLICATION = "\N{FUNCTION APPLICATION}"
COLOUR = re.compile(r"(?:^|;)color:(#[0-9A-Fa-f]{6})")


def equation(math: Element) -> list[list[Part]]:
    """Return the lines of a formula; a part ``align`` in a line is below that of the line above.

    :raises FormulaError: if there is nothing to show, or if it is nested too deeply.
    """
    children = list(math)
    while len(children) == 1 and children[0].tag == "mrow" and _is_plain(children[0], math):
        children = list(children[0])
    if len(children) == 1 and children[0].tag == "mtable" and children[0].get("displaystyle") == "true":
        lines = [_line(row, 1) for row in children[0]]
    else:
        lines = [_all(children, 1)]
    while lines and not any(part["m"] not in ("space", "align") for part in lines[-1]):
        lines.pop()
    if not lines:
        raise FormulaError(__("it is empty"))
    return lines if len(lines) > 1 else [[part for part in lines[0] if part["m"] != "align"]]


def _line(row: Element, depth: int) -> list[Part]:
    """Return a line of aligned formulas: between two cells is an alignment point, after two a space."""
    parts: list[Part] = []
    for n, cell in enumerate(_cells(row)):
        if n and n % 2 == 0:
            parts.append({"m": "space", "em": 2})
        parts += [{"m": "align"}] * bool(n) + _all(list(cell), depth)
    return parts


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row, without those that push a formula to the centre of the page."""
    return [cell for cell in row if not re.search(r"(^|;)\s*width:", cell.get("style", ""))]


def _all(children: list[Element], depth: int) -> list[Part]:
    """Return the parts of siblings."""
    if depth > MAX_DEPTH:
        raise FormulaError(__("it is nested too deeply"))
    parts: list[Part] = []
    for child in children:
        if child.tag == "mo" and child.text == APPLICATION:
            parts[-1:] = [{"m": "op", "c": parts[-1:], "limits": False}]
        else:
            parts += _one(child, depth)
    return tokens.with_ellipses(parts)


def _one(element: Element, depth: int) -> list[Part]:
    """Return the parts of one element."""
    handle = HANDLERS.get(element.tag)
    if handle is None:
        raise FormulaError(__("%s cannot be set") % element.tag)
    parts = handle(element, depth + 1)
    style = element.get("displaystyle") if element.tag != "mtable" else None
    if style:
        parts = [{"m": "style", "style": "display" if style == "true" else "inline", "c": parts}]
    if element.tag == "mpadded" and f"padding-right:{tokens.FUNCTION_SPACE}" in element.get("style", ""):  # \\mathop
        parts = [{"m": "op", "c": parts, "limits": True}]
    colour = _colour(element)
    return [{"m": "colour", "fill": colour, "c": parts}] if colour else parts


def _colour(element: Element) -> str:
    found = COLOUR.search(element.get("style", ""))
    return found[1] if found else ""


def _row(element: Element, depth: int) -> list[Part]:
    """Return the parts of a group; its delimiters are as high as what is between them."""
    if _is_delimited(element):
        first, *inner, last = element
        return [{"m": "lr", "open": tokens.delimiter(first), "close": tokens.delimiter(last), "c": _all(inner, depth)}]
    return _all(list(element), depth)


def _is_plain(element: Element, math: Element) -> bool:
    """Return whether an element only holds its children together; a formula on its own line is in display style."""
    same_style = element.get("displaystyle") in (None, "true" if math.get("display") == "block" else "")
    return same_style and not (_is_delimited(element) or _colour(element))


def _is_delimited(element: Element) -> bool:
    return len(element) > 1 and tokens.stretches(element[0]) and tokens.stretches(element[-1])


def _fraction(element: Element, depth: int) -> list[Part]:
    above, below = (_all([child], depth) for child in element)
    kind = "stack" if element.get("linethickness") == "0" else "frac"
    return [{"m": kind, "above": above, "below": below}]


def _root(element: Element, depth: int) -> list[Part]:
    if element.tag == "msqrt":
        return [{"m": "root", "index": [], "c": _all(list(element), depth)}]
    radicand, index = (_all([child], depth) for child in element)
    return [{"m": "root", "index": index, "c": radicand}]


def _scripts(element: Element, depth: int) -> list[Part]:
    """Return a base with what is beside it, above it or below it."""
    first, *others = element
    if element.get("accent") == "true" or element.get("accentunder") == "true":
        return _accent(first, others[0], depth, under=element.tag == "munder")
    if len(others) == 1 and others[0].tag == "mspace":  # the minimal width of what is above an arrow
        return _one(first, depth)
    if element.tag == "mover" and tokens.text_of(others[0]) == WIDE_TILDE:
        return [{"m": "accent", "c": _all([first], depth), "mark": "\u0303", "wide": True}]
    places = {"sub": ["b"], "sup": ["t"], "subsup": ["b", "t"], "under": ["b"], "over": ["t"], "underover": ["b", "t"]}
    names = places[element.tag[1:]]
    scripts = {name: _all([script], depth) for name, script in zip(names, others, strict=True)}
    for part in [part for parts in scripts.values() for part in parts if part["m"] == "mat"]:
        part["style"] = "script"
    base, limits = _all([first], depth), _limits(element.tag, first)
    if (
        first.tag == "mo"
        and tokens.text_of(first) in tokens.ARROWS
        and element.tag[1:] in ("under", "over", "underover")
    ):
        base = [{"m": "arrow", "c": tokens.text_of(first)}]
    return [{"m": "attach", "base": base, "limits": limits, **scripts}]


def _limits(tag: str, base: Element) -> bool | None:
    """Return whether scripts are above and below their base; None if that depends on the style."""
    sign = tokens.text_of(base) if base.tag == "mo" else ""
    if tag in ("msub", "msup", "msubsup"):
        return False if sign in tokens.LARGE else None
    return None if sign in tokens.LARGE - tokens.INTEGRALS and base.get("movablelimits") != "false" else True


def _accent(base: Element, mark: Element, depth: int, *, under: bool) -> list[Part]:
    """Return a base with an accent, a brace or a line."""
    shape, parts = tokens.text_of(mark), _all([base], depth)
    if shape in tokens.ALONG:
        return [{"m": "along", "kind": tokens.ALONG[shape], "c": parts}]
    if shape in tokens.LINES and mark.get("stretchy") != "false":
        return [{"m": "along", "kind": "underline" if under else "overline", "c": parts}]
    return [{"m": "accent", "c": parts, "mark": shape, "wide": mark.get("stretchy") != "false"}]


def _multiscripts(element: Element, depth: int) -> list[Part]:
    """Return a base with scripts on both sides."""
    base, *others = element
    before = next((n for n, child in enumerate(others) if child.tag == "mprescripts"), len(others))
    corners = zip(("b", "t"), others[:before], strict=False), zip(("bl", "tl"), others[before + 1 :], strict=False)
    scripts = {name: _all([child], depth) for corner in corners for name, child in corner}
    return [{"m": "attach", "base": _all([base], depth), "limits": False, **scripts}]


def _table(element: Element, depth: int) -> list[Part]:
    """Return a table inside a formula: a matrix, cases, or aligned lines."""
    rows = [_cells(row) for row in element]
    display = element.get("displaystyle") == "true"
    vertical = {n + 1 for row in rows for n, cell in enumerate(row) if "border-right" in cell.get("style", "")}
    horizontal = {n for n, row in enumerate(rows) if row and "border-top" in row[0].get("style", "")}
    frame = element.get("style", "")
    vertical |= {0} if "border-left" in frame else set()
    horizontal |= {0} if "border-top" in frame else set()
    if len(rows) > 1 and len(rows[-1]) == 1 and not len(rows[-1][0]) and len(rows[0]) > 1:
        rows.pop()  # it is there for the line above it
    cells = [[_aligned_cell(cell, depth) for cell in row] for row in rows]
    pairs = display and any("text-align: right" in cell.get("style", "") for row in rows for cell in row)
    if pairs:
        cells = [[_joined(row[n : n + 2]) for n in range(0, len(row), 2)] for row in cells]
    style = "display" if display else "inline"
    return [{"m": "mat", "style": style, "rows": cells, "vlines": sorted(vertical), "hlines": sorted(horizontal)}]


def _aligned_cell(cell: Element, depth: int) -> list[Part]:
    """Return a cell with an alignment point at its right or its left end, unless it is centred."""
    style, parts = cell.get("style", ""), _all(list(cell), depth)
    if "text-align: left" in style:
        return [{"m": "align"}, *parts]
    return [*parts, {"m": "align"}] if "text-align: right" in style else parts


def _joined(cells: list[list[Part]]) -> list[Part]:
    """Return a pair of cells as one, with one alignment point between them."""
    parts = [part for cell in cells for part in cell]
    return [part for part, after in pairwise([*parts, {"m": ""}]) if not part["m"] == after["m"] == "align"]


def _enclosed(element: Element, depth: int) -> list[Part]:
    """Return what is in a box, or crossed out; other notations are left out."""
    notation = element.get("notation", "")
    parts = _all([child for child in element if "class" not in child.attrib], depth)
    if "strike" in notation:
        kinds = {"updiagonalstrike": "up", "downdiagonalstrike": "down", "horizontalstrike": "flat"}
        return [{"m": "cancel", "kind": kinds.get(notation, "cross"), "c": parts}]
    return [{"m": "box", "c": parts}] if notation == "box" else parts


def _phantom(element: Element, depth: int) -> list[Part]:
    return [{"m": "phantom", "c": _all(list(element), depth)}]


HANDLERS: dict[str, Callable[[Element, int], list[Part]]] = {
    **dict.fromkeys(["mrow", "mstyle", "mpadded"], _row),
    "mi": tokens.identifier,
    "mn": tokens.number,
    "mo": tokens.operator,
    "mtext": tokens.text,
    "mspace": tokens.space,
    "mfrac": _fraction,
    **dict.fromkeys(["msqrt", "mroot"], _root),
    **dict.fromkeys(["msub", "msup", "msubsup", "munder", "mover", "munderover"], _scripts),
    "mmultiscripts": _multiscripts,
    "mtable": _table,
    "menclose": _enclosed,
    "mphantom": _phantom,
}
