"""The pictures of a register: a mark for each kind, the strip of years, the chart of kinds by year, in plain measures.

A mark is a shape before it is a colour, so that it is told apart in print, in forced colours, and by every eye. The
n-th kind of the register has the n-th shape wherever it is drawn; a register with more kinds than shapes begins again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

from sphinx_milestones.register.queries import years_between
from sphinx_milestones.register.register import Register

from .models import KindRow, Year
from .wording import Wording


@dataclass(frozen=True, slots=True)
class Shape:
    """A mark as the outline of a drawing 16 by 16, and as the character that is nearest to it."""

    path: str
    character: str


NO_KIND = Shape("M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6Z", "•")
SHAPES = (
    Shape("M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Z", "●"),
    Shape("M2.5 2.5h11v11h-11Z", "■"),
    Shape("M8 .5L15.5 8L8 15.5L.5 8Z", "◆"),
    Shape("M8 1L15.5 14.5H.5Z", "▲"),
    Shape("M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13Zm0 3a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7Z", "○"),
    Shape("M5.8 1.5h4.4v4.3h4.3v4.4h-4.3v4.3H5.8v-4.3H1.5V5.8h4.3Z", "✚"),
    Shape("M.5 5.5h15v5H.5Z", "▬"),
    Shape("M8 .7L10.1 5.7L15.6 6.2L11.5 9.8L12.7 15.2L8 12.3L3.3 15.2L4.5 9.8L.4 6.2L5.9 5.7Z", "★"),
    Shape("M2 2v12h12V2ZM5 5h6v6H5Z", "□"),
    Shape("M8 .3L.3 8L8 15.7L15.7 8ZM8 4.5L11.5 8L8 11.5L4.5 8Z", "◇"),
    Shape("M8 .5L0 15h16ZM8 6.7L10.9 12H5.1Z", "△"),
    Shape("M4.3 1.2L8 4.9L11.7 1.2L14.8 4.3L11.1 8L14.8 11.7L11.7 14.8L8 11.1L4.3 14.8L1.2 11.7L4.9 8L1.2 4.3Z", "✖"),
)


def shape(register: Register, kind: str | None) -> Shape:
    """The mark of a kind; a dot for a milestone whose kind is not known."""
    return SHAPES[list(register.kinds).index(kind) % len(SHAPES)] if kind else NO_KIND


MOST_IN_CELL = 3  # marks of a partner in a year; where there are more, their number stands for them


# -- the strip of years

MOST_MARKS = 12  # in one year of the strip; where one has more, every year is a bar
BAR = 120  # the height of the tallest bar, in pixels
LEAST_MARKED = 12  # the least height of a part of a bar that has room for a mark


@dataclass(frozen=True, slots=True)
class Part:
    """The milestones of a kind in a bar, or of all kinds (None) that are too few there for a part with their mark."""

    kind: str | None
    count: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A year of the strip: its count, with the kind of each milestone where there are few, else with a bar."""

    year: int | None
    count: int
    kinds: tuple[str | None, ...] = ()
    parts: tuple[Part, ...] = ()


def strip(model: Sequence[Year], register: Register) -> list[Column]:
    """Every year from the first to the last, the oldest first, then what has no date."""
    order: list[str | None] = [*register.kinds, None]
    found = {group.year: Counter(milestone.kind for milestone in group.milestones) for group in model}
    most = max(map(Counter.total, found.values()), default=0)
    years: list[int | None] = [*years_between(year for year in found if year)]
    columns = []
    for year in years + ([None] if None in found else []):
        counts = [(kind, count) for kind in order if (count := found.get(year, Counter())[kind])]
        kinds = tuple(kind for kind, count in counts for _ in range(count))
        many = most > MOST_MARKS
        columns.append(Column(year, len(kinds), () if many else kinds, _parts(counts, most) if many else ()))
    return columns


def _parts(counts: Iterable[tuple[str | None, int]], most: int) -> tuple[Part, ...]:
    """A bar from its foot upwards: the frequent kinds, then the rest."""
    given = list(counts)
    frequent = [(kind, count) for kind, count in given if kind and BAR * count >= LEAST_MARKED * most]
    rest = sum(count for _, count in given) - sum(count for _, count in frequent)
    parts: list[Part] = []
    top = float(BAR)
    for kind, count in [*frequent, *([(None, rest)] if rest else [])]:
        height = BAR * count / most
        top -= height
        parts.append(Part(kind, count, round(top, 2), round(height, 2)))
    return tuple(parts)


