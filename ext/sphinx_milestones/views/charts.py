"""The chart of kinds by year, as plain measurements, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

from .model_parts import KindRow, count_distinct
from .wording import Wording
from .year_bins import round_numbers, round_year

# -- the chart: a band for each kind, one below the other, with the years side by side

MARK, LINE, NUMBER, BAND = (
    11,
    17,
    12,
    48,
)  # the heights of a mark, a line of text, a number and the tallest bar, in pixels

# If a kind has more milestones in a year, or if there are more years, each has a bar instead of marks.
MAX_STACKED = 4
MAX_YEARS_OF_MARKS = 24

MAX_LABEL_LENGTH = 32  # characters of a label on one line, so that it fits a narrow screen

MAX_TICKS = 6  # years labelled below the chart


@dataclass(frozen=True, slots=True)
class PeakLabel:
    """The number above the tallest bar of a band."""

    x: float
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Band:
    """A kind: the lines of its label from `top` down, and the marks or bars above its `base`.

    Horizontal positions are in percent of the width, vertical ones in pixels.
    """

    kind: str | None
    label: tuple[str, ...]
    count: int
    top: int
    base: int
    marks: tuple[tuple[float, int], ...] = ()
    bars: tuple[tuple[float, float], ...] = ()
    most: PeakLabel | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The bands, the years labelled below them with their positions, the width of a bar and the height of the chart."""

    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, int], ...]
    bar: float
    height: int


def chart(model: Sequence[KindRow], wording: Wording) -> Chart:
    """Return the chart of kinds by year, without undated milestones."""
    years = [group.years for group in model[0].years if group.years]
    counts = {row.kind: [len(group.milestones) for group in row.years if group.years] for row in model}
    totals = {row.kind: count_distinct(group for group in row.years if group.years) for row in model}
    most = max((count for row in counts.values() for count in row), default=0)
    stacked = most <= MAX_STACKED and len(years) <= MAX_YEARS_OF_MARKS
    positions = [round((at + 0.5) * 100 / len(years), 3) for at in range(len(years))]
    bands, top = [], LINE
    for kind, row in ((kind, row) for kind, row in counts.items() if any(row)):
        label = tuple(wrap(kind_label(kind, wording), MAX_LABEL_LENGTH))
        counted = [(x, n) for x, n in zip(positions, row, strict=True) if n]
        above = top + LINE * (len(label) - 1) + 8
        if stacked:
            base = above + max(row) * (MARK + 2)
            marks = tuple((x, base - (at + 1) * (MARK + 2)) for x, n in counted for at in range(n))
            bands.append(Band(kind, label, totals[kind], top, base, marks))
        else:
            x, tallest = max(counted, key=lambda column: column[1])
            base = above + NUMBER + round(BAND * tallest / most)
            bars = tuple((x, round(BAND * n / most, 2)) for x, n in counted)
            highest = PeakLabel(x, base - round(BAND * tallest / most) - 3, tallest)
            bands.append(Band(kind, label, totals[kind], top, base, (), bars, highest))
        top = base + 12 + LINE
    covered = years[-1][-1] - years[0][0] + 1 if years else 0
    step = next(step for step in round_numbers() if covered <= step * MAX_TICKS)
    rounded = [round_year(span, step) for span in years]
    ticks = tuple((x, year) for x, year in zip(positions, rounded, strict=True) if year is not None)
    return Chart(tuple(bands), ticks, round(70 / max(1, len(years)), 3), top + 4)


def kind_label(kind: str | None, wording: Wording) -> str:
    """Return the label of a row of the chart."""
    return wording.kind(kind) or wording.gettext("Without a kind")


def chart_summary(model: Sequence[KindRow], wording: Wording) -> str:
    """Return a sentence on the chart: the number of milestones, their years, the peak years, the frequent kinds."""
    _ = wording.gettext
    *lines, totals = chart_table(model)
    years = {line.years: line.counts[-1] for line in lines if line.years}
    kinds = dict(zip((row.kind for row in model), totals.counts, strict=False))
    all_milestones = wording.milestones(totals.counts[-1])
    if not years:
        return _("{milestones}, none with a date").format(milestones=all_milestones)
    most, often = max(years.values()), max(kinds.values())
    return _("{milestones} from {first} to {last}; most in {years} ({most}); most often {kinds} ({often})").format(
        milestones=all_milestones,
        first=wording.year(min(years)[0]),
        last=wording.year(max(years)[-1]),
        years=wording.listed(wording.years(span) for span, count in years.items() if count == most),
        most=wording.number(most),
        kinds=wording.listed(kind_label(kind, wording) for kind, count in kinds.items() if count == often),
        often=wording.number(often),
    )


class TableRow(NamedTuple):
    """A row of the chart's table: a year, the first and last of several, or none; its counts by kind, then of all."""

    years: tuple[int, ...]
    counts: tuple[int, ...]


def chart_table(model: Sequence[KindRow]) -> list[TableRow]:
    """Return the table of the chart: a row for each year, then the totals, in which each milestone counts once."""
    columns = [[len(group.milestones) for group in row.years] for row in model]
    lines = [
        TableRow(group.years, counts) for group, counts in zip(model[0].years, zip(*columns, strict=True), strict=True)
    ]
    lines.append(TableRow((), tuple(count_distinct(row.years) for row in model)))
    return [TableRow(line.years, (*line.counts, sum(line.counts))) for line in lines]
