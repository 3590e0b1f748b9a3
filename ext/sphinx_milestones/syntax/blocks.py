"""Find the top-level blocks of a page without parsing it: Markdown fences or reStructuredText directives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sphinx_milestones.core.dates import Date, parse_date

_FENCE = re.compile(r" {0,3}(:{3,}|`{3,}|~{3,})[ \t]*(?:\{([\w-]+)\})?(.*)")
_DIRECTIVE = re.compile(r"\.\.[ \t]+([\w:-]+)::(?:[ \t].*)?")
CODE = ("code", "code-block", "sourcecode")
_DATE = re.compile(r"[ \t]*:date:[ \t]*(.*?)[ \t]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its name, first and last line (0-based), and the date in its fields. Without an end, no last line."""

    name: str
    begin: int
    end: int | None
    date: Date | None


def fenced_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the outermost fenced blocks of a Markdown page."""
    at = 0
    while at < len(lines):
        fence = _FENCE.fullmatch(lines[at].rstrip("\r"))
        if fence and not (fence[1][0] == "`" and "`" in fence[3]):  # inline code
            closing = re.compile(rf" {{0,3}}{re.escape(fence[1])}{re.escape(fence[1][0])}*[ \t]*\r?")
            end = next((i for i in range(at + 1, len(lines)) if closing.fullmatch(lines[i])), None)
            yield Block(fence[2] or "", at, end, _date(lines[at + 1 : end]))
            if end is None:
                return
            at = end
        at += 1


def directive_blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the outermost directives of a reStructuredText page, each up to its last indented line."""
    at = 0
    while at < len(lines):
        if directive := _DIRECTIVE.fullmatch(lines[at].rstrip("\r")):
            end = at
            for number in range(at + 1, len(lines)):
                if lines[number].strip() and not lines[number][0].isspace():
                    break
                end = number if lines[number].strip() else end
            yield Block(directive[1], at, end, _date(lines[at + 1 : end + 1]))
            at = end
        at += 1


def _date(lines: Sequence[str]) -> Date | None:
    """Return the date in the fields; a blank line ends the fields."""
    for line in lines:
        if not line.strip():
            return None
        if match := _DATE.fullmatch(line.rstrip("\r")):
            try:
                return parse_date(match[1])
            except ValueError:
                return None
    return None


def without_code(text: str) -> str:
    """Return the page with code blocks replaced by blank lines."""
    lines = text.split("\n")
    for block in fenced_blocks(lines):
        plain = not block.name and not lines[block.begin].lstrip().startswith(":")
        if block.end and (plain or block.name in CODE):
            lines[block.begin : block.end] = [""] * (block.end - block.begin)
    return "\n".join(lines)
