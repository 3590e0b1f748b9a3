"""The chart of kinds by year, in plain measures, and its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

from .model_parts import KindRow, distinct
from .wording import Wording

# -- the chart: a band for each kind, one below the other, with the years side by side

MARK, LINE, NUMBER, BAND = 11, 17, 12, 48  # the heights of a mark, a line of words, a number, the tallest bar

MAX_STACKED = 4  # marks one upon the other, and

MAX_YEARS_OF_MARKS = 24  # years side by side: where there are more, a bar stands for the marks of a year

MAX_LABEL_LENGTH = 32  # of a label in a line, so that it fits a narrow screen

MAX_TICKS = 6


@dataclass(frozen=True, slots=True)
class PeakLabel:
    """The number to print above the tallest bar of a band."""

    x: float
    y: float
    count: int


@dataclass(frozen=True, slots=True)
class Band:
    """A kind: the lines of its label from `top` on, and the marks or bars that stand on its `base`.

    Places from side to side are in percent of the width, those from top to bottom in pixels.
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
    """The bands, the years named below them with their places, the width of a bar, the height of it all."""

    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, int], ...]
    bar: float
    height: int


def chart(model: Sequence[KindRow], wording: Wording) -> Chart:
    """The chart of kinds by year; milestones without a date have no place in it."""
    years = [group.year for group in model[0].years if group.year]
    counts = {row.kind: [len(group.milestones) for group in row.years if group.year] for row in model}
    totals = {row.kind: distinct(group for group in row.years if group.year) for row in model}
    most = max((count for row in counts.values() for count in row), default=0)
    stacked = most <= MAX_STACKED and len(years) <= MAX_YEARS_OF_MARKS
    places = [round((at + 0.5) * 100 / len(years), 3) for at in range(len(years))]
    bands, top = [], LINE
    for kind, row in ((kind, row) for kind, row in counts.items() if any(row)):
        label = tuple(wrap(kind_label(kind, wording), MAX_LABEL_LENGTH))
        placed = [(x, n) for x, n in zip(places, row, strict=True) if n]
        above = top + LINE * (len(label) - 1) + 8
        if stacked:
            base = above + max(row) * (MARK + 2)
            marks = tuple((x, base - (at + 1) * (MARK + 2)) for x, n in placed for at in range(n))
            bands.append(Band(kind, label, totals[kind], top, base, marks))
        else:
            x, tallest = max(placed, key=lambda place: place[1])
            base = above + NUMBER + round(BAND * tallest / most)
            bars = tuple((x, round(BAND * n / most, 2)) for x, n in placed)
            highest = PeakLabel(x, base - round(BAND * tallest / most) - 3, tallest)
            bands.append(Band(kind, label, totals[kind], top, base, (), bars, highest))
        top = base + 12 + LINE
    step = next((each for each in (1, 2, 5, 10, 20, 50, 100) if len(years) <= each * MAX_TICKS), 500)
    ticks = tuple((x, year) for x, year in zip(places, years, strict=True) if year % step == 0)
    return Chart(tuple(bands), ticks, round(70 / max(1, len(years)), 3), top + 4)


def kind_label(kind: str | None, wording: Wording) -> str:
    """Return the label of a row of the chart."""
    return wording.kind(kind) or wording.gettext("Without a kind")


def chart_summary(model: Sequence[KindRow], wording: Wording) -> str:
    """The main fact of the chart in words: how many in which time, the fullest years and the most frequent kinds."""
    _ = wording.gettext
    *lines, totals = chart_table(model)
    years = {line.year: line.counts[-1] for line in lines if line.year}
    kinds = dict(zip((row.kind for row in model), totals.counts, strict=False))
    all_milestones = wording.milestones(totals.counts[-1])
    if not years:
        return _("{milestones}, none with a date").format(milestones=all_milestones)
    most, often = max(years.values()), max(kinds.values())
    return _("{milestones} from {first} to {last}; most in {years} ({most}); most often {kinds} ({often})").format(
        milestones=all_milestones,
        first=min(years),
        last=max(years),
        years=wording.listed(str(year) for year, count in years.items() if count == most),
        most=wording.number(most),
        kinds=wording.listed(kind_label(kind, wording) for kind, count in kinds.items() if count == often),
        often=wording.number(often),
    )


class TableRow(NamedTuple):
    """A year of the chart's table, None for what has no date: its count of each kind, then of all."""

    year: int | None
    counts: tuple[int, ...]


def chart_table(model: Sequence[KindRow]) -> list[TableRow]:
    """The table of the chart: a line for each year, and at the end that of the totals, with each milestone once."""
    columns = [[len(group.milestones) for group in row.years] for row in model]
    lines = [
        TableRow(group.year, counts) for group, counts in zip(model[0].years, zip(*columns, strict=True), strict=True)
    ]
    lines.append(TableRow(None, tuple(distinct(row.years) for row in model)))
    return [TableRow(line.year, (*line.counts, sum(line.counts))) for line in lines]
