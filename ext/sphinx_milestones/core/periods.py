"""Periods that a page can be about: a year, a decade or a century, written as in EDTF: ``2024``, ``184X``, ``18XX``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from posixpath import basename, dirname

from .date_records import Point, Precision
from .dates import parse_date
from .days import iso_year

_SLUG = re.compile(
    r"(?P<number>\d{1,9})(?:(?P<ordinal>(?:st|nd|rd|th)-century)|(?P<decade>s)|(?P<last>-\d{1,9}(?=-bc)))?(?P<bc>-bc)?",
    re.ASCII,
)


def read_period(text: str | None) -> Point | None:
    """Return the period that a text gives, a year with or without leading zeros; None if it gives none."""
    if text is None or not re.fullmatch(r"-?[1-9]\d{0,2}|Y?-?\d{4,}|-?\d{2}(?:\dX|XX)", text, re.ASCII):
        return None
    digits = text.lstrip("Y-")
    try:
        point = parse_date(text.removesuffix(digits) + digits.zfill(4)).first
    except ValueError:
        return None
    return point if point.precision <= Precision.YEAR else None


def period_of(point: Point) -> Point:
    """Return the period of a date: its year, or its decade or century if the year is not stated."""
    return Point(point.year, unspecified=point.unspecified)


def contains(period: Point, point: Point) -> bool:
    """Return whether each day that a date may refer to is within a period."""
    return period.year <= point.year and point.last_year <= period.last_year


def widened(period: Point, unspecified: int) -> Point:
    """Return the decade (1) or century (2) of a period, or the period itself if it is as long."""
    size = 10**unspecified
    if unspecified <= period.unspecified or abs(period.year) > 9999:  # EDTF has no decades of longer years
        return period
    if period.year >= 0:
        return Point(period.year // size * size, unspecified=unspecified)
    return Point(-(-period.last_year // size * size + size - 1), unspecified=unspecified)


def period_text(period: Point) -> str:
    """Return a period in EDTF."""
    year = period.last_year if period.year < 0 and period.unspecified else period.year
    if not period.unspecified:
        text = iso_year(year).removeprefix("+")
        return f"Y{text}" if abs(year) > 9999 else text
    text = f"{abs(year):04}"[: -period.unspecified] + "X" * period.unspecified
    return f"-{text}" if period.year < 0 else text


def period_key(period: Point) -> str:
    """Return how references and messages name a period: a year without leading zeros, others as in EDTF."""
    return str(period.year) if period.year > 0 and not period.unspecified else period_text(period)


def period_slug(period: Point) -> str:
    """Return what files of a period are named after: ``2024``, ``1840s``, ``19th-century``, ``44-bc``."""
    before = "-bc" if period.year <= 0 and period.last_year <= 0 else ""
    if period.unspecified == 2:
        return f"{ordinal(century(period))}-century{before}"
    if period.unspecified and before:
        return f"{1 - period.year}-{1 - period.last_year}{before}"
    number = 1 - period.year if before else period.year
    return f"{number}{'s' if period.unspecified else ''}{before}"


def read_slug(slug: str) -> Point | None:
    """Return the period that a file is named after, the inverse of `period_slug`; None if it is named otherwise."""
    match = _SLUG.fullmatch(slug)
    if match is None:
        return None
    number, before = int(match["number"]), match["bc"]
    if match["ordinal"]:
        return Point(1 - number * 100 if before else number * 100 - 100, unspecified=2)
    decade = match["decade"] or match["last"]
    return Point(1 - number if before else number, unspecified=1 if decade else 0)


def sort_periods(pages: Sequence[str]) -> list[str]:
    """Return the names of pages; in each folder, those that are named after periods are in the order of time."""
    sorted_pages = list(pages)
    for folder in dict.fromkeys(map(dirname, pages)):
        periods = {page: period for page in pages if dirname(page) == folder and (period := read_slug(basename(page)))}
        positions = [position for position, page in enumerate(pages) if page in periods]
        names = list(periods)
        latest_first = names != sorted(names) and names == sorted(names, reverse=True)
        names.sort(key=lambda page: (periods[page].year, -periods[page].last_year), reverse=latest_first)
        for position, page in zip(positions, names, strict=True):
            sorted_pages[position] = page
    return sorted_pages


def year_slug(date: str) -> str:
    """Return the slug of the period of a date, for keys and ids; empty if the text is not a date."""
    try:
        return period_slug(period_of(parse_date(date).first))
    except ValueError:
        return ""


def century(period: Point) -> int:
    """Return the number of a century in its era."""
    return period.year // 100 + 1 if period.year >= 0 else -(period.year // 100)


def ordinal(number: int) -> str:
    """Return an English ordinal number."""
    suffix = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{suffix}"
