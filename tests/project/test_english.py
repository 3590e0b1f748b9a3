"""The check for standard terms finds names, messages, docstrings and comments in the old wording, and nothing else."""

from __future__ import annotations

import pytest
from tests.project.english import ROOT, files, find, find_in_page


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def said_of(): ...", "name said_of"),
        ("class MeantName: ...", "name MeantName"),
        ("def f(kept): ...", "name kept"),
        ("def test_chosen_by_lot(): ...", "name test_chosen_by_lot"),
        ("x.data_stands = told = 1", "name data_stands"),
        ("warn('Mend the line.')", "“mend” in: Mend the line."),
        ("warn(f'{x} stands in {y}')", "“stands” in: stands in"),
        (
            'def f():\n    """Return it.\n\n    None for want of one.\n    """',
            "“for want of” in: None for want of one.",
        ),
        ("x = 1  # as far as it is known", "“as far as” in: # as far as it is known"),
        ("'it counts as\\na slip of the pen'", "“slip of the pen” in: a slip of the pen"),
    ],
)
def test_old_wording_is_found(source: str, found: str) -> None:
    """Each form is found, with what to use instead."""
    matches = [(what, instead) for _, what, instead in find(source)]
    assert found in [what for what, _ in matches]
    assert all(instead for _, instead in matches)


@pytest.mark.parametrize(
    "source",
    ["def retold(): ...", "understand = recommend = 1", "'Held in Manama'  # it was held by the UN", "x.held()"],
)
def test_standard_wording_passes(source: str) -> None:
    """Words that only contain an old one, an event that was held, and names of others pass."""
    assert list(find(source)) == []


def test_the_line_is_that_of_the_text() -> None:
    """In a text of several lines, the line is that of the word."""
    assert [line for line, _, _ in find('x = """\nfine\nmend it\n"""')] == [3]


def test_pages_are_read_without_their_glossary() -> None:
    """The glossary has the old words, and the line of what follows it stays the same."""
    page = "# Contributing\n\nMend it.\n\n## Glossary\n\n| mend | fix |\n\n## Next\n\nIt stands in the file.\n"
    assert [line for line, _, _ in find_in_page(page)] == [3, 11]


def test_everything_but_the_register_is_read() -> None:
    """Code, tests, cases, scripts, templates, manual, guide and settings; not the pages about events."""
    read = {path.relative_to(ROOT).as_posix() for path in files()}
    assert read >= {
        "CONTRIBUTING.md",
        "Makefile",
        "docs/contributing/index.md",
        "ext/manual/index.md",
        "ext/sphinx_milestones/static/milestones.js",
        "ext/sphinx_milestones/templates/milestones/timeline.html",
        "tests/cases/fields.txt",
        "tests/project/test_changelog.py",
    }
    assert not {path for path in read if path.startswith(("docs/years/", "data/"))}
