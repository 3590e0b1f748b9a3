"""Invisible characters in the text of pages that break or reorder it, removed before anything reads them.

docutils and XML outputs fail on control characters. An unclosed bidirectional control reorders what follows it.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.syntax.conflict_markers import conflict_message, find_conflict_markers
from sphinx_milestones.syntax.page_text import without_hidden_characters

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
    """Return *text* without such characters; report them."""
    cleaned, findings = without_hidden_characters(text, path)
    for finding in findings:
        warn(finding)
    return cleaned
