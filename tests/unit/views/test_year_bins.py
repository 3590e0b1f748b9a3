"""Years side by side: each on its own, or several in a bin, at their true distances."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.support.small_register import REGISTER, milestone, wording

from sphinx_milestones.views.charts import chart, chart_summary, chart_table
from sphinx_milestones.views.model_parts import Year
from sphinx_milestones.views.models import View, milestone_chart, partner_entries, timeline
from sphinx_milestones.views.year_bins import ON_SCREEN, WIDE, Limits, bins_of, gathered, round_year
from sphinx_milestones.views.year_strip import lines_of_text, strip


@pytest.mark.parametrize("limits", [ON_SCREEN, WIDE])
def test_few_years_are_each_on_their_own(limits: Limits) -> None:
    """Those without anything included, as many as the limits allow."""
    last = 2000 + limits.years - 1
    assert bins_of([last, 2000, 2000], limits) == [(year, year) for year in range(2000, last + 1)]
    assert bins_of([2000, last + 1], limits)[0] == (2000, 2001)
    assert bins_of([]) == []


@pytest.mark.parametrize(
    ("first", "last", "count", "some"),
    [
        (1990, 2021, 16, {0: (1990, 1991), -1: (2020, 2021)}),
        (1984, 2024, 9, {0: (1984, 1984), 1: (1985, 1989), -1: (2020, 2024)}),
        (1843, 2021, 19, {0: (1843, 1849), 1: (1850, 1859), -1: (2020, 2021)}),
        (1, 2024, 11, {0: (1, 199), 1: (200, 399), -1: (2000, 2024)}),
        (-499, 2024, 14, {0: (-499, -399), 2: (-198, 0), 3: (1, 199)}),
    ],
)
def test_many_years_are_in_bins_that_begin_at_round_years(
    first: int, last: int, count: int, some: dict[int, tuple[int, int]]
) -> None:
    """The first and the last bin end with the years that there are."""
    bins = bins_of([first, last])
    assert len(bins) == count
    assert {at: bins[at] for at in some} == some


@pytest.mark.parametrize("first", [-170_000_000, -4004, -98, -1, 0, 1, 999, 1843, 1999])
@pytest.mark.parametrize("years", [1, 31, 32, 100, 2001, 1_000_000])
def test_bins_follow_each_other_and_cover_every_year(first: int, years: int) -> None:
    """As many as fit, also beyond four digits and before the year 1; the years of bins have the same bins."""
    last = first + years - 1
    bins = bins_of([first, last])
    assert (bins[0].first, bins[-1].last) == (first, last)
    assert all(before.last + 1 == after.first for before, after in pairwise(bins))
    assert len(bins) <= (ON_SCREEN.bins if years > ON_SCREEN.years else years)
    assert bins_of([year for each in bins for year in each]) == bins


def test_before_the_year_1_bins_mirror_those_after_it() -> None:
    """As years are written: 0 is 1 BC, and -98 is 99 BC."""
    assert bins_of([-498, 0])[-2:] == [(-98, -49), (-48, 0)]


def test_a_milestone_counts_once_in_a_bin() -> None:
    """Also if it touches several of its years; the bin leads to the first that is listed."""
    long, other = milestone("long", "1850/1852"), milestone("other", "2020")
    groups = timeline(View("timeline"), [long, other], wording())
    shown = list(gathered(groups, bins_of(year for group in groups for year in group.years)))
    assert [(each.year, each.span, each.milestones) for each in shown if each.milestones] == [
        (1852, (1850, 1859), (long,)),
        (2020, None, (other,)),
    ]
    assert len(shown) == 18


def test_the_strip_keeps_the_distances_of_distant_years() -> None:
    """An empty bin has its column."""
    columns = strip([Year(2024, (milestone("new"),)), Year(1026, (milestone("old", "1026"),))], REGISTER)
    assert [column.years for column in columns if column.count] == [(1026, 1099), (2000, 2024)]
    assert [column.count for column in columns] == [1, *[0] * 9, 1]


def test_a_partner_has_the_bins_of_all() -> None:
    """So that its strip can be compared with that of another."""
    found = [milestone("one", "1850", "norway"), milestone("two", "2020", "oman")]
    spans = {
        entry.partner.key: [column.years for column in strip(entry.years, REGISTER)]
        for entry in partner_entries(found, wording())
    }
    assert spans["norway"] == spans["oman"]
    assert len(spans["norway"]) == 18


def test_the_chart_has_bins_and_its_table_the_same() -> None:
    """The years below it are round; the summary has the first and the last year."""
    found = [milestone(str(year), str(year), kind="visit") for year in (1843, 1844, 1905, 2021)]
    model = milestone_chart(View("milestone-chart"), found, wording())
    drawn = chart(model, wording())
    assert [year for _, year in drawn.ticks] == [1850, 1900, 1950, 2000]
    assert [x for x, _ in drawn.ticks][:2] == [
        pytest.approx(100 * 2.5 / 37, abs=0.01),
        pytest.approx(100 * 12.5 / 37, abs=0.01),
    ]
    counted = {line.years: line.counts for line in chart_table(model) if any(line.counts)}
    assert counted == {(1843, 1844): (2, 2), (1905, 1909): (1, 1), (2020, 2021): (1, 1), (): (4, 4)}
    assert chart_summary(model, wording()).startswith("4 milestones from 1843 to 2021; most in 1843–1844 (2)")


@pytest.mark.parametrize(
    ("years", "step", "expected"),
    [
        ((1850, 1859), 50, 1850),
        ((1843, 1849), 50, None),
        ((2024,), 5, None),
        ((2025,), 5, 2025),
        ((1, 99), 50, 50),
        ((-98, 0), 50, -49),
    ],
)
def test_a_round_year_is_one_as_it_is_written(years: tuple[int, ...], step: int, expected: int | None) -> None:
    """Before the year 1, too: -49 is 50 BC."""
    assert round_year(years, step) == expected


def test_the_years_of_a_bin_have_two_lines() -> None:
    """Each year has one."""
    for year, lines in ((2023, 1), (1850, 2)):
        columns = strip([Year(2024, (milestone(),)), Year(year, (milestone("a", str(year)),))], REGISTER)
        assert lines_of_text(columns, wording()) == lines
    assert lines_of_text([], wording()) == 1
