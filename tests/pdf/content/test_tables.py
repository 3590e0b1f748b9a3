"""Columns are wide enough for their words; tables have the width and the side that their authors chose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.pdf import drawn_texts

from sphinx_pdf.content.tables import _fitted, _widened

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

#: The margin of a page, and the width of its column, in points.
MARGIN, COLUMN = 96, 402


@pytest.mark.parametrize(
    ("widths", "least", "expected"),
    [
        ([0.5, 0.5], [0.1, 0.1], [0.5, 0.5]),
        ([0.1, 0.9], [0.3, 0.1], [0.3, 0.7]),
        ([0.1, 0.45, 0.45], [0.3, 0.1, 0.4], [0.3, 0.3, 0.4]),
        ([0.1, 0.1, 0.8], [0.2, 0.3, 0.5], [0.2, 0.3, 0.5]),
    ],
)
def test_widths_are_changed_as_little_as_words_need(
    widths: list[float], least: list[float], expected: list[float]
) -> None:
    """The others keep their proportions."""
    assert _widened(widths, least) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("needed", "share", "size"),
    [([92, 92], 0.25, 1), ([230, 230], 0.5, 0.8), ([1000, 1000], 0, 0.7)],
)
def test_type_is_smaller_if_words_would_not_fit(needed: list[float], share: float, size: float) -> None:
    """But not too small to be read: then words are broken."""
    shares, found = _fitted(needed, 368)
    assert [*shares, found] == pytest.approx([share, share, size])


def test_table_has_the_width_and_the_side_of_its_author(build: BuildProject) -> None:
    """Without them, it is as wide as its content or the column, at the start."""
    rows = "   * - First\n     - Last\n"
    starts = []
    for options in ("", "   :width: 50%\n   :widths: 50 50\n", "   :width: 50%\n   :widths: 50 50\n   :align: right\n"):
        built = build(f"Page\n====\n\n.. list-table::\n{options}\n{rows}")
        assert built.warnings == ""
        texts = {text: x for x, _y, text in drawn_texts(built.reader.pages[2])}
        starts.append((texts["First"], texts["Last"]))
    (_plain, half, right) = starts
    assert half == pytest.approx((MARGIN + 4, MARGIN + COLUMN / 4 + 4), abs=4)
    assert right == pytest.approx((MARGIN + COLUMN / 2 + 4, MARGIN + COLUMN * 3 / 4 + 4), abs=4)
