"""Code: its colours, the numbers of its lines, the lines that its author emphasised."""

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

from .text import LONGEST, breakable
from .values import strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .translator import Handler, Writer
    from .values import Value

    #: The values of each line.
    Lines = list[list[Value]]

LONG = re.compile(rf"\S{{{LONGEST},}}")
#: The few colours of ``style.typ``, by the kinds of token that have them; the first that holds wins.
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


def code(w: Writer, node: nodes.Element) -> list[Value]:
    """Show text with its spaces and line ends kept."""
    parsed = any(isinstance(child, nodes.Element) for child in node.children)
    lines = _parsed_lines(w, node) if parsed else _coloured_lines(w, node)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    lines = [_loosened(line) for line in lines]
    options: dict[str, Any] = node.get("highlight_args", {})
    value: Value = {
        "t": "pre",
        "text": "\n" * (len(lines) - 1),
        "lines": lines,
        "first": options.get("linenostart", 1) if node.get("linenos") else None,
        "emphasised": [number for number in options.get("hl_lines", []) if number <= len(lines)],
    }
    return [*w.anchor(node), value]


def _coloured_lines(w: Writer, node: nodes.Element) -> Lines:
    """Return the lines of a program; one that is not in its language has no colours."""
    source, language = node.astext().expandtabs(), node.get("language", "default")
    bridge = PygmentsBridge("html")
    lexer = bridge.get_lexer(source, language, force=node.get("force", False), location=node)
    try:
        tokens = list(lexer.get_tokens(source))
    except ErrorToken as error:
        if language != "default":
            w.warn("code", __("this is not %s, and is shown without colours: %s") % (language, error), node)
        tokens = [(Generic.Output, source)]
    return _split(_coloured(w, text, kind) for kind, whole in tokens for text in _ends(whole))


def _coloured(w: Writer, text: str, kind: object) -> list[Value] | None:
    if text == "\n":
        return None
    values = breakable(w.text.clean(text))
    colour = next((colour for token, colour in COLOURS.items() if kind in token), None)
    return [{"t": "token", "colour": colour, "c": values}] if colour and text.strip() else values


def _parsed_lines(w: Writer, node: nodes.Element) -> Lines:
    """Return lines that hold markup, as those of the directive ``parsed-literal``."""
    parts: list[list[Value] | None] = []
    for child in node.children:
        if isinstance(child, nodes.Element) and "\n" not in child.astext():
            parts.append(w.value(child))
        else:
            parts += [None if text == "\n" else w.text.pieces(text) for text in _ends(child.astext().expandtabs())]
    return _split(parts)


def _loosened(line: list[Value]) -> list[Value]:
    """Return a line of code with places to break between its tokens, if it has few spaces for its length."""
    if not LONG.search("".join(strings(line))):
        return line
    return [part for value in line for part in ({"t": "break"}, value)][1:]


def _ends(text: str) -> list[str]:
    """Return the lines of *text*, with the line ends as parts of their own."""
    first, *rest = text.split("\n")
    return [part for part in [first, *(part for line in rest for part in ("\n", line))] if part]


def _split(parts: Iterable[list[Value] | None]) -> Lines:
    """Return lines of values; None ends one."""
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
