"""Handlers of formulas: LaTeX becomes a drawing, with the source as alternative text."""

from __future__ import annotations

import re
import warnings
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from docutils import nodes
from sphinx.locale import __

from . import kinds

if TYPE_CHECKING:
    from ziamath.zmath import Math

    from .kinds import Value
    from .translator import Handler, Translator

#: The size of running text, in points; see ``style.typ``.
SIZE = 10
#: A wider formula is scaled down, in points: the text width of A4, minus the number.
MAX_WIDTH = 340
#: The maximum height of a formula, that of a page, in points.
MAX_HEIGHT = 600
#: The output for an unknown command: the letters of its name.
UNKNOWN_COMMAND = re.compile(r"<mi[^>]*>(\\[A-Za-z]+)</mi>")
#: A number given by the author; with a star, it has no brackets.
TAG = re.compile(r"\\tag(\*?)\{([^{}]*)\}")
#: The elements of MathML whose first child has others above, below or beside it.
WITH_LIMITS = ("munder", "mover", "munderover", "msub", "msup", "msubsup")
VIEW_BOX = re.compile(r'viewBox="([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+)"')


def math(translator: Translator, node: nodes.math) -> list[Value]:
    """Show a formula in its line."""
    return [*translator.anchor(node), _formula(translator, node, node.astext(), inline=True)]


def math_block(translator: Translator, node: nodes.math_block) -> list[Value]:
    """Show each formula on a line of its own, and one number for all of them."""
    tags = [text if star else f"({text})" for star, text in TAG.findall(node.astext())]
    text = TAG.sub("", node.astext())
    sources = [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    formulas = [_formula(translator, node, _aligned(source), inline=False) for source in sources]
    return [
        *translator.anchor(node),
        kinds.EQUATION(formulas=formulas, number=", ".join(tags) or _number(translator, node)),
    ]


def _aligned(source: str) -> str:
    """Return a formula of several lines in the environment that Sphinx puts around it."""
    several = (r"\\" in source or "&" in source) and r"\begin" not in source
    return rf"\begin{{aligned}}{source}\end{{aligned}}" if several else source


def _number(translator: Translator, node: nodes.math_block) -> str:
    """Return the number of a formula in brackets; empty if it has none."""
    number = node.get("number")
    config = translator.env.config
    if config.numfig and config.math_numfig and node["ids"]:
        number = translator.number("displaymath", node["ids"][0]) or number
    return f"({number})" if number else ""


@cache
def _load_math() -> type[Math]:
    """Return the class that draws formulas; importing it takes time, so only documents with formulas do."""
    with warnings.catch_warnings():
        # It finds its fonts in a way that is deprecated in Python 3.11 and 3.12, but no longer in 3.13.
        warnings.filterwarnings("ignore", "path is deprecated", DeprecationWarning)
        from ziamath.zmath import Math
    return Math


def _formula(translator: Translator, node: nodes.Element, source: str, *, inline: bool) -> Value:
    """Return the drawing of a formula, or its source if it cannot be drawn."""
    try:
        drawing, top, width, height = draw(source, inline=inline)
    except Exception as error:  # noqa: BLE001 - the library has no exception of its own
        message = __("cannot draw this formula; showing its source: %s")
        translator.warn("math", message % (str(error) or type(error).__name__), node)
        return kinds.CODE(c=translator.text.translate(source))
    alt = translator.text.clean(" ".join(node.astext().split()))
    scale = min(1, MAX_WIDTH / width)
    size = {"width": width * scale, "height": height * scale, "depth": (top + height) * scale}
    return kinds.FORMULA(svg=drawing, alt=alt, **size)


def draw(source: str, *, inline: bool) -> tuple[str, float, float, float]:
    """Return a formula as SVG, its top relative to the baseline, its width and its height, in points.

    :raises ValueError: if its size does not fit a page; the library raises other errors for unreadable source.
    """
    drawing = _load_math()(_to_mathml(source, inline=inline), size=SIZE).svg()
    _left, top, width, height = map(float, VIEW_BOX.search(drawing).groups())  # type: ignore[union-attr]
    if width <= 0 or height <= 0:
        raise ValueError(__("a part of it is empty"))
    if height > MAX_HEIGHT:
        raise ValueError(__("it is taller than a page"))
    return drawing, top, width, height


def _to_mathml(source: str, *, inline: bool) -> ElementTree.Element:
    """Return a formula as MathML.

    :raises ValueError: for a command that would be drawn as the letters of its name.
    """
    from ziamath.tex import tex2mml

    text = tex2mml(source, inline=inline)
    if unknown := UNKNOWN_COMMAND.search(text):
        raise ValueError(__("unknown command %s") % unknown[1])
    mathml = ElementTree.fromstring(text)
    for element in mathml.iter():
        # If its operator could be stretched, a sum with limits would get brackets as high as the page.
        if element.tag.rpartition("}")[2] in WITH_LIMITS and element[0].tag.endswith("mo"):
            element[0].set("stretchy", "false")
    return mathml


HANDLERS: dict[type | str, Handler] = {
    nodes.math: math,
    nodes.math_block: math_block,
}
