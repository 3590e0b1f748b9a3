"""Any text, any register and any file that somebody may import: more of what the unit tests try."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st
from tests.reliability.test_any_input import tried
from tests.unit.cli.test_import_data import FILES, try_file, try_register
from tests.unit.cli.test_markup_text import PARAGRAPHS, TEXT, try_paragraphs, try_text

from sphinx_milestones.syntax.markup import MARKDOWN, REST, Markup

if TYPE_CHECKING:
    from tests.reliability.tally import Tally

pytestmark = [
    pytest.mark.reliability,
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
]
MARKUPS = {"Markdown": MARKDOWN, "reStructuredText": REST}
PARTS: dict[str, tuple[Any, Callable[[Markup, Any], None]]] = {
    "texts": (TEXT, try_text),
    "paragraphs": (PARAGRAPHS, try_paragraphs),
    "registers": (st.data(), try_register),
    "files": (FILES, lambda _markup, data: try_file(data)),
}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("markup", MARKUPS)
def test_any_import(tally: Tally, markup: str, part: str) -> None:
    """What is imported is shown as it is, and nothing in a file is an error of the program."""
    strategy, try_one = PARTS[part]

    @seed(tally.lot(f"{markup} {part}"))
    @tried(tally.times, 20)
    @given(strategy)
    def check(drawn: Any) -> None:
        try_one(MARKUPS[markup], drawn)
        tally.add("inputs")

    check()
