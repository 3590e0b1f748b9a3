"""Paragraphs in the markup of a page, so that each character is shown as it is and none is markup by accident."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sphinx_milestones.core.characters import CONTROL, has_visible, unbalanced_bidi
from sphinx_milestones.syntax.markup import MARKDOWN, Markup

from .prose import Paragraph, Run

_MARKDOWN_START = re.compile(r"(\d+)(?=[.)])|(?=[#+\-=:%(.>|])")
_REST_START = re.compile(r"(?=[\\*`])|[^\W\d_]{2,}(?![\w.)])")  # what is no beginning of a list or a block
# What a page reports as an unfinished reference, or as a link that runs a script, unless it is code.
REPORTED = re.compile(
    r"(?:\{(?:milestone|partner|document)\}|:(?:milestone|partner|document):)`|"
    r"(?:javascript|vbscript|file|data):(?=\S)",
    re.IGNORECASE,
)


def cleaned(text: str) -> str:
    """Return *text* without control characters and unclosed bidirectional ones, which a page may not have."""
    text = CONTROL.sub("", text.replace("\t", " "))
    stray = set(unbalanced_bidi(text))
    return "".join(char for at, char in enumerate(text) if at not in stray)


def lines_of(paragraphs: Sequence[Paragraph], markup: Markup) -> list[str]:
    """Return the lines of *paragraphs*, with blank lines between those that are not items of one list."""
    # Not “-” in Markdown: MyST takes a text that begins with one for front matter if more hyphens follow.
    bullets = {"": "", "-": "*", "1.": "1."} if markup is MARKDOWN else {"": "", "-": "-", "1.": "#."}
    lines: list[str] = []
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if not has_visible(cleaned(paragraph.text)):
            continue
        text = _inline(paragraph.runs, markup)
        same_list = (
            before and paragraph.bullet and (before.bullet, before.quoted) == (paragraph.bullet, paragraph.quoted)
        )
        prefix = ("> " if markup is MARKDOWN else "   ") if paragraph.quoted else ""
        if before and not same_list:
            lines += ["", *_separator(before, paragraph, markup)]
        bullet = bullets[paragraph.bullet]
        lines.append(f"{prefix}{bullet} {text}" if bullet else prefix + text)
        before = paragraph
    return lines


def _separator(before: Paragraph, after: Paragraph, markup: Markup) -> Iterator[str]:
    """Yield a comment between two quotations or lists that would be read as one, or as a nested one."""
    if before.quoted != after.quoted or (before.bullet and after.bullet):
        yield from (markup.comment, "")


def _inline(runs: Sequence[Run], markup: Markup) -> str:
    """Return the runs of a paragraph on one line."""
    text, was_markup = "", False
    for run in _joined(runs):
        content = run.text.strip()
        if run.text[:1] == " " and text[-1:] not in ("", " "):
            text += " "
        if content:
            piece = _piece(content, run, markup)
            if markup is MARKDOWN and text.endswith("*") and piece.startswith("*"):
                piece = _escaped(content, markup)  # the two would be read as one
            if piece.startswith("[") and text.endswith("!"):
                text = rf"{text[:-1]}\!"  # “!” and a link would be a picture
            is_markup = piece != _escaped(content, markup)
            if markup is not MARKDOWN and (is_markup or was_markup) and text and not text.endswith(" "):
                text += "\\ "  # neither shown nor a space, but ends a word
            text, was_markup = text + piece, is_markup
        if run.text[-1:] == " " and text[-1:] not in ("", " "):
            text += " "
    return _escape_start(text.strip(), markup)


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs, white space folded, with equal neighbours joined."""
    for (style, href), group in groupby(runs, key=lambda run: (run.style, run.href)):
        if text := re.sub(r"\s+", " ", cleaned("".join(run.text for run in group))):
            yield Run(text, style, href)


def _piece(content: str, run: Run, markup: Markup) -> str:
    """Return a run with its style or link; without a style where that could be misread."""
    escaped = _escaped(content, markup)
    if run.href and markup is MARKDOWN:
        return f"[{escaped}](<{run.href}>)"
    if run.href and not run.href.endswith("_"):
        label = re.sub(r"[\\`<>_*|]", r"\\\g<0>", content)
        return f"`{label} <{run.href}>`__"
    if run.style and escaped == content and content[0].isalnum() and content[-1].isalnum():
        return f"**{content}**" if run.style == "strong" else f"*{content}*"
    return escaped


def _escaped(text: str, markup: Markup) -> str:
    """Return *text* with a backslash before each character that would be markup."""
    if found := REPORTED.search(text):
        code = f"`` {found[0]} ``" if markup is MARKDOWN else rf"\ ``{found[0]}``\ "
        return _escaped(text[: found.start()], markup) + code + _escaped(text[found.end() :], markup)
    return markup.escape_inline(text).replace("::", ":\\:")


def _escape_start(text: str, markup: Markup) -> str:
    """Return a paragraph whose beginning is not that of a heading, a list, a directive or a table."""
    if markup is MARKDOWN:
        return _MARKDOWN_START.sub(r"\1\\", text, count=1) if _MARKDOWN_START.match(text) else text
    return text if _REST_START.match(text) else f"\\{text}"
