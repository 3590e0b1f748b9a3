"""Formulas: LaTeX to a drawing, with the source as its alternative text."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import __

if TYPE_CHECKING:
    from ziamath.zmath import Latex

    from .translator import Handler, Writer
    from .values import Value

#: The size of running text, in points; see ``style.typ``.
SIZE = 10
#: A wider formula is made smaller: the column of A4, less the number.
COLUMN = 340
#: What becomes of a command that is not known: letters.
UNKNOWN = re.compile(r"<mi[^>]*>(\\[A-Za-z]+)</mi>")
VIEW = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')


def math(w: Writer, node: nodes.math) -> list[Value]:
    """Show a formula in its line."""
    return [*w.anchor(node), _formula(w, node, node.astext(), inline=True)]


def math_block(w: Writer, node: nodes.math_block) -> list[Value]:
    """Show each formula on a line of its own, and the number of them all at its end."""
    sources = [part.strip() for part in re.split(r"\n[ \t]*\n", node.astext()) if part.strip()]
    formulas = [_formula(w, node, _aligned(source), inline=False) for source in sources]
    return [*w.anchor(node), {"t": "equation", "formulas": formulas, "number": _number(w, node)}]


def _aligned(source: str) -> str:
    """Return a formula of several lines in the environment that Sphinx puts around it."""
    several = (r"\\" in source or "&" in source) and r"\begin" not in source
    return rf"\begin{{aligned}}{source}\end{{aligned}}" if several else source


def _number(w: Writer, node: nodes.math_block) -> str:
    number = node.get("number")
    if w.env.config.numfig and w.env.config.math_numfig and node["ids"]:
        found = w.number("displaymath", node["ids"][0])
        number = found or number
    return f"({number})" if number else ""


@cache
def _latex() -> type[Latex]:
    """Return the class that draws; it is loaded for documents with formulas only."""
    with warnings.catch_warnings():
        # Deprecated in Python 3.11 and 3.12, and taken back in 3.13: the way it finds its fonts.
        warnings.filterwarnings("ignore", "path is deprecated", DeprecationWarning)
        from ziamath.zmath import Latex
    return Latex


def _formula(w: Writer, node: nodes.Element, source: str, *, inline: bool) -> Value:
    """Return the drawing of a formula, or its source where that is not understood."""
    try:
        draw = _latex()
        _check(source)
        drawing = draw(source, size=SIZE, inline=inline).svg()
        _left, top, width, height = map(float, VIEW.search(drawing).groups())  # type: ignore[union-attr]
    except Exception as error:  # noqa: BLE001 - the library has no exception of its own
        w.warn("math", __("this formula is shown as its source: %s") % (str(error) or type(error).__name__), node)
        return {"t": "code", "c": w.text.pieces(source)}
    words = w.text.clean(" ".join(node.astext().split()))
    fit = min(1, COLUMN / width) if width else 1
    measures = {"width": width * fit, "height": height * fit, "depth": (top + height) * fit}
    return {"t": "formula", "svg": drawing, "alt": words, **measures}


def _check(source: str) -> None:
    """Raise ValueError if a formula has a command that would be drawn as the letters of its name."""
    from ziamath.tex import tex2mml

    if unknown := UNKNOWN.search(tex2mml(source)):
        raise ValueError(__("unknown command %s") % unknown[1])


HANDLERS: dict[type | str, Handler] = {
    nodes.math: math,
    nodes.math_block: math_block,
}
