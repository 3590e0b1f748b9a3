"""The syntax of pages and milestones in Markdown and in reStructuredText."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_milestones.core.blocks import Block, directive_blocks, fenced_blocks

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.MULTILINE | re.DOTALL)
_YEAR = re.compile(r"""^year:[ \t]*["']?(\d{1,4})["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE | re.ASCII)
_REST_YEAR = re.compile(r"^:year:[ \t]*(\d{1,4})[ \t]*\r?$", re.MULTILINE | re.ASCII)
_MARKUP = re.compile(r"[\\`*\[\]<{}$~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|\A:")
_REST_MARKUP = re.compile(r"[\\`*|@]|(?<![^\W_])_|_(?![^\W_])|\A:|(?<=\w):(?=\S)")  # with URLs and addresses


@dataclass(frozen=True, slots=True)
class Markup:
    """A markup language of pages."""

    suffix: str
    head: str  # the beginning of a new page, with {year}
    year_line: str  # how a page states its year, for messages
    year_of: Callable[[str], int | None]
    blocks: Callable[[Sequence[str]], Iterator[Block]]
    label: re.Pattern[str]
    comment: str  # how a comment begins
    special: re.Pattern[str]  # what is markup within a line, unless a backslash is before it
    entry: Callable[[str, Sequence[str], str, str], list[str]]  # from title, fields, text and the fence's character


def _markdown_year(text: str) -> int | None:
    """Return the year in the front matter of a page."""
    front = _FRONT.match(text)
    year = _YEAR.search(front[1]) if front else None
    return int(year[1]) if year else None


def _rest_year(text: str) -> int | None:
    """Return the year in the docinfo of a page."""
    year = _REST_YEAR.search(text)
    return int(year[1]) if year else None


def _markdown_entry(title: str, fields: Sequence[str], text: str, mark: str) -> list[str]:
    """Return the lines of a milestone, with a fence that is longer than any in its text."""
    inner = re.findall(rf"^[ \t]*({re.escape(mark)}{{3,}})", text, re.MULTILINE)
    fence = mark * max([4, *(len(fence) + 1 for fence in inner)])
    title = _MARKUP.sub(r"\\\g<0>", title)
    return [f"{fence}{{milestone}} {title}", *fields, "", *text.split("\n"), fence]


def _rest_entry(title: str, fields: Sequence[str], text: str, mark: str) -> list[str]:
    """Return the lines of a milestone, with fields and text indented."""
    title = _REST_MARKUP.sub(r"\\\g<0>", title)
    body = [f"   {line}" if line.strip() else "" for line in (*fields, "", *text.split("\n"))]
    return [f".. milestone:: {title}", *body]


MARKDOWN = Markup(
    ".md",
    "---\nyear: {year}\n---\n\n# {year}\n",
    "“year: {year}” between two “---” lines at the very top",
    _markdown_year,
    fenced_blocks,
    re.compile(r"\([^()]+\)=[ \t]*\r?"),
    "%",
    _MARKUP,
    _markdown_entry,
)
REST = Markup(
    ".rst",
    ":year: {year}\n\n{year}\n====\n",
    "“:year: {year}” at the very top",
    _rest_year,
    directive_blocks,
    re.compile(r"\.\. _[^:]+:[ \t]*\r?"),
    "..",
    _REST_MARKUP,
    _rest_entry,
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
