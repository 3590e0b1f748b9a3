"""The strip of years: a column for each, with a mark for each milestone, or a bar where there are many.

If there are many years, a column has several of them.

The label of a milestone is above its mark. Labels that would overlap are on different levels.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.register import Register

from .model_parts import Year
from .wording import Wording
from .year_bins import ON_SCREEN, Bin, Limits, bins_of, gathered

# -- the strip of years

MAX_MARKS = 12  # in a year; if any year has more, every year is a bar

BAR_HEIGHT = 120  # of the tallest bar, in pixels

MIN_MARKED_HEIGHT = 12  # of a segment with a mark, in pixels

FEW_YEARS, LABELLED_YEARS = 16, 20  # the most that fit side by side on a tablet, and with labels on a screen

MAX_LEVELS = 3  # of labels, one above the other

LETTER, GAP = 0.17, 0.3  # the mean width of a letter in a label, and the space after a label, in columns


@dataclass(frozen=True, slots=True)
class BarSegment:
    """The milestones of a kind in a bar; of all kinds too rare for a segment with a mark (None)."""

    kind: str | None
    count: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class YearColumn(Year):
    """A year of the strip, or several: the milestones by kind, or a bar if there are many."""

    bar: tuple[BarSegment, ...] = ()

    @property
    def count(self) -> int:
        """How many milestones there are."""
        return len(self.milestones)

    @property
    def labelled(self) -> Milestone | None:
        """The milestone whose label the column shows, if any has one."""
        return next((milestone for milestone in self.milestones if milestone.label), None)


def strip(
    model: Sequence[Year], register: Register, years: Iterable[int] = (), limits: Limits = ON_SCREEN
) -> list[YearColumn]:
    """Return every year from the first to the last, including *years*, then the undated milestones."""
    order: list[str | None] = [*register.kinds, None]
    bins: list[Bin | None] = [*bins_of([*years, *(year for group in model for year in group.years)], limits)]
    groups = list(gathered(model, bins + [None for group in model if group.year is None]))
    most = max((len(group.milestones) for group in groups), default=0)
    columns = []
    for group in groups:
        milestones = sorted(group.milestones, key=lambda milestone: order.index(milestone.kind))
        counts = Counter(milestone.kind for milestone in milestones)
        bar = _segments(counts.items(), most) if most > MAX_MARKS else ()
        columns.append(YearColumn(group.year, tuple(milestones), group.span, bar=bar))
    return columns


def gap_text(model: Sequence[Year], at: int, wording: Wording) -> str:
    """Return a text on the years without milestones between a year and the one listed before it; empty if none."""
    here, before = model[at].year, model[at - 1].year if at else None
    if here is None or before is None or here == before:
        return ""
    earlier, later = sorted((here, before))
    # Decades and centuries go on after their first year, and whatever is dated by them may be of any of their years.
    periods = [each.period.last_year for each in model if each.period and (each.year or 0) < later]
    first = max(earlier, *periods) + 1 if periods else earlier + 1
    if first > later - 1:
        return ""
    # Translators: {years} is a year, or the first and the last of several: 2016–2017
    phrase = wording.gettext("{years}: no milestone")
    return phrase.format(years=wording.years((first, later - 1)))


def lines_of_text(columns: Iterable[YearColumn], wording: Wording) -> int:
    """Return how many lines the years of a column need if each of their parts is on a line of its own."""
    return max(
        (len(re.findall(r"[^\s–]+", wording.years(column.years))) for column in columns if column.years), default=1
    )


def label_levels(columns: Sequence[YearColumn]) -> dict[int, int]:
    """Return the level of each label by the index of its column: 0 is the lowest.

    A label is centred on its column and not cut off at the ends; its width is an estimate. A label without room on any
    level is left out, as is that of a bar. If there are too many years, none has a label.
    """
    ends: list[float] = []  # of the last label on each level
    levels = {}
    for at, column in enumerate(columns if len(columns) <= LABELLED_YEARS else ()):
        if column.labelled and not column.bar:
            width = len(column.labelled.label or "") * LETTER + GAP
            start = max(0.0, min(at + 0.5 - width / 2, len(columns) - width))
            level = next((level for level, end in enumerate(ends) if end <= start), len(ends))
            if level < MAX_LEVELS and width <= len(columns):
                ends[level:] = [start + width, *ends[level + 1 :]]
                levels[at] = level
    return levels


def _segments(counts: Iterable[tuple[str | None, int]], most: int) -> tuple[BarSegment, ...]:
    """Return the segments of a bar from its base upwards: the frequent kinds, then the rest."""
    given = list(counts)
    frequent = [(kind, count) for kind, count in given if kind and BAR_HEIGHT * count >= MIN_MARKED_HEIGHT * most]
    rest = sum(count for _, count in given) - sum(count for _, count in frequent)
    parts: list[BarSegment] = []
    top = float(BAR_HEIGHT)
    for kind, count in [*frequent, *([(None, rest)] if rest else [])]:
        height = BAR_HEIGHT * count / most
        top -= height
        parts.append(BarSegment(kind, count, round(top, 2), round(height, 2)))
    return tuple(parts)


def kinds_of(model: Iterable[Year], register: Register) -> list[str | None]:
    """Return the kinds that the strip shows, in the order of the register."""
    found = {milestone.kind for group in model for milestone in group.milestones}
    return [kind for kind in (*register.kinds, None) if kind in found]
