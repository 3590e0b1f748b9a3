"""`--rewrite` changes what one case expects, and no other byte of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cases.catalogue import FOLDER, read_cases
from tests.cases.rewriting import rewrite

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cases.catalogue import Case

FILE = """\
Introduction.

### First
>>> years/2024.md
Text.
<<<

### Second
>>> years/2024.md
Text.
>>> years/2024.rst
Text.
<<<
years/2024.md:9: [x] old Allowed: …
years/2024.rst:9: [x] other
incomplete: a

### Third
>>> data/a.toml
<<<
data/a.toml:1: [x] third
"""


@pytest.fixture
def cases(tmp_path: Path) -> dict[str, Case]:
    """The cases of the file, by title."""
    (tmp_path / "group.txt").write_text(FILE, encoding="utf-8")
    return {case.title: case for case in read_cases(tmp_path)}


def rewritten(tmp_path: Path) -> str:
    """The file as it is now."""
    return (tmp_path / "group.txt").read_text(encoding="utf-8")


def test_messages_are_added_and_removed(cases: dict[str, Case], tmp_path: Path) -> None:
    """In the first case, and in the last one, which ends with the file."""
    case = rewrite(cases["First"], "md", ["years/2024.md:1: [x] new"], ["b"], tmp_path)
    assert (case.messages, case.incomplete) == (("years/2024.md:1: [x] new",), ("b",))
    rewrite(cases["Third"], "md", [], [], tmp_path)
    changed = FILE.replace("<<<\n\n### Second", "<<<\nyears/2024.md:1: [x] new\nincomplete: b\n\n### Second")
    assert rewritten(tmp_path) == changed.replace("data/a.toml:1: [x] third\n", "")


def test_messages_of_the_other_syntax_and_open_lists_stay(cases: dict[str, Case], tmp_path: Path) -> None:
    """A case with a page of each is built twice."""
    rewrite(cases["Second"], "md", ["years/2024.md:9: [x] old Allowed: “a”."], ["a"], tmp_path)
    assert rewritten(tmp_path) == FILE
    rewrite(cases["Second"], "rst", ["years/2024.rst:8: [x] new"], ["a"], tmp_path)
    assert rewritten(tmp_path) == FILE.replace("years/2024.rst:9: [x] other", "years/2024.rst:8: [x] new")


def test_pages_turned_from_markdown_change_nothing(cases: dict[str, Case], tmp_path: Path) -> None:
    """They must give what the Markdown gives."""
    assert rewrite(cases["First"], "rst", ["years/2024.rst:1: [x] new"], [], tmp_path) == cases["First"]
    assert rewritten(tmp_path) == FILE


def test_the_outcome_that_is_expected_changes_no_file(tmp_path: Path) -> None:
    """Whatever the files of cases look like."""
    for case in read_cases():
        copy = tmp_path / f"{case.group}.txt"
        if not copy.exists():
            copy.write_bytes((FOLDER / copy.name).read_bytes())
        for syntax in case.syntaxes:
            expected = case.in_syntax(syntax)
            assert rewrite(case, syntax, expected.messages, expected.incomplete, tmp_path) in (case, expected)
    assert [path.name for path in tmp_path.iterdir() if path.read_bytes() != (FOLDER / path.name).read_bytes()] == []
