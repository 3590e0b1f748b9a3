"""The blocks of a page, found without parsing it."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.syntax.blocks import Block, directive_blocks, fenced_blocks


def fences(text: str) -> list[Block]:
    """The blocks of a Markdown page."""
    return list(fenced_blocks(text.split("\n")))


def directives(text: str) -> list[Block]:
    """The blocks of a reStructuredText page."""
    return list(directive_blocks(text.split("\n")))


def test_fences() -> None:
    """Only the outermost; a longer fence may close one, a shorter one may not."""
    page = "# 2024\n::::{milestone} A\n:date: 2024-12\n:::{sources-differ}\n:::\n:::::\ntext\n```python\n~~~\n```\n"
    assert fences(page) == [Block("milestone", 1, 5, parse_date("2024-12")), Block("", 7, 9, None)]


def test_an_unclosed_fence_takes_the_rest() -> None:
    """It has no last line."""
    assert fences(":::{milestone} A\n:date: 2024\n\n:::{milestone} B\n") == [
        Block("milestone", 0, None, parse_date("2024"))
    ]


def test_inline_code_is_no_fence() -> None:
    """Nor is a line that is indented like a block of code, or is too short."""
    assert fences("```not` a fence\n    :::{note}\n::{note}\n") == []


def test_lines_may_end_as_on_windows() -> None:
    """As an editor there leaves them."""
    assert fences(":::{note}\r\n:::\r\ntext\r") == [Block("note", 0, 1, None)]


def test_directives() -> None:
    """Each up to its last indented line; a comment and an indented one are none."""
    page = ".. milestone:: A\n   :date: 2024\n\n   Text.\n\n   .. note:: B\n\nOther.\n.. comment\n.. ms:note::\n"
    assert directives(page) == [Block("milestone", 0, 5, parse_date("2024")), Block("ms:note", 9, 9, None)]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (":date: 2024-12", "2024-12"),
        (":kind: visit\n:date:   2024  ", "2024"),
        (":date: soon", None),
        (":kind: visit\n\n:date: 2024", None),
        (":kind: visit", None),
    ],
)
def test_the_date_is_that_of_the_fields(fields: str, date: str | None) -> None:
    """A blank line ends them; what is no date is none."""
    (block,) = fences(f":::{{milestone}} A\n{fields}\n:::")
    assert block.date == (parse_date(date) if date else None)
