"""The strip of years: a column for each year, with a mark for each milestone, or a bar where there are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sphinx_milestones.register.queries import years_between
from sphinx_milestones.register.register import Register

from .model_parts import Year

# -- the strip of years

MAX_MARKS = 12  # in a year; if one has more, every year is a bar

BAR_HEIGHT = 120  # of the tallest bar, in pixels

MIN_MARKED_HEIGHT = 12  # of a segment with a mark, in pixels


@dataclass(frozen=True, slots=True)
class BarSegment:
    """The milestones of a kind in a bar, or those of all kinds (None) too rare there for a segment with a mark."""

    kind: str | None
    count: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year of the strip: its count, and either the kind of each milestone or, if there are many, a bar."""

    year: int | None
    count: int
    kinds: tuple[str | None, ...] = ()
    parts: tuple[BarSegment, ...] = ()


def strip(model: Sequence[Year], register: Register) -> list[YearColumn]:
    """Return every year from the first to the last, then the undated milestones."""
    order: list[str | None] = [*register.kinds, None]
    found = {group.year: Counter(milestone.kind for milestone in group.milestones) for group in model}
    most = max(map(Counter.total, found.values()), default=0)
    years: list[int | None] = [*years_between(year for year in found if year)]
    columns = []
    for year in years + ([None] if None in found else []):
        counts = [(kind, count) for kind in order if (count := found.get(year, Counter())[kind])]
        kinds = tuple(kind for kind, count in counts for _ in range(count))
        many = most > MAX_MARKS
        columns.append(YearColumn(year, len(kinds), () if many else kinds, _segments(counts, most) if many else ()))
    return columns


def _segments(counts: Iterable[tuple[str | None, int]], most: int) -> tuple[BarSegment, ...]:
    """Return a bar from its base upwards: the frequent kinds, then the rest."""
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
