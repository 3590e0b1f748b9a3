"""Handlers of formulas: LaTeX becomes an equation, with the source as alternative text."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import __

from . import kinds
from .latex import FormulaError, macros_of, to_mathml
from .mathml import equation

if TYPE_CHECKING:
    from .kinds import Value
    from .translator import Handler, Translator

#: A number given by the author; with a star, it has no brackets.
TAG = re.compile(r"\\tag(\*?)\{([^{}]*)\}")
SEVERAL_LINES = re.compile(r"\\\\|(?<!\\)&")
#: A group or an environment that has no other inside; what is in it is not on the lines of the formula.
INNERMOST = re.compile(
    r"\\begin\{(\w+\*?)\}(?:(?!\\begin|\\end).)*\\end\{\1\}|(?<!\\)(?<!\\begin)(?<!\\end)\{[^{}]*(?<!\\)\}", re.DOTALL
)


def math(translator: Translator, node: nodes.math) -> list[Value]:
    """Show a formula in its line."""
    return [*translator.anchor(node), _formula(translator, node, node.astext(), display=False)]


def math_block(translator: Translator, node: nodes.math_block) -> list[Value]:
    """Show each formula on a line of its own, and one number for all of them."""
    tags = [text if star else f"({text})" for star, text in TAG.findall(node.astext())]
    text = TAG.sub("", node.astext())
    sources = [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    formulas = [_formula(translator, node, one_environment(source), display=True) for source in sources]
    return [
        *translator.anchor(node),
        kinds.EQUATION(formulas=formulas, number=", ".join(tags) or _number(translator, node)),
    ]


def one_environment(source: str) -> str:
    """Return a formula of several lines in the environment that Sphinx puts around it."""
    outside, count = source, 1
    while count:
        outside, count = INNERMOST.subn("", outside)
    return rf"\begin{{aligned}}{source}\end{{aligned}}" if SEVERAL_LINES.search(outside) else source


def _number(translator: Translator, node: nodes.math_block) -> str:
    """Return the number of a formula in brackets; empty if it has none."""
    number = node.get("number")
    config = translator.env.config
    if config.numfig and config.math_numfig and node["ids"]:
        number = translator.number("displaymath", node["ids"][0]) or number
    return f"({number})" if number else ""


def _formula(translator: Translator, node: nodes.Element, source: str, *, display: bool) -> Value:
    """Return an equation, or the source of one that cannot be set."""
    try:
        math = to_mathml(source, display=display, macros=_macros(translator))
        lines = json.dumps(equation(math), ensure_ascii=False)
        if missing := translator.text.missing(lines):
            raise FormulaError(__("no font has %s") % " ".join(missing))
    except FormulaError as error:
        translator.warn("math", __("cannot set this formula; showing its source: %s") % error, node)
        return kinds.CODE(c=translator.text.translate(source))
    return kinds.FORMULA(lines=lines, alt=translator.text.clean(" ".join(node.astext().split())))


def _macros(translator: Translator) -> tuple[tuple[str, str], ...]:
    """Return the macros that the project defines for MathJax."""
    config = translator.env.config
    return macros_of(*(getattr(config, f"mathjax{version}_config", None) for version in ("", 2, 3, 4)))


HANDLERS: dict[type | str, Handler] = {
    nodes.math: math,
    nodes.math_block: math_block,
}
