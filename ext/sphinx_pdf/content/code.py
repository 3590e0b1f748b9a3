"""Handlers of code blocks: syntax colours, line numbers, emphasised lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pygments.filters import ErrorToken  # type: ignore[import-untyped]
from pygments.token import (  # type: ignore[import-untyped]
    Comment,
    Generic,
    Keyword,
    Literal,
    Name,
    Number,
    Operator,
    String,
)
from sphinx.highlighting import PygmentsBridge
from sphinx.locale import __

from . import kinds
from .raw import is_output
from .text import LONG_WORD, breakable
from .values import join, strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .kinds import Value
    from .translator import Handler, Translator

    #: The values of each line.
    Lines = list[list[Value]]

LONG = re.compile(rf"\S{{{LONG_WORD},}}")
#: The ``code-colours`` of ``style.typ`` by the kind of token; the first kind that a token belongs to wins.
COLOURS = {
    Comment.Preproc: "keyword",
    Comment: "comment",
    Generic.Prompt: "comment",
    Generic.Inserted: "string",
    Generic.Deleted: "number",
    Generic.Heading: "keyword",
    Keyword: "keyword",
    Operator.Word: "keyword",
    Name.Tag: "keyword",
    Name.Function: "name",
    Name.Class: "name",
    Name.Decorator: "name",
    Name.Attribute: "name",
    Number: "number",
    String: "string",
    Literal: "string",
}


def code(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show text with its spaces and line breaks; nothing if there is none, as in an empty output of a notebook."""
    if not node.astext().strip():
        return translator.anchor(node)
    has_markup = any(isinstance(child, nodes.Element) for child in node.children)
    lines = _marked_up_lines(translator, node) if has_markup else _coloured_lines(translator, node)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    options: dict[str, Any] = node.get("highlight_args", {})
    value = kinds.PRE(
        text="\n" * (len(lines) - 1),
        lines=[_with_breaks(line) for line in lines],
        first=options.get("linenostart", 1) if node.get("linenos") else None,
        emphasised=[number for number in options.get("hl_lines", []) if number <= len(lines)],
        output=is_output(node) or None,
    )
    return [*translator.anchor(node), value]


def _coloured_lines(translator: Translator, node: nodes.Element) -> Lines:
    """Return the lines of a program; without colours if it is not valid in its language."""
    source, language = node.astext().expandtabs(), node.get("language", "default")
    bridge = PygmentsBridge("html")
    lexer = bridge.get_lexer(source, language, force=node.get("force", False), location=node)
    try:
        tokens = list(lexer.get_tokens(source))
    except ErrorToken as error:
        if language != "default":
            message = __("not valid %s; shown without syntax colours: %s")
            translator.warn("code", message % (language, error), node)
        tokens = [(Generic.Output, source)]
    parts = ((kind, text) for kind, token in tokens for text in _with_line_ends(token))
    return _split(None if text == "\n" else _coloured(translator, text, kind) for kind, text in parts)


def _coloured(translator: Translator, text: str, kind: object) -> list[Value]:
    values = breakable(translator.text.clean(text))
    colour = next((colour for token, colour in COLOURS.items() if kind in token), None)
    return [kinds.TOKEN(colour=colour, c=values)] if colour and text.strip() else values


def _marked_up_lines(translator: Translator, node: nodes.Element) -> Lines:
    """Return lines that contain markup, such as those of the directive ``parsed-literal``."""
    parts: list[list[Value] | None] = []
    for child in node.children:
        if isinstance(child, nodes.Element) and "\n" not in child.astext():
            parts.append(translator.translate(child))
        else:
            texts = _with_line_ends(child.astext().expandtabs())
            parts += [None if text == "\n" else translator.text.translate(text) for text in texts]
    return _split(parts)


def _with_breaks(line: list[Value]) -> list[Value]:
    """Return a line of code with break opportunities between tokens if a part without spaces is long."""
    if not LONG.search("".join(strings(line))):
        return line
    return join(kinds.BREAK(), [[value] for value in line])


def _with_line_ends(text: str) -> list[str]:
    """Return the lines of *text*, with each line ending as a separate part."""
    return [part for part in re.split("(\n)", text) if part]


def _split(parts: Iterable[list[Value] | None]) -> Lines:
    """Return lines of values; None ends a line."""
    lines: Lines = [[]]
    for part in parts:
        if part is None:
            lines.append([])
        else:
            lines[-1] += part
    return lines


HANDLERS: dict[type | str, Handler] = {
    nodes.literal_block: code,
    nodes.doctest_block: code,
}
