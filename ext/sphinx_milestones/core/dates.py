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

NOTATION = (
    "`2024`, `2024-12`, `2024-12-12` or an interval `2015-01-24/2015-01-29`; add `~` if approximate, `?` if uncertain"
)

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?]?)", re.ASCII)

# Each date that there is, as a regular expression; that a span ends after it begins is beyond one.
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = f"(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_EXISTING = f"(?!0000)(?:[0-9]{{4}}(?:-(?:{_MONTH}|{_DAY}))?|{_LEAP_YEAR}-02-29)[~?]?"
WRITTEN = f"{_EXISTING}(?:/{_EXISTING})?"


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

    :raises ValueError: with sentences that say what is wrong with the text and how to write it
    """
    try:
        return _parse(text)
    except ValueError as error:
        meant = likely_date(text)
        advice = f"Write “{meant}”. " if meant else ""
        raise ValueError(f"{error}. {advice}Allowed: {NOTATION}.") from None


def likely_date(text: str) -> str | None:
    """What *text* must have meant, in the notation; None where there is a doubt, as between days and months."""
    if len(text) > 60:  # prose, and slow to look through
        return None
    digits = re.sub(r"\d", lambda digit: str(int(digit[0])), text.strip())  # those of other scripts too
    sides = [_likely_point(side) for side in re.split(r"\s*[–—]\s*|\s+(?:-|to|until)\s+", digits)]
    try:
        return _parse("/".join(filter(None, sides))).written if all(sides) else None
    except ValueError:
        return None


def _likely_point(side: str) -> str | None:
    words = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|,", "", side)
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})|[-/.](\d{1,2})[-/.](\d{1,2}))", words):
        year, month, day = match[1], match[2] or match[3], match[4]
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", words):
        day, month, year = match.groups()
        if int(month) > 12:
            day, month = month, day
        if day != month and int(day) <= 12:
            return None
    elif match := re.fullmatch(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,})\.?(?:\s+(\d{1,2}))?\s+(\d{4})", words):
        names = [name[: len(match[2])].lower() for name in calendar.month_name]
        if match[2].lower() not in names or (match[1] and match[3]):
            return None
        day, month, year = match[1] or match[3], str(names.index(match[2].lower())), match[4]
    else:
        return words if re.fullmatch(r"\d{4}", words) else None
    return "-".join((year, *(part.zfill(2) for part in (month, day) if part)))


def _parse(text: str) -> Date:
    """Read a date; the error, in words without a full stop, says what is wrong."""
    sides = text.split("/")
    if len(sides) > 2:
        raise ValueError(f"“{text}” has more than one “/”")
    points = [_parse_point(side, text) for side in sides]
    if len(points) == 2 and points[0].lower > points[1].upper:
        raise ValueError(f"the interval “{text}” ends before it begins")
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
