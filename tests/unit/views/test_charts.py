"""The chart of kinds by year: its measures, its table and its summary."""

from __future__ import annotations

from tests.support.small_register import milestone, wording

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.views.charts import MAX_YEARS_OF_MARKS, chart, chart_summary, chart_table, kind_label
from sphinx_milestones.views.model_parts import KindRow
from sphinx_milestones.views.models import View, milestone_chart


def rows(*milestones: Milestone) -> tuple[KindRow, ...]:
    """The model of a chart of these."""
    return milestone_chart(View("milestone-chart"), milestones, wording())


def several(count: int, date: str | None, kind: str | None = "visit") -> list[Milestone]:
    """So many milestones of a date and kind."""
    return [milestone(f"{kind}-{date}-{number}", date, kind=kind) for number in range(count)]


def test_few_milestones_are_marks_one_upon_the_other() -> None:
    """Each year has its column, also an empty one; marks of a year are at the same distance from the left."""
    drawn = chart(rows(*several(2, "2020"), *several(1, "2022"), *several(1, "2022", "tour")), wording())
    visits, tours = drawn.bands
    assert (visits.label, visits.count, tours.label, tours.count) == (("Visit",), 3, ("Tour",), 1)
    assert [x for x, _y in visits.marks] == [16.667, 16.667, 83.333]
    assert visits.marks[0][1] > visits.marks[1][1]
    assert (visits.bars, visits.most) == ((), None)
    assert [year for _x, year in drawn.ticks] == [2020, 2021, 2022]
    assert visits.top < tours.top < drawn.height


def test_many_milestones_are_bars_with_the_number_of_the_tallest() -> None:
    """Five in a year are too many for marks; the bars of all kinds have one scale."""
    drawn = chart(rows(*several(8, "2020"), *several(2, "2021"), *several(4, "2021", "tour")), wording())
    visits, tours = drawn.bands
    assert (visits.marks, tours.marks) == ((), ())
    assert [height for _x, height in visits.bars] == [48.0, 12.0]
    assert [height for _x, height in tours.bars] == [24.0]
    assert visits.most is not None
    assert (visits.most.count, tours.most and tours.most.count) == (8, 4)


def test_many_years_are_bars_and_name_some_of_them() -> None:
    """Marks would touch each other, and so would the years below."""
    drawn = chart(rows(*several(1, "1990"), *several(1, str(1990 + MAX_YEARS_OF_MARKS))), wording())
    assert drawn.bands[0].bars
    assert [year for _x, year in drawn.ticks] == [1990, 1995, 2000, 2005, 2010]


def test_without_a_date_there_is_nothing_to_draw() -> None:
    """The table and the summary have what has no date."""
    model = rows(*several(2, None))
    assert chart(model, wording()).bands == ()
    assert chart_summary(model, wording()) == "2 milestones, none with a date"


def test_an_interval_counts_once_in_the_totals() -> None:
    """It has a mark in each year that it touches."""
    model = rows(milestone("long", "2020/2021", kind="visit"), *several(1, None, None))
    assert chart(model, wording()).bands[0].count == 1
    lines = [(line.years, line.counts) for line in chart_table(model)]
    assert lines == [((2020,), (1, 0, 1)), ((2021,), (1, 0, 1)), ((), (0, 1, 1)), ((), (1, 1, 2))]


def test_the_summary_names_the_fullest_years_and_the_most_frequent_kinds() -> None:
    """All of them, if several are equal."""
    model = rows(*several(2, "2020"), *several(2, "2023", "tour"))
    expected = "4 milestones from 2020 to 2023; most in 2020, 2023 (2); most often Visit, Tour (2)"
    assert chart_summary(model, wording()) == expected


def test_a_milestone_without_a_kind_has_a_label() -> None:
    """A kind has its own."""
    assert (kind_label(None, wording()), kind_label("tour", wording())) == ("Without a kind", "Tour")
