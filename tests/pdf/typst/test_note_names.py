"""The links to footnotes are described in the language of the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.pdf import BuildProject

PAGE = "Page\n====\n\nText [#a]_.\n\n.. [#a] Note.\n"


@pytest.mark.parametrize(("language", "description"), [("ar", "حاشية 1"), ("en", "Footnote 1"), ("de", "Fußnote 1")])
def test_link_to_a_footnote_is_described_in_its_language(
    build: BuildProject, assert_valid: Callable[[Path], None], language: str, description: str
) -> None:
    """Also where Typst has no word for it."""
    built = build(PAGE, language=language)
    notes = [note.get_object() for page in built.reader.pages for note in page.get("/Annots", [])]
    assert description in [note.get("/Contents") for note in notes]
    assert_valid(built.pdf)
