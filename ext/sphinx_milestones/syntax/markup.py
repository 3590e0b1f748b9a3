"""The syntax of pages and milestones in Markdown and in reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_milestones.core.dates import Point
from sphinx_milestones.core.periods import period_text, read_period

from .blocks import Block, directive_blocks, fenced_blocks

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_YEAR = re.compile(r"""^year:[ \t]*["']?([\dXY-]+)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE | re.ASCII)
_REST_YEAR = re.compile(r"^:year:[ \t]*([\dXY-]+)[ \t]*\r?$", re.MULTILINE | re.ASCII)
# What a backslash in front turns into text, anywhere and at the beginning of a line; numbers there,
# which have it behind; and where a line would still be a rule without an escaped space in front, which is not shown.
# The browser uses the same expressions: they mean the same in Python and ECMAScript.
_UNDERSCORE = r"(?<![^\W_])_|_(?![^\W_])"
_MARKDOWN = (rf"[\\`*\[\]<{{}}$~]|{_UNDERSCORE}|&(?=#?\w+;)", r"^[-+=#>|:%(]", r"^[0-9]+(?=[.)])", "")
_NUMBERED = r"(?=(?:[0-9]+|[A-Za-z]|[IVXLCDMivxlcdm]+)[.)](?:\s|$))"
_REST = (
    rf"[\\`*|@]|{_UNDERSCORE}|:(?=\S)",  # with URLs and addresses
    rf"^(?:[!-/;-?\[\]^_{{}}~•‣⁃]|{_NUMBERED})",
    "",
    r"^(?=\\+$)",
)


@dataclass(frozen=True, slots=True)
class Markup:
    """A markup language of pages."""

    suffix: str
    head: str  # the beginning of a new page, with {year}, {title} and the {line} below it
    year_line: str  # how a page states its year, for messages
    period_of: Callable[[str], Point | None]
    blocks: Callable[[Sequence[str]], Iterator[Block]]
    label: re.Pattern[str]
    comment: str  # how a comment begins
    begin: str  # what comes before the title of a milestone, with {fence}
    end: str  # the line that closes it, if any
    indent: str  # what comes before each line of fields and text
    syntax: tuple[str, str, str, str]  # regular expressions for what is markup, see above

    def new_page(self, period: Point, title: str) -> str:
        """Return the beginning of a new page for a year, a decade or a century."""
        return self.head.format(year=period_text(period), title=title, line="=" * len(title))

    def escape(self, text: str) -> str:
        """Return the markup of plain *text*."""
        anywhere, begins, number, rule = self.syntax
        text = re.sub(f"{anywhere}|{begins}", r"\\\g<0>", text, flags=re.MULTILINE)
        text = re.sub(number, r"\g<0>\\", text, flags=re.MULTILINE) if number else text
        return re.sub(rule, r"\\ ", text, flags=re.MULTILINE) if rule else text

    def escape_inline(self, text: str) -> str:
        """Return the markup of plain *text* within a line."""
        return re.sub(self.syntax[0], r"\\\g<0>", text)

    def entry(self, title: str, fields: Sequence[str], text: str, mark: str) -> list[str]:
        """Return the lines of a milestone; a fence consists of *mark*, longer than any in *text*, which is markup."""
        inner = re.findall(rf"^[ \t]*({re.escape(mark)}{{3,}})", text, re.MULTILINE)
        fence = mark * max([4, *(len(fence) + 1 for fence in inner)])
        begin, end = (line.replace("{fence}", fence) for line in (self.begin, self.end))
        lines = (f"{self.indent}{line}" if line.strip() else "" for line in (*fields, "", *text.split("\n")))
        return [begin + self.escape(title), *lines, *filter(None, [end])]


def _markdown_period(text: str) -> Point | None:
    """Return the year, decade or century in the front matter of a page."""
    front = _FRONT.match(text)
    year = _YEAR.search(front[1]) if front else None
    return read_period(year[1]) if year else None


def _rest_period(text: str) -> Point | None:
    """Return the year, decade or century in the docinfo of a page."""
    year = _REST_YEAR.search(text)
    return read_period(year[1]) if year else None


MARKDOWN = Markup(
    ".md",
    "---\nyear: {year}\n---\n\n# {title}\n",
    "“year: {year}” between two “---” lines at the very top",
    _markdown_period,
    fenced_blocks,
    re.compile(r"\([^()]+\)=[ \t]*\r?"),
    "%",
    begin="{fence}{milestone} ",
    end="{fence}",
    indent="",
    syntax=_MARKDOWN,
)
REST = Markup(
    ".rst",
    ":year: {year}\n\n{title}\n{line}\n",
    "“:year: {year}” at the very top",
    _rest_period,
    directive_blocks,
    re.compile(r"\.\. _[^:]+:[ \t]*\r?"),
    "..",
    begin=".. milestone:: ",
    end="",
    indent="   ",
    syntax=_REST,
)


def markups_of(settings: Mapping[str, Any], *, markdown: bool) -> dict[str, Markup]:
    """Return the markup for each file suffix in the settings of a project, the one for new pages first.

    *markdown* is true if something other than the settings shows that the project reads Markdown.
    """
    suffixes = settings.get("source_suffix", ".rst")
    suffixes = [suffixes] if isinstance(suffixes, str) else suffixes
    types = dict(suffixes) if isinstance(suffixes, Mapping) else dict.fromkeys(suffixes, "restructuredtext")
    extensions = map(str, settings.get("extensions", ()))
    if markdown or any(extension.startswith("myst") for extension in extensions):
        types = {".md": "markdown"} | {suffix: type_ for suffix, type_ in types.items() if suffix != ".md"}
    known = {"markdown": MARKDOWN, "restructuredtext": REST}
    return {suffix: known[type_] for suffix, type_ in types.items() if type_ in known}
