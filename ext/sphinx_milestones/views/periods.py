"""The periods of a timeline: years, and the decades and centuries whose year is not stated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sphinx_milestones.core.dates import Point
from sphinx_milestones.core.periods import period_of, period_slug
from sphinx_milestones.core.records import Milestone

from .model_parts import Year


def by_period(year: int | None, milestones: Iterable[Milestone]) -> Iterator[Year]:
    """Yield the milestones of a year, then of the periods that begin with it, in the order that they are in."""
    found: dict[Point | None, list[Milestone]] = {}
    for milestone in milestones:
        first = milestone.date.first if milestone.date else None
        found.setdefault(period_of(first) if first and first.unspecified else None, []).append(milestone)
    plain = "undated" if year is None else str(year)
    for at, (period, group) in enumerate(found.items()):
        yield Year(year, tuple(group), period=period, anchor=period_slug(period) if at and period else plain)