def kinds_of(model: Iterable[Year], register: Register) -> list[str | None]:
    """The kinds that the strip shows, in the order of the register."""
    found = {milestone.kind for group in model for milestone in group.milestones}
    return [kind for kind in (*register.kinds, None) if kind in found]


# -- the chart: a band for each kind, one below the other, with the years side by side

MARK, LINE, NUMBER, BAND = 11, 17, 12, 48  # the heights of a mark, a line of words, a number, the tallest bar
MOST_STACKED = 4  # marks one upon the other, and
MOST_BESIDE = 24  # years side by side: where there are more, a bar stands for the marks of a year
MOST_LETTERS = 32  # of a label in a line, so that it fits a narrow screen
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Most:
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
    most: Most | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The bands, the years named below them with their places, the width of a bar, the height of it all."""

    bands: tuple[Band, ...]
    ticks: tuple[tuple[float, int], ...]
    bar: float
    height: int


def chart(model: Sequence[KindRow], words: Wording) -> Chart:
    """The chart of kinds by year; milestones without a date have no place in it."""
    years = [group.year for group in model[0].years if group.year]
    counts = {row.kind: [len(group.milestones) for group in row.years if group.year] for row in model}
    most = max((count for row in counts.values() for count in row), default=0)
    stacked = most <= MOST_STACKED and len(years) <= MOST_BESIDE
    places = [round((at + 0.5) * 100 / len(years), 3) for at in range(len(years))]
    bands, top = [], LINE
    for kind, row in ((kind, row) for kind, row in counts.items() if any(row)):
        label = tuple(wrap(kind_label(kind, words), MOST_LETTERS))
        placed = [(x, n) for x, n in zip(places, row, strict=True) if n]
        above = top + LINE * (len(label) - 1) + 8
        if stacked:
            base = above + max(row) * (MARK + 2)
            marks = tuple((x, base - (at + 1) * (MARK + 2)) for x, n in placed for at in range(n))
            bands.append(Band(kind, label, sum(row), top, base, marks))
        else:
            x, tallest = max(placed, key=lambda place: place[1])
            base = above + NUMBER + round(BAND * tallest / most)
            bars = tuple((x, round(BAND * n / most, 2)) for x, n in placed)
            highest = Most(x, base - round(BAND * tallest / most) - 3, tallest)
            bands.append(Band(kind, label, sum(row), top, base, (), bars, highest))
        top = base + 12 + LINE
    step = next((each for each in (1, 2, 5, 10, 20, 50, 100) if len(years) <= each * MOST_TICKS), 500)
    ticks = tuple((x, year) for x, year in zip(places, years, strict=True) if year % step == 0)
    return Chart(tuple(bands), ticks, round(70 / max(1, len(years)), 3), top + 4)


def kind_label(kind: str | None, words: Wording) -> str:
    """What a row of the chart is called."""
    return words.kind(kind) or words.translations.gettext("Without a kind")


def said_of(model: Sequence[KindRow], words: Wording) -> str:
    """The main fact of the chart in words: how many in which time, the fullest years and the most frequent kinds."""
    _ = words.translations.gettext
    *lines, totals = numbers(model)
    years = {line.year: line.counts[-1] for line in lines if line.year}
    kinds = dict(zip((row.kind for row in model), totals.counts, strict=False))
    all_milestones = words.milestones(totals.counts[-1])
    if not years:
        return _("{milestones}, none with a date").format(milestones=all_milestones)
    most, often = max(years.values()), max(kinds.values())
    return _("{milestones} from {first} to {last}; most in {years} ({most}); most often {kinds} ({often})").format(
        milestones=all_milestones,
        first=min(years),
        last=max(years),
        years=", ".join(str(year) for year, count in years.items() if count == most),
        most=words.number(most),
        kinds=", ".join(kind_label(kind, words) for kind, count in kinds.items() if count == often),
        often=words.number(often),
    )


class Line(NamedTuple):
    """A year of the chart's table, None for what has no date: its count of each kind, then of all."""

    year: int | None
    counts: tuple[int, ...]


def numbers(model: Sequence[KindRow]) -> list[Line]:
    """The table of the chart: a line for each year, and at the end that of the totals."""
    columns = [[len(group.milestones) for group in row.years] for row in model]
    lines = [Line(group.year, counts) for group, counts in zip(model[0].years, zip(*columns, strict=True), strict=True)]
    lines.append(Line(None, tuple(map(sum, columns))))
    return [Line(line.year, (*line.counts, sum(line.counts))) for line in lines]
