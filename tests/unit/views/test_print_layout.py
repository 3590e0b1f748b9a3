"""The drawings in print: nothing overlaps or leaves the page, however many years, marks and long labels there are."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from tests.support.project import ROOT
from tests.support.small_register import REGISTER, milestone

from sphinx_milestones.views import print_layout as layout
from sphinx_milestones.views.model_parts import Year
from sphinx_milestones.views.print_layout import cover_layout, shorten, strip_layout, text_width
from sphinx_milestones.views.year_bins import WIDE
from sphinx_milestones.views.year_strip import MAX_MARKS, YearColumn, strip

LONG = "Memorandum with the Ministry of Transport and Works"


def columns(years: int, each: int = 1, label: str | None = LONG) -> list[YearColumn]:
    """Return years with as many milestones *each*, every one with a *label*."""
    return strip(
        [
            Year(year, tuple(milestone(str(at), str(year), kind="visit", label=label) for at in range(each)))
            for year in range(2000, 2000 + years)
        ],
        REGISTER,
        limits=WIDE,
    )


def numbers(shown: list[YearColumn]) -> list[str]:
    """Return the numbers of the years."""
    return [str(column.years[0]) for column in shown]


@pytest.mark.parametrize("years", [1, 2, 26, 30, 55, 120])
@pytest.mark.parametrize("each", [1, MAX_MARKS, MAX_MARKS + 1])
def test_years_below_a_strip_do_not_touch(years: int, each: int) -> None:
    """Nor do they leave it, nor do marks overlap those of the next year; there are as many as there is room for."""
    shown = columns(years, each)
    made = strip_layout(shown, numbers(shown), None)
    widths = [(each.year_x, text_width(each.year, layout.STRIP_SIZE) / 2) for each in made.columns if each.year]
    assert widths[0][0] - widths[0][1] >= 0
    assert widths[-1][0] + widths[-1][1] <= layout.STRIP_WIDTH
    assert all(x + half < after - other for (x, half), (after, other) in pairwise(widths))
    assert len(widths) == years or len(widths) >= 12
    assert made.mark <= made.step + 0.01
    assert 1.3 * made.mark * each < made.base or shown[0].bar


def test_the_chosen_year_has_its_number() -> None:
    """The others leave room for it."""
    shown = columns(60)
    made = strip_layout(shown, numbers(shown), 2041)
    assert [each.year for each in made.columns if each.strong] == ["2041"]
    assert sum(bool(each.year) for each in made.columns) >= 10


@pytest.mark.parametrize("years", [1, 2, 30, 55, 160])
@pytest.mark.parametrize("each", [1, 4, MAX_MARKS])
def test_nothing_on_a_cover_overlaps(years: int, each: int) -> None:
    """Neither numbers, nor labels, nor marks; labels end before the edge, however many marks precede them."""
    shown = columns(years, each)
    made = cover_layout(shown, numbers(shown), [LONG] * 13)
    heights = [row.y for row in made.rows]
    assert heights[0] == layout.TOP
    assert heights[-1] < made.foot - 22
    assert all(above + 2 * made.radius <= below + 0.02 for above, below in pairwise(heights))
    for size, taken in (
        (layout.YEAR_SIZE, [row.y for row in made.rows if row.year]),
        (layout.LABEL_SIZE, [row.y for row in made.rows if row.label]),
    ):
        assert taken or (size == layout.LABEL_SIZE and shown[0].bar)
        assert all(above + size < below for above, below in pairwise(taken))
    for row in () if shown[0].bar else made.rows:
        assert row.label_x + text_width(row.label, layout.LABEL_SIZE) <= layout.COVER_WIDTH - layout.SIDE
        assert row.label_x >= layout.AXIS_X + (each - 1) * made.pitch + made.radius


@pytest.mark.parametrize("texts", [["Visit"] * 13, ["Visit", LONG], [LONG * 3] * 13, []])
def test_key_of_a_cover_fits_it(texts: list[str]) -> None:
    """Short texts are in two columns; long ones are below one another, and cut off if they have to be."""
    made = cover_layout(columns(1), ["2000"], texts)
    boxes = [
        (x - 5, x + layout.KEY_INDENT + text_width(text, layout.KEY_SIZE), y, y + layout.KEY_LINE)
        for text, x, y in made.key
    ]
    assert all(end <= layout.COVER_WIDTH - layout.SIDE for _, end, _, _ in boxes)
    assert all(bottom <= layout.COVER_HEIGHT - layout.BELOW_KEY for *_, bottom in boxes)
    assert not [
        (one, two)
        for one, two in combinations(boxes, 2)
        if one[0] < two[1] and two[0] < one[1] and one[2] < two[3] and two[2] < one[3]
    ]
    assert [text for text, _, _ in made.key] == [text if len(text) < 60 else made.key[0][0] for text in texts]


@pytest.mark.parametrize("text", [LONG, "International conference", "MAWANI AND WMO", "2024–2026", "مذكرة تفاهم"])
def test_text_is_no_wider_than_estimated(text: str) -> None:
    """In the heaviest font that the drawings have by default."""
    font = TTFont(ROOT / "ext/sphinx_pdf/fonts/IBMPlexSansArabic-SemiBold.ttf")
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    true = sum(advances[glyphs[ord(each)]][0] for each in text) / font["head"].unitsPerEm
    assert true <= text_width(text, 1) <= 1.5 * true


def test_text_is_cut_off_where_it_does_not_fit() -> None:
    """Not at a space; nothing remains of it if there is no room at all."""
    assert shorten("Long label", 10, 100) == "Long label"
    assert shorten("Long label", 10, 42) == "Long…"
    assert shorten("Long label", 10, 5) == ""
