"""Conflict markers of Git are found; headings and quotations that look like one are not."""

from __future__ import annotations

import pytest

from sphinx_milestones.syntax.conflict_markers import find_conflict_markers

TEXTS = {
    "a merge": ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> branch\n", [2, 4, 6]),
    "with the base": ("<<<<<<< ours\na\n||||||| 1a2b3c4\nb\n=======\nc\n>>>>>>> theirs\n", [1, 3, 5, 7]),
    "with the ends of lines of Windows": ("<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> branch\r\n", [1, 3, 5]),
    "a base without a label": ("<<<<<<< a\n|||||||\n=======\n>>>>>>> b\n", [1, 2, 3, 4]),
    "two merges": (
        "<<<<<<< a\n=======\n>>>>>>> b\n\nHeading\n=======\n\n<<<<<<< a\n=======\n>>>>>>> b\n", [1, 2, 3, 8, 9, 10],
    ),
    "the end is left": ("Heading\n=======\n\na\n=======\nc\n>>>>>>> branch\n", [5, 7]),
    "the beginning is left": ("<<<<<<< HEAD\na\n=======\nb\n\nHeading\n=======\n", [1, 3]),
    "in a fence": ("```\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n```\n", [2, 4, 6]),
    "a heading": ("Heading\n=======\n\n=======\nHeading\n=======\n", []),
    "a quotation in a quotation": (">>>>>>>\n\n<<<<<<<\n", []),
    "indented": ("    <<<<<<< HEAD\n    =======\n    >>>>>>> branch\n", []),
    "longer": ("<<<<<<<< HEAD\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "lines"), TEXTS.values(), ids=TEXTS.keys())
def test_lines_of_markers(text: str, lines: list[int]) -> None:
    """Each marker is given by its line."""
    assert [line for line, _ in find_conflict_markers(text)] == lines
