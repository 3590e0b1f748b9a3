"""The division of blocks among volumes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_pdf.content.kinds import ENUMERATION, HEADING, PARAGRAPH
from sphinx_pdf.content.values import text_length
from sphinx_pdf.volumes.division import split_into_volumes

if TYPE_CHECKING:
    from sphinx_pdf.content.kinds import Element, Value


def heading(level: int, title: str) -> Element:
    """Return a heading."""
    return HEADING(level=level, id=title, c=[title])


def paragraph(text: str) -> Element:
    """Return a paragraph."""
    return PARAGRAPH(c=[text])


def test_body_that_fits_is_not_divided() -> None:
    """A size of 0 is no limit."""
    body: list[Value] = [heading(1, "A"), "x" * 100]
    assert split_into_volumes(body, 0, "") == [body]
    assert split_into_volumes(body, 101, "") == [body]


def test_list_longer_than_a_volume_is_divided_between_its_items() -> None:
    """Its numbers continue, and the headings above are repeated."""
    items = [[paragraph("x" * 10)] for _ in range(20)]
    long = ENUMERATION(start=1, pattern="1.", items=items, tight=True)
    parts = split_into_volumes([heading(1, "A"), heading(2, "B"), long], 100, "(more)")
    assert all(text_length(part) <= 120 for part in parts)
    starts = [block["start"] for part in parts for block in part if ENUMERATION.matches(block)]
    assert starts == list(range(1, 21))
    repeated = [block["c"] for block in parts[1] if HEADING.matches(block)]
    assert repeated == [["A", " ", "(more)"], ["B", " ", "(more)"]]


def test_heading_is_in_the_volume_of_its_text() -> None:
    """No volume ends with a heading."""
    body: list[Value] = [heading(1, "A"), paragraph("x" * 60), heading(3, "B"), paragraph("y" * 60)]
    parts = split_into_volumes([*body, heading(3, "C"), paragraph("z" * 60)], 100, "(more)")
    assert [PARAGRAPH.matches(part[-1]) for part in parts] == [True, True, True]


def test_no_level_of_heading_is_skipped_in_a_volume() -> None:
    """PDF/UA forbids it: the headings above a part of a long section are repeated, however deep they are."""
    levels = [heading(level, f"Level {level}") for level in range(1, 7)]
    body: list[Value] = [*levels, *(paragraph("x" * 60) for _ in range(4)), heading(6, "Last"), paragraph("y" * 60)]
    for part in split_into_volumes(body, 150, "(more)"):
        found = [block["level"] for block in part if HEADING.matches(block)]
        assert found == sorted(found)
        assert found[:5] == [1, 2, 3, 4, 5]
