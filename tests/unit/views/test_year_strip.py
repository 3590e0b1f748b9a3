"""The strip of years: marks where there are few milestones, else bars."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.small_register import REGISTER, milestone, wording

from sphinx_milestones.core.dates import parse_date
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.views.model_parts import Year
from sphinx_milestones.views.year_strip import BAR_HEIGHT, MAX_MARKS, gap_text, kinds_of, label_levels, strip


def year(number: int | None, *kinds: str | None) -> Year:
    """A year with a milestone of each of these kinds."""
    found: list[Milestone] = [
        milestone(str(at), str(number) if number else None, kind=kind) for at, kind in enumerate(kinds)
    ]
    return Year(number, tuple(found))


def test_no_gap_is_stated_where_a_decade_or_century_may_have_a_milestone() -> None:
    """Neither within one, nor between it and its first year."""
    dates = ("2024", "2010", "201X", "190X", "19XX", "-0043")
    model = [
        Year(date.first.year, (milestone(date.text, date.text),), period=date.first if date.first.unspecified else None)
        for date in map(parse_date, dates)
    ]
    gaps = [gap_text(model, at, wording()) for at in range(len(model))]
    assert gaps == ["", "2020–2023: no milestone", "", "2000–2009: no milestone", "", "43 BC–1899 AD: no milestone"]


def test_each_year_has_a_column_with_its_kinds_in_the_order_of_the_register() -> None:
    """Also an empty one; what has no date comes last."""
    columns = strip([year(2023, "workshop", None, "visit"), year(2021, "tour"), year(None, "visit")], REGISTER)
    assert [(column.year, column.count, tuple(each.kind for each in column.milestones)) for column in columns] == [
        (2021, 1, ("tour",)),
        (2022, 0, ()),
        (2023, 3, ("visit", "workshop", None)),
        (None, 1, ("visit",)),
    ]
    assert [column.bar for column in columns] == [()] * 4


def test_one_crowded_year_makes_every_year_a_bar() -> None:
    """The tallest is as tall as the strip, its parts lie upon each other, and rare kinds join the rest."""
    crowded = year(2020, *["visit"] * 20, *["tour"] * 10, "workshop", None)
    full, other = strip([crowded, year(2021, "visit", "visit")], REGISTER)
    assert (full.count, other.count) == (MAX_MARKS + 20, 2)
    assert [(part.kind, part.count) for part in full.bar] == [("visit", 20), ("tour", 10), (None, 2)]
    assert [part.top + part.height for part in full.bar] == [BAR_HEIGHT, full.bar[0].top, full.bar[1].top]
    assert full.bar[-1].top == 0
    assert [(part.kind, part.count, part.height) for part in other.bar] == [(None, 2, 7.5)]


def test_nothing_makes_no_column() -> None:
    """An empty register has no strip."""
    assert strip([], REGISTER) == []


def test_the_key_has_the_kinds_that_occur() -> None:
    """In the order of the register, those without a kind last."""
    assert kinds_of([year(2020, None, "workshop"), year(2021, "visit")], REGISTER) == ["visit", "workshop", None]


def test_years_that_have_to_be_covered_are_shown_without_a_milestone() -> None:
    """So that the strips of two partners can be compared."""
    columns = strip([year(2021, "visit")], REGISTER, [2020, 2023])
    assert [(column.year, column.count) for column in columns] == [(2020, 0), (2021, 1), (2022, 0), (2023, 0)]


def labelled(*labels: str | None) -> dict[int, int]:
    """Return the level of the label in each of these years, from 2010 on."""
    years = [
        Year(2010 + at, (replace(milestone(str(at), str(2010 + at)), label=label),)) for at, label in enumerate(labels)
    ]
    return label_levels(strip(years, REGISTER))


def test_labels_that_would_overlap_have_different_levels() -> None:
    """One with enough room is on the lowest."""
    few = ["First visit", None, None, None, "Second visit", None, None, None]
    assert labelled(*few) == {0: 0, 4: 0}
    assert labelled("First visit", "Second visit", "Third visit", *[None] * 7, "Last visit") == {
        0: 0,
        1: 1,
        2: 2,
        10: 0,
    }


def test_labels_at_the_ends_are_not_cut_off() -> None:
    """So they take more room on their inner side."""
    assert labelled(*[None] * 5, "Second visit", None, "Third visit") == {5: 0, 7: 1}


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ([2021, 2020], ["", ""]),
        ([2021, 2019], ["", "2020: no milestone"]),
        ([2021, 2018, 2017], ["", "2019–2020: no milestone", ""]),
        ([2017, 2021], ["", "2018–2020: no milestone"]),  # oldest first
        ([2021, None], ["", ""]),
        ([None, 2021], ["", ""]),
    ],
)
def test_years_between_two_that_are_listed_are_named(years: list[int | None], expected: list[str]) -> None:
    """In either order; nothing is between a year and what has no date."""
    model = [year(number, "visit") for number in years]
    assert [gap_text(model, at, wording()) for at in range(len(model))] == expected
