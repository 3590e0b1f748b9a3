"""Records of dates: what a date says, and the days that it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Literal

from .days import Day, days_in_month

Qualifier = Literal["", "~", "?", "%"]

# Seasons by their number in EDTF, with their first and last month as the library `edtf` counts them.
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}


class Precision(IntEnum):
    """The precision of a date; a higher one compares greater."""

    CENTURY = 1
    DECADE = 2
    YEAR = 3
    SEASON = 4
    MONTH = 5
    DAY = 6
    TIME = 7


class Unbounded(Enum):
    """An end of an interval that is not a date: open, such as that of something that goes on, or unknown."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A day or a longer unit, with its EDTF qualifier if any.

    `year` is astronomical (0 is 1 BC); that of a decade or century, of which 1 or 2 digits are `unspecified`, is its
    earliest. `season` is a key of `SEASONS`. `time` is a time of day in ISO 8601, with its time zone if stated.
    """

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: Qualifier = ""
    season: int | None = None
    unspecified: int = 0
    time: str = ""

    @property
    def precision(self) -> Precision:
        """The smallest unit that is given."""
        if self.unspecified:
            return Precision.DECADE if self.unspecified == 1 else Precision.CENTURY
        if self.day:
            return Precision.TIME if self.time else Precision.DAY
        return Precision.MONTH if self.month else Precision.SEASON if self.season else Precision.YEAR

    @property
    def last_year(self) -> int:
        """The latest possible year."""
        return self.year + (1, 10, 100)[self.unspecified] - 1

    @property
    def lower(self) -> Day:
        """The earliest possible day."""
        month = SEASONS[self.season][0] if self.season else self.month or 1
        return Day(self.year, month, self.day or 1)

    @property
    def upper(self) -> Day:
        """The latest possible day."""
        month = SEASONS[self.season][1] if self.season else self.month or 12
        return Day(self.last_year, month, self.day or days_in_month(self.last_year, month))

    @property
    def iso(self) -> str:
        """The ISO 8601 date in the precision of the point, without its qualifier; empty if ISO 8601-1 has no such."""
        if self.unspecified or self.season:
            return ""
        length = {Precision.YEAR: -6, Precision.MONTH: -3}.get(self.precision)
        return self.lower.isoformat()[:length] + (f"T{self.time}" if self.time else "")

    @property
    def seconds(self) -> int:
        """The time of day in seconds, in UTC if its time zone is stated; -1 without a time."""
        if not self.time:
            return -1
        hours, minutes, seconds = (int(part) for part in self.time[:8].split(":"))
        zone = self.time[8:].removesuffix("Z")
        offset = sum(int(part) * unit for part, unit in zip(zone[1:].split(":"), (3600, 60), strict=False) if part)
        return hours * 3600 + minutes * 60 + seconds + (offset if zone.startswith("-") else -offset)


Side = Point | Unbounded


@dataclass(frozen=True, slots=True)
class Date:
    """A point in time or an interval, with the text that it was read from; one side at least is a point."""

    text: str
    start: Side
    end: Side | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        """The start and the end, if they are known."""
        return tuple(side for side in (self.start, self.end) if isinstance(side, Point))

    @property
    def first(self) -> Point:
        """The start; the end if the start is open or unknown. It determines the page of a milestone."""
        return self.points[0]

    @property
    def earliest(self) -> Day | None:
        """The earliest possible day; None if the start is open or unknown."""
        return self.start.lower if isinstance(self.start, Point) else None

    @property
    def latest(self) -> Day | None:
        """The latest possible day; None if the end is open or unknown."""
        return None if isinstance(self.end, Unbounded) else self.points[-1].upper

    @property
    def lower(self) -> Day:
        """The first day of the sides that are known."""
        return self.points[0].lower

    @property
    def upper(self) -> Day:
        """The last day of the sides that are known."""
        return self.points[-1].upper

    @property
    def precision(self) -> Precision:
        """The lower of the precisions of start and end."""
        return min(point.precision for point in self.points)

    @property
    def approximate(self) -> bool:
        """Whether start or end is qualified with ``~`` or ``%``."""
        return any(point.qualifier in ("~", "%") for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether start or end is qualified with ``?`` or ``%``."""
        return any(point.qualifier in ("?", "%") for point in self.points)

    @property
    def order(self) -> tuple[bool, Day, Precision, int, Day]:
        """What dates are sorted by: the earliest day, those without one first; of two, the more precise is later."""
        return self.earliest is not None, self.lower, self.precision, self.first.seconds, self.upper
