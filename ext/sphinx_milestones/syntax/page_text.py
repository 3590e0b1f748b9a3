"""The text of a page as it is read: without characters that nobody sees and that break or reorder it."""

from __future__ import annotations

import re

from sphinx_milestones.core.characters import CONTROL, unbalanced_bidi, unbalanced_message
from sphinx_milestones.core.problems import Finding, Problem


def without_hidden_characters(text: str, path: str) -> tuple[str, list[Finding]]:
    """Return *text* without such characters, and the findings; of control characters, only the first is reported."""
    findings = []
    if hidden := CONTROL.search(text):
        message = f"contains an invisible character here, U+{ord(hidden[0]):04X}. Delete it."
        findings.append(Finding(Problem.PAGE_CHARACTER, message, path, text.count("\n", 0, hidden.start()) + 1))
        text = CONTROL.sub("", text)
    if text.isascii():
        return text, findings
    paragraphs = re.split(r"(\n[ \t\r]*\n)", text)
    line = 1
    for index, paragraph in enumerate(paragraphs):
        unbalanced = dict.fromkeys(unbalanced_bidi(paragraph))
        for position in unbalanced:
            found = line + paragraph.count("\n", 0, position)
            findings.append(Finding(Problem.PAGE_CHARACTER, unbalanced_message(paragraph[position]), path, found))
        if unbalanced:
            paragraphs[index] = "".join(char for at, char in enumerate(paragraph) if at not in unbalanced)
        line += paragraph.count("\n")
    return "".join(paragraphs), findings
