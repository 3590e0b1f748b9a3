"""Invisible characters in the text of pages that break or reorder it, removed before anything reads them.

docutils and XML outputs fail on control characters. An unclosed bidirectional control reorders what follows it.
"""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx

from sphinx_milestones.core.characters import CONTROL, unbalanced_bidi, unbalanced_message
from sphinx_milestones.core.conflict_markers import conflict_message, find_conflict_markers
from sphinx_milestones.core.problems import Finding, Problem

from .diagnostics import warn


def setup(app: Sphinx) -> None:
    """Connect to the events that read pages, before other extensions see the text."""
    app.connect("source-read", clean_page, priority=100)
    app.connect("include-read", clean_included, priority=100)


def clean_page(app: Sphinx, docname: str, content: list[str]) -> None:
    """Report and remove such characters in a page."""
    content[0] = _cleaned(content[0], str(app.env.doc2path(docname)))


def clean_included(app: Sphinx, path: Path, _docname: str, content: list[str]) -> None:
    """Report and remove such characters in an included file."""
    source = str(app.srcdir / path)
    for line, marker in find_conflict_markers(content[0]):  # pages with such lines are skipped before this event
        warn(Finding(Problem.CONFLICT, conflict_message(marker), source, line))
    content[0] = _cleaned(content[0], source)


def _cleaned(text: str, path: str) -> str:
    """Return *text* without such characters; only the first control character is reported."""
    if hidden := CONTROL.search(text):
        message = f"contains an invisible character here, U+{ord(hidden[0]):04X}. Delete it."
        warn(Finding(Problem.PAGE_CHARACTER, message, path, text.count("\n", 0, hidden.start()) + 1))
        text = CONTROL.sub("", text)
    if text.isascii():
        return text
    paragraphs = re.split(r"(\n[ \t\r]*\n)", text)
    line = 1
    for index, paragraph in enumerate(paragraphs):
        unbalanced = dict.fromkeys(unbalanced_bidi(paragraph))
        for position in unbalanced:
            found = line + paragraph.count("\n", 0, position)
            warn(Finding(Problem.PAGE_CHARACTER, unbalanced_message(paragraph[position]), path, found))
        if unbalanced:
            paragraphs[index] = "".join(char for at, char in enumerate(paragraph) if at not in unbalanced)
        line += paragraph.count("\n")
    return "".join(paragraphs)
