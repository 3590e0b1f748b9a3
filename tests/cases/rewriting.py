"""The option ``--rewrite``: what each case gives now becomes what its file expects, to be read before a commit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.cases.catalogue import FOLDER, Case, abridged, is_page, other, read_cases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the option. Each case changes its file, so it needs one process."""
    parser.addoption("--rewrite", action="store_true", help="write what the cases give to tests/cases; with -n 0")


def rewrite(case: Case, syntax: str, messages: Sequence[str], incomplete: Sequence[str], folder: Path = FOLDER) -> Case:
    """Write the outcome of a case in one syntax to its file; return the case with it.

    The file is read again: the other syntax may have changed it. Pages that are turned from Markdown must give the same
    as those, so nothing is written for them. Messages on pages of the other syntax stay.
    """
    case = next(each for each in read_cases(folder) if (each.group, each.title) == (case.group, case.title))
    if syntax == "rst" and not any(path.endswith(".rst") for path in case.files if is_page(path)):
        return case
    expected = case.in_syntax(syntax)
    ours = tuple(filter(None, abridged(tuple(messages), expected.messages)))
    theirs = [message for message in case.messages if message.partition(":")[0].endswith(other(f".{syntax}"))]
    both = (*ours, *theirs) if syntax == "md" else (*theirs, *ours)
    path = folder / f"{case.group}.txt"
    block = re.compile(rf"(^### {re.escape(case.title)}\n.*?\n<<<\n)(.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
    lines = [*both, *(f"incomplete: {identifier}" for identifier in incomplete)]
    text = path.read_text(encoding="utf-8")
    found = block.search(text)
    assert found, case.title
    gap = "" if found.end() == len(text) else "\n"
    path.write_text(
        text[: found.end(1)] + "".join(f"{line}\n" for line in lines) + gap + text[found.end() :], encoding="utf-8"
    )
    return Case(case.group, case.title, case.files, both, tuple(incomplete))
