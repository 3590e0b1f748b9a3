"""Dates of other programs in EDTF, never more precise than they were."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from sphinx_milestones.core.dates import Date, parse_date, suggest_date

ORDERS = ("dmy", "mdy")

_TIMESTAMP = re.compile(
    r"[+]?(-?\d{4,})-(\d\d)-(\d\d)[T ]+(\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d|UTC)?", re.ASCII
)
_AMBIGUOUS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_UTC = ("Z", "UTC", "+00:00", "+0000", "-00:00", "-0000")
_ABOUT = re.compile(r"(?:c\.|ca\.?|circa|about|approx\.?|around|~)\s*(.+)", re.IGNORECASE)
_YEAR = re.compile(r"(\d{1,4})(?:\.0)?(?:\s*(?:AD|CE))?", re.ASCII | re.IGNORECASE)


class DateError(ValueError):
    """Why a text is not a date that a milestone can have, as sentences."""


def read_date(text: str, order: str = "") -> tuple[Date, str]:
    """Return the date that *text* means, and a note on what of it was left out; *order* is that of ``05/03/2024``.

    :raises DateError: if it is not clear which date it is, or whether it is one
    """
    if stamp := _TIMESTAMP.fullmatch(text):
        return _from_timestamp(stamp)
    about = _ABOUT.fullmatch(text)
    written = about[1].strip() if about else text
    written = re.sub(r"^(\d{1,2})[-/ ]([A-Za-z]{3,}\.?)[-/ ](\d{4})$", r"\1 \2 \3", written)  # 13-Jun-2000
    if match := _AMBIGUOUS.fullmatch(written):
        written = _ordered(match, order)
    elif match := _YEAR.fullmatch(written):
        written = match[1].zfill(4)
    written = suggest_date(written) or written
    try:
        if about and not written.endswith(("~", "?")):
            return parse_date(f"{written}~"), ""
        return parse_date(written), ""
    except ValueError as error:
        raise DateError(f"{error}".partition(" Allowed: ")[0]) from None


def _ordered(match: re.Match[str], order: str) -> str:
    """Return ``05/03/2024`` in ISO 8601.

    :raises DateError: if it is ambiguous and there is no order
    """
    first, second, year = match.groups()
    if suggested := suggest_date(match[0]):
        return suggested
    if order not in ORDERS:
        raise DateError(f"“{match[0]}” may be two different days. Say which with --dates dmy or --dates mdy.")
    day, month = (first, second) if order == "dmy" else (second, first)
    return f"{year}-{month:0>2}-{day:0>2}"


def _from_timestamp(stamp: re.Match[str]) -> tuple[Date, str]:
    """Return the time of a timestamp. One at midnight is a day; on the first of a month or year, that month or year."""
    year, month, day, time, zone = stamp.groups()
    if len(year.lstrip("-")) > 4:
        return _parsed(f"Y{year}"), "EDTF has no months and days of this year, so only the year is used."
    if time.strip("0:"):
        zone = "Z" if zone in _UTC else re.sub(r"(\d\d):?(\d\d)", r"\1:\2", zone or "")
        return _parsed(f"{year}-{month}-{day}T{time}{':00' * (len(time) < 6)}{zone}"), ""
    if (month, day) == ("01", "01"):
        return _parsed(year), "It may mean the whole year, so only the year is used."
    if day == "01":
        return _parsed(f"{year}-{month}"), "It may mean the whole month, so only the month is used."
    return _parsed(f"{year}-{month}-{day}"), ""


def _parsed(text: str) -> Date:
    try:
        return parse_date(text)
    except ValueError as error:
        raise DateError(f"{error}") from None


def compose(year: str, month: str, day: str) -> str:
    """Return a date from its parts, as a spreadsheet has them; a day without a month is left out."""
    match = _YEAR.fullmatch(year)
    if not match:
        return " ".join(filter(None, (year, month, day)))
    parts = [match[1].zfill(4), *_numbers(month, day)]
    return "-".join(parts)


def _numbers(month: str, day: str) -> Iterator[str]:
    names = [name[: max(3, len(month))].lower() for name in calendar.month_name[1:]]
    month = str(names.index(month.lower()) + 1) if month.lower() in names else month.removesuffix(".0")
    if month:
        yield month.zfill(2)
        if day:
            yield day.removesuffix(".0").zfill(2)


def interval(start: Date, end: Date) -> Date:
    """Return the interval between two dates; the first alone if the second is the same.

    :raises DateError: if one of them is an interval, or it ends before it begins
    """
    if start.text == end.text:
        return start
    return _parsed(f"{start.text}/{end.text}")
