"""The date as it was written: a year stays a year.

The notation is a subset of EDTF (ISO 8601-2, Extended Date/Time Format): ``2024``, ``2024-12``, ``2024-12-12``
and spans ``A/B`` of these, each side with at most one mark: ``~`` (about) or ``?`` (uncertain).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

NOTATION = "`2024`, `2024-12`, `2024-12-12`, a span `2015-01-24/2015-01-29`, with `~` for about or `?` for uncertain"

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?]?)", re.ASCII)


class Precision(IntEnum):
    """How much of a date is known; a finer one compares greater."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day, with the mark the author gave it (``~``, ``?`` or none)."""

    year: int
    month: int | None = None
    day: int | None = None
    mark: str = ""

    @property
    def precision(self) -> Precision:
        """The finest part that is given."""
        return Precision.DAY if self.day else Precision.MONTH if self.month else Precision.YEAR

    @property
    def lower(self) -> date:
        """The first day that the point may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def upper(self) -> date:
        """The last day that the point may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """The ISO 8601 form at the point's own precision, without its mark: what ``<time datetime>`` takes."""
        return self.lower.isoformat()[: (4, 7, 10)[self.precision - 1]]


@dataclass(frozen=True, slots=True)
class Date:
    """A point or a span in time, with the text it was read from."""

    written: str
    start: Point
    end: Point | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        """The one or two points."""
        return (self.start,) if self.end is None else (self.start, self.end)

    @property
    def lower(self) -> date:
        """The first day that the date may mean."""
        return self.start.lower

    @property
    def upper(self) -> date:
        """The last day that the date may mean."""
        return self.points[-1].upper

    @property
    def precision(self) -> Precision:
        """The precision of the coarser side."""
        return min(point.precision for point in self.points)

    @property
    def approximate(self) -> bool:
        """Whether a side is marked ``~``."""
        return any(point.mark == "~" for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether a side is marked ``?``."""
        return any(point.mark == "?" for point in self.points)


def parse_date(text: str) -> Date:
    """Read a date as written.

    :raises ValueError: with one sentence that says what is wrong with the text
    """
    sides = text.split("/")
    if len(sides) > 2:
        raise ValueError(f"“{text}” has more than one “/”")
    points = [_parse_point(side, text) for side in sides]
    if len(points) == 2 and points[0].lower > points[1].upper:
        raise ValueError(f"the span “{text}” ends before it begins")
    return Date(text, *points)


def _parse_point(side: str, text: str) -> Point:
    """Read one side of a date; *text* is the whole of it, for the message."""
    match = _POINT.fullmatch(side)
    if match is None:
        raise ValueError(f"“{text}” is not a date")
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    point = Point(year or 0, month, day, match[4])
    if not point.year:
        raise ValueError(f"“{text}”: there is no year 0000")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"“{text}”: there is no month {month:02}")
    if day is not None and not 1 <= day <= calendar.monthrange(point.year, month or 1)[1]:
        raise ValueError(f"“{text}”: that month has no day {day:02}")
    return point
