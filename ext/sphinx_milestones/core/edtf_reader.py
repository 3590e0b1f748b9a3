"""What the library `edtf` reads in a text, as our own records: dates of EDTF levels 0 and 1; level 2 is refused.

The library takes a tenth of a second to import and up to a millisecond for a date, so that `dates` reads the forms that
most dates have without it. Here are the others. It is asked for single dates only: on some intervals and on significant
digits (`1950S2`) it fails.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from .date_records import Point, Qualifier

_CHARACTERS = re.compile(r"[0-9XYTZE~?%.:,+\[\]{}-]+", re.ASCII)  # of all levels; nothing else needs to be read
_MAX_LENGTH = 40  # characters; all dates of levels 0 and 1 are shorter
MAX_YEAR_DIGITS = 12  # more than the age of the universe has

# What of level 2 a text has, by the name of the class that the library reads it as.
_LEVEL_2: Mapping[str, str] = {
    "OneOfASet": "a choice of dates",
    "MultipleDates": "a set of dates",
    "ExponentialYear": "a year with an exponent",
    "PartialUncertainOrApproximate": "a date with a qualifier of a part",
    "PartialUnspecified": "a date with “X” before other digits",
    "Level2Season": "a quarter, or a part of a year other than the seasons 21 to 24",
}


@lru_cache(maxsize=4096)
def read_point(text: str) -> Point:
    """Return a single date.

    :raises ValueError: with a clause that states the problem
    """
    if re.fullmatch(r"-?\d{4,}(-\d\d){0,2}S\d+", text, re.ASCII):
        raise _too_high(text, "a date with significant digits")
    if re.search(r"-(?:\dX|X\d)", text, re.ASCII):  # on which the library fails
        raise _too_high(text, "a date with “X” beside another digit of its month or day")
    if not _CHARACTERS.fullmatch(text) or len(text) > _MAX_LENGTH:
        raise ValueError(f"“{text}” is not a date")
    found = _parsed(text)
    if found is None:
        raise ValueError(_why_not(text))
    name = type(found).__name__
    if name not in _READERS:
        raise _too_high(text, _LEVEL_2.get(name, "a date"))
    return _READERS[name](found, text)


def _parsed(text: str) -> Any:
    """Return what the library reads in a text; None if no level has it.

    The rule of one form takes a tenth of the time of all rules, which find out what else it may be.
    """
    from edtf import DateAndTime, EDTFParseException, LongYear, Season, Unspecified, parse_edtf
    from pyparsing import ParseException

    forms = (("T", DateAndTime), ("X", Unspecified), ("Y", LongYear), ("", Season))
    rule: Any = next(form for letter, form in forms if letter in text).parser
    try:
        return rule.parse_string(text, parse_all=True)[0]
    except ParseException:
        pass
    try:
        return parse_edtf(text)
    except EDTFParseException:
        return None


def _why_not(text: str) -> str:
    """Return the clause for a text that no level has: most often, a qualifier of what cannot have one."""
    if text[-1] in "~?%":
        try:
            read_point(text[:-1])
        except ValueError:
            pass
        else:
            return f"“{text}” has a qualifier, which “{text[:-1]}” cannot have"
    return f"“{text}” is not a date"


def _too_high(text: str, form: str) -> ValueError:
    return ValueError(f"“{text}” is {form}, of EDTF level 2; only levels 0 and 1 can be used")


def _date(found: Any, text: str, qualifier: Qualifier = "", time: str = "") -> Point:
    month, day = (int(part) if part else None for part in (found.month, found.day))
    return Point(int(found.year), month, day, qualifier, time=time)


def _date_and_time(found: Any, text: str) -> Point:
    if not found.date.day:
        raise ValueError(f"“{text}” has a time of day, but no day")
    return _date(found.date, text, time=found.time)


def _qualified(found: Any, text: str) -> Point:
    return _date(found.date, text, _qualifier(found))


def _unspecified(found: Any, text: str) -> Point:
    """Return a decade, a century, or a year or month without what is unspecified in it."""
    digits = re.fullmatch(r"(-?\d\d)(?:\d\d|\dX|XX)", found.year, re.ASCII)
    if digits is None:
        raise _too_high(text, "a year with unspecified digits other than the last one or two")
    lowest, highest = (int(found.year.replace("X", digit)) for digit in "09")
    month = int(found.month) if found.month not in (None, "XX") else None
    return Point(min(lowest, highest), month, None, _qualifier(found), unspecified=found.year.count("X"))


def _season(found: Any, text: str) -> Point:
    return Point(int(found.year), season=int(found.season))


def _long_year(found: Any, text: str) -> Point:
    if len(found.year.lstrip("-")) > MAX_YEAR_DIGITS:
        raise ValueError(f"“{text}” has a year of more than {MAX_YEAR_DIGITS} digits")
    return Point(int(found.year))


def _qualifier(found: Any) -> Qualifier:
    if found.is_uncertain_and_approximate:
        return "%"
    return "?" if found.is_uncertain else "~" if found.is_approximate else ""


_READERS: Mapping[str, Callable[[Any, str], Point]] = {
    "Date": _date,
    "DateAndTime": _date_and_time,
    "UncertainOrApproximate": _qualified,
    "Unspecified": _unspecified,
    "Season": _season,
    "LongYear": _long_year,
}
