"""Days of any year, in the proleptic Gregorian calendar. `datetime.date` has those of the years 1 to 9999 only."""

from __future__ import annotations

import calendar
from typing import NamedTuple


class Day(NamedTuple):
    """A day; earlier days compare less. The year is astronomical, as in ISO 8601: 0 is 1 BC, -43 is 44 BC."""

    year: int
    month: int
    day: int

    def __str__(self) -> str:
        return self.isoformat()

    def isoformat(self) -> str:
        """Return the day in ISO 8601, a year beyond four digits with its sign: ``-0043-03-15``, ``+12024-01-01``."""
        return f"{iso_year(self.year)}-{self.month:02}-{self.day:02}"


def iso_year(year: int) -> str:
    """Return a year in ISO 8601: ``0878``, ``-0043``, ``+12024``."""
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}"


def days_in_month(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 29 if month == 2 and calendar.isleap(year) else calendar.monthrange(2001, month)[1]
