"""A single Arabic letter is shown with what follows it, at the same position."""

from __future__ import annotations

import pytest

from sphinx_pdf.typst.joined_letters import join_letters

BEGIN = "/ReversedChars BMC 0 Tr/f0 10 Tf 1 0 0 -1 {} 0 Tm"


@pytest.mark.parametrize(
    ("letter", "width", "following", "joined"),
    [
        ("\\000\\003", 400, 4, "[(\\000\\003)(ab)]TJ"),
        ("\\000\\003", 400, 5.5, "[(\\000\\003)-150.000(ab)]TJ"),
        ("\\000\\n", 400, 4, None),
        ("\\000\\003\\000\\003", 400, 8, None),
    ],
)
def test_letter_is_joined(letter: str, width: float, following: float, joined: str | None) -> None:
    """A gap stays; a glyph of unknown width and two glyphs are left as they are."""
    page = f"BT{BEGIN.format(0)}({letter})Tj\nEMC\n {BEGIN.format(following)}[(ab)]TJ\nEMC\nET"
    expected = page if joined is None else f"BT{BEGIN.format(0)}{joined}\nEMC\nET"
    assert join_letters(page.encode(), {"f0": {3: width}}).decode() == expected
