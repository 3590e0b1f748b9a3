"""Which translations of titles Sphinx would read as a block."""

from __future__ import annotations

import pytest

from sphinx_milestones.workarounds.title_translation import is_block


@pytest.mark.parametrize(
    "text",
    [
        "First visit",
        "*First* visit",
        "`x` visits",
        "«`x`» and *y*",
        "{math}`x` grows",
        "2024 has `x`",
        "(`x`) is",
        "Dr. *X* visits",
    ],
)
def test_line_is_left_to_sphinx(text: str) -> None:
    """It has markup, or begins as text does."""
    assert not is_block(text)


@pytest.mark.parametrize(
    "text",
    [
        "1. phase",
        "1. phase of `x`",
        "iv) `x`",
        "# 1",
        "- *x*",
        "* `x`",
        "> `x`",
        "```x```",
        "$$x$$",
        ":a: `x`",
        "`x` is::",
    ],
)
def test_block_is_not(text: str) -> None:
    """A list, a heading, a quotation, a fence: the title would lose characters."""
    assert is_block(text)
