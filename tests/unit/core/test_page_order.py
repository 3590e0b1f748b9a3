"""The order of the pages of years, decades and centuries that a pattern of file names has found."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.periods import sort_periods

BY_TIME = ["240-bc", "44-bc", "3rd-century", "878", "10th-century", "1799", "19th-century", "1840s", "1846", "1930"]


@pytest.mark.parametrize("latest_first", [False, True])
def test_pages_are_in_the_order_of_time(latest_first: bool) -> None:
    """Whichever of the two orders their names had."""
    pages = [f"years/{name}" for name in BY_TIME]
    expected = pages[::-1] if latest_first else pages
    assert sort_periods(sorted(pages, reverse=latest_first)) == expected


def test_other_pages_stay_where_they_are() -> None:
    """Each folder is sorted by itself."""
    pages = ["about", "years/10th-century", "years/9th-century", "more/1840s", "more/18th-century", "more/index"]
    assert sort_periods(pages) == [pages[0], pages[2], pages[1], pages[4], pages[3], pages[5]]


def test_pages_of_years_are_as_sphinx_sorts_them() -> None:
    """One page, or none, is no order either."""
    for pages in ([], ["2024"], ["2023", "2024"], ["2024", "2023"]):
        assert sort_periods(pages) == pages
