"""Dates that are never more precise than their text: a year stays a year.

Levels 0 and 1 of EDTF (ISO 8601-2:2019, Extended Date/Time Format), as the library `edtf` reads them. The forms that
most dates have are read here, because it is slow, and so are intervals, on some of which it fails.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from .characters import odd_characters
from .date_records import Date, Point, Precision, Qualifier, Side, Unbounded
from .date_suggestions import in_edtf
from .days import days_in_month
from .edtf_reader import MAX_YEAR_DIGITS, read_point

__all__ = ["FORMATS", "FORMS", "PATTERN", "Date", "Point", "Precision", "Unbounded", "parse_date", "suggest_date"]

# An example of each form, and what it means, for the reference pages.
FORMS: Mapping[str, str] = {
    "2024": "a year; always four digits, such as `0878`",
    "2024-12": "a month",
    "2024-12-12": "a day",
    "2024-12-12T10:30:00+03:00": "a time of day: with a time zone, with `Z` for UTC, or without",
    "2024-21": "a season: 21 is spring, 22 summer, 23 autumn, 24 winter",
    "202X": "a decade: a year from 2020 to 2029",
    "19XX": "a century: a year from 1900 to 1999",
    "2024-XX": "a month of 2024 that is not stated; shown as the year. `2024-12-XX` and `2024-XX-XX` are a day",
    "-0043": "a year before 1: `0000` is 1 BC, `-0043` is 44 BC; with month and day as others",
    "Y-17000": "a year of five digits or more",
    "2024~": "approximate; `2024?` is uncertain, `2024%` both. Months, days, decades and centuries may have them too",
    "2015-01-24/2015-01-29": "an interval of years, months, days or seasons",
    "2010/..": "an open end: since 2010. `../2010` has an open start",
    "2010/": "an end that is not known. In `/2010`, the start is not known",
}

FORMATS = (
    "`2024`, `2024-12`, `2024-12-12` or an interval `2015-01-24/2015-01-29`; add `~` if approximate, `?` if uncertain, "
    "`%` if both. Also `202X` (decade), `19XX` (century), `2024-21` (spring), `-0043` (44 BC), `2010/..` (since), "
    "`2024-12-12T10:30:00Z` (time)"
)

_POINT = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)

# A regular expression for dates that exist. It cannot express that an interval ends after it begins.
_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = f"(?:{_MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_YEAR = "(?!-0000)-?[0-9]{4}"
_FULL_DATE = f"(?:{_YEAR}-{_DAY}|(?!-0000)-?{_LEAP_YEAR}-02-29)"
_PLAIN = f"(?:{_YEAR}(?:-{_MONTH})?|{_FULL_DATE})"
_ZONE = "(?:Z|[+-](?:(?:0[1-9]|1[0-3])(?::[0-5][0-9])?|14:00|00:(?:0[1-9]|[1-5][0-9])))"
_TIME = f"T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]|24:00:00){_ZONE}?"
_SEASON = f"{_YEAR}-2[1-4]"
_UNSPECIFIED = f"(?:-?[0-9]{{2}}(?:[0-9]X|XX)|{_YEAR}-(?:XX(?:-XX)?|{_MONTH}-XX))"
_SINGLE = f"(?:{_PLAIN}|{_UNSPECIFIED})[~?%]?|{_SEASON}|{_FULL_DATE}{_TIME}|Y-?[1-9][0-9]{{4,{MAX_YEAR_DIGITS - 1}}}"
_SIDE = rf"(?:{_PLAIN}|{_SEASON})[~?%]?"
PATTERN = rf"(?:{_SINGLE}|(?:{_SIDE})?/{_SIDE}|{_SIDE}/(?:\.\.)?|\.\./{_SIDE})"


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
    suggestion = in_edtf(text)
    try:
        return _parse(suggestion).text if suggestion else None
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _parse(text: str) -> Date:
    """Return the date; the message of the `ValueError` is a clause without a full stop."""
    sides = text.split("/")
    if len(sides) == 1:
        return Date(text, _point(text, text))
    if len(sides) > 2:
        raise ValueError(f"“{text}” has more than one “/”")
    start, end = (_side(side, text) for side in sides)
    date = Date(text, start, end)
    if not date.points:
        raise ValueError(f"the interval “{text}” has no date")
    if date.earliest and date.latest and date.earliest > date.latest:
        raise ValueError(f"the interval “{text}” ends before it begins")
    return date


def _side(side: str, text: str) -> Side:
    """Return one side of an interval; *text* is the complete date, for the message."""
    if side in ("", ".."):
        return Unbounded(side)
    if re.fullmatch(r"-?\d{4}-2\d[~?%]", side, re.ASCII):  # a season has a qualifier in an interval only
        season = _point(side[:-1], text)
        return Point(season.year, qualifier=cast(Qualifier, side[-1]), season=season.season)
    point = _point(side, text)
    if _POINT.fullmatch(side) is None:
        raise ValueError(f"“{text}” begins or ends with “{side}”; only years, months, days and seasons can do so")
    return point


def _point(side: str, text: str) -> Point:
    """Return a single date, or one side of an interval; *text* is the complete date, for the message."""
    match = _POINT.fullmatch(side)
    if match is None or (match[2] and 21 <= int(match[2]) <= 41 and not match[3]):
        try:
            point = read_point(side)
        except ValueError as error:
            raise ValueError(f"{error}" if side == text else f"{error}, in “{text}”") from None
    else:
        year, month, day = (int(part) if part else None for part in match.groups()[:3])
        point = Point(year or 0, month, day, cast(Qualifier, match[4]))
    if side.startswith("-0000"):
        raise ValueError(f"“{text}”: there is no year -0000; 0000 is 1 BC")
    if point.month is not None and not 1 <= point.month <= 12:
        raise ValueError(f"“{text}”: there is no month {point.month:02}")
    if point.day is not None and not 1 <= point.day <= days_in_month(point.year, point.month or 1):
        raise ValueError(f"“{text}”: that month has no day {point.day:02}")
    return point
