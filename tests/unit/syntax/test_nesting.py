"""How deeply the blocks of a Markdown text are nested."""

from __future__ import annotations

import pytest

from sphinx_milestones.syntax.nesting import nesting_depth

TEXTS = {
    "plain text": ("One line.\n\nAnother - with a hyphen.", 0),
    "a list": ("- one\n- two", 1),
    "a list in a list": ("- one\n  - two\n- three", 2),
    "a numbered list in a quotation": ("> 1. one", 2),
    "quotations": ("> > > three", 3),
    "a list after a deeper one": ("- one\n  - two\n    - three\n- four\n  - five", 3),
    "blocks": ("::::{note}\n:::{tip}\nText.\n:::\n::::", 2),
    "blocks after each other": (":::{note}\n:::\n:::{tip}\n:::", 1),
    "a list in a block": (":::{note}\n- one\n:::\n- two", 2),
    "a list in code": ("```\n- one\n  - two\n```", 0),
    "a list in a block of code": ("```{code-block} text\n> - one\n```", 0),
    "a list after code": ("~~~\n> > > text\n~~~\n- one", 1),
}


@pytest.mark.parametrize(("text", "depth"), TEXTS.values(), ids=TEXTS.keys())
def test_depth(text: str, depth: int) -> None:
    """Lists, quotations and blocks count, wherever they are but in code."""
    assert nesting_depth(text.split("\n")) == depth
