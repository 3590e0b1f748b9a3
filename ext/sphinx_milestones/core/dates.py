"""Dates that are never more precise than their text: a year stays a year.

A subset of EDTF level 1 (ISO 8601-2:2019, Extended Date/Time Format): ``2024``, ``2024-12``, ``2024-12-12`` and
intervals ``A/B`` of these, each date with at most one qualifier: ``~`` (approximate) or ``?`` (uncertain).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Literal, cast

from .characters import odd_characters, plain

FORMATS = (
    "`2024`, `2024-12`, `2024-12-12` or an interval `2015-01-24/2015-01-29`; add `~` if approximate, `?` if uncertain"
)

Qualifier = Literal["", "~", "?"]

_MAX_SUGGESTION_INPUT = 60  # characters; longer text is prose and slow to search

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?]?)", re.ASCII)

# A regular expression for dates that exist. It cannot express that an interval ends after it begins.
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = f"(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_EXISTING = f"(?!0000)(?:[0-9]{{4}}(?:-(?:{_MONTH}|{_DAY}))?|{_LEAP_YEAR}-02-29)[~?]?"
PATTERN = f"{_EXISTING}(?:/{_EXISTING})?"


class Precision(IntEnum):
    """The precision of a date; a higher one compares greater."""

    YEAR = 1
    MONTH = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or a day, with its EDTF qualifier if any."""

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: Qualifier = ""

    @property
    def precision(self) -> Precision:
        """The smallest unit that is given."""
        return Precision.DAY if self.day else Precision.MONTH if self.month else Precision.YEAR

    @property
    def lower(self) -> date:
        """The earliest possible day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def upper(self) -> date:
        """The latest possible day."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """The ISO 8601 date in the precision of the point, without its qualifier; fit for ``<time datetime>``."""
        return self.lower.isoformat()[: (4, 7, 10)[self.precision - 1]]


@dataclass(frozen=True, slots=True)
class Date:
    """A point in time or an interval, with the text that it was read from."""

    text: str
    start: Point
    end: Point | None = None

    @property
    def points(self) -> tuple[Point, ...]:
        """The start, and the end of an interval."""
        return (self.start,) if self.end is None else (self.start, self.end)

    @property
    def lower(self) -> date:
        """The earliest possible day."""
        return self.start.lower

    @property
    def upper(self) -> date:
        """The latest possible day."""
        return self.points[-1].upper

    @property
    def precision(self) -> Precision:
        """The lower of the precisions of start and end."""
        return min(point.precision for point in self.points)

    @property
    def approximate(self) -> bool:
        """Whether start or end is qualified with ``~``."""
        return any(point.qualifier == "~" for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether start or end is qualified with ``?``."""
        return any(point.qualifier == "?" for point in self.points)


def parse_date(text: str) -> Date:
    """Parse an EDTF date.

    :raises ValueError: with sentences that state the problem and how to fix it
    """
    try:
        return _parse(text)
    except ValueError as error:
        suggestion = suggest_date(text)
        advice = f"Write “{suggestion}”. " if suggestion else ""
        raise ValueError(f"{error}. {odd_characters(text)}{advice}Allowed: {FORMATS}.") from None


def suggest_date(text: str) -> str | None:
    """Return *text* in EDTF if it is a date in another format; None if it is ambiguous, such as ``05.03.2024``."""
    if len(text) > _MAX_SUGGESTION_INPUT:
        return None
    # An en dash usually marks an interval, but some authors use it as the hyphen of a full date.
    sides = map(plain, re.split(r"\s*[–—]\s*|\s+(?:-|to|until)\s+|(?<=\d)/(?=\d{4}-)", text))
    points = [_suggest_point(side) for side in sides]
    whole = plain(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:/.+)?|\d{4}(?:-\d{2})?[~?]", plain(text)) else ""
    try:
        return _parse("/".join(filter(None, points)) if all(points) else whole).text
    except ValueError:
        return None


def _suggest_point(side: str) -> str | None:
    """Return one side of a date in EDTF, or None if it is ambiguous or not a date."""
    side = re.sub(r"(?<=\d)(?:st|nd|rd|th)\b|,", "", side)
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})|[-/.](\d{1,2})[-/.](\d{1,2}))", side):
        year, month, day = match[1], match[2] or match[3], match[4]
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", side):
        day, month, year = match.groups()
        if int(month) > 12:
            day, month = month, day
        if day != month and int(day) <= 12:
            return None
    elif match := re.fullmatch(r"(?:(\d{1,2})\s+)?([A-Za-z]{3,})\.?(?:\s+(\d{1,2}))?\s+(\d{4})", side):
        names = [name[: len(match[2])].lower() for name in calendar.month_name]
        if match[2].lower() not in names or (match[1] and match[3]):
            return None
        day, month, year = match[1] or match[3], str(names.index(match[2].lower())), match[4]
    else:
        return side if re.fullmatch(r"\d{4}", side) else None
    return "-".join((year, *(part.zfill(2) for part in (month, day) if part)))


def _parse(text: str) -> Date:
    """Return the date; the message of the `ValueError` is a clause without a full stop."""
    sides = text.split("/")
    if len(sides) > 2:
        raise ValueError(f"“{text}” has more than one “/”")
    points = [_parse_point(side, text) for side in sides]
    if len(points) == 2 and points[0].lower > points[1].upper:
        raise ValueError(f"the interval “{text}” ends before it begins")
    return Date(text, *points)


def _parse_point(side: str, text: str) -> Point:
    """Return one side of a date; *text* is the complete date, for the message."""
    match = _POINT.fullmatch(side)
    if match is None:
        raise ValueError(f"“{text}” is not a date")
    year, month, day = (int(part) if part else None for part in match.groups()[:3])
    point = Point(year or 0, month, day, cast(Qualifier, match[4]))
    if not point.year:
        raise ValueError(f"“{text}”: there is no year 0000")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"“{text}”: there is no month {month:02}")
    if day is not None and not 1 <= day <= calendar.monthrange(point.year, month or 1)[1]:
        raise ValueError(f"“{text}”: that month has no day {day:02}")
    return point
