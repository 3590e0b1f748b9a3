"""Dates as text, exactly as precise as they were written, formatted by CLDR."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date as calendar_date
from datetime import time as clock_time

from babel import Locale
from babel.dates import format_date, format_time, match_skeleton
from babel.numbers import format_decimal

from sphinx_milestones.core.date_records import Date, Point, Precision, Unbounded
from sphinx_milestones.core.periods import century, ordinal

from .labels import CENTURY, DECADE, ENDS, QUALIFIED, SEASONS, STARTS

Translate = Callable[[str], str]

_PLACEHOLDERS = 0xE000  # the first of them, for private use

MAX_UNGROUPED = 9999  # years with more digits are grouped like other numbers


def date_in_words(date: Date | None, locale: Locale, _: Translate) -> str:
    """Return ``2024``, ``about January 2014``, ``24–29 January 2015``; *_* translates what CLDR lacks."""
    if date is None:
        return _("date not given")
    first, last = date.points[0], date.points[-1]
    era = any(point.year <= 0 for point in date.points)
    if isinstance(date.start, Unbounded):
        return _(STARTS[date.start.value]).format(date=_point(first, locale, _, era))
    if isinstance(date.end, Unbounded):
        return _(ENDS[date.end.value]).format(date=_point(first, locale, _, era))
    whole_days = len(date.points) == 2 and first.precision == last.precision == Precision.DAY
    if whole_days and not (first.qualifier or last.qualifier) and (first.year, first.month) == (last.year, last.month):
        return _calendar(first, locale, era, until=last.day)
    return " – ".join(_point(point, locale, _, era) for point in date.points)


def years_in_words(first: int, last: int, locale: Locale) -> str:
    """Return a year or a range of years, with their era if it is not the common one for both.

    Such as ``878``, ``12,000``, ``2016–2017``, ``44 BC``, ``130–121 BC``, ``44 BC–14 AD``.
    """
    if first <= 0 < last:
        return "–".join(_pattern_text("Gy", Point(year), locale) for year in (first, last))
    years = "–".join(dict.fromkeys(_year(year, locale) for year in (first, last)))
    return _pattern_text("Gy", Point(last), locale, year=years) if last <= 0 else years


def period_in_words(period: Point, locale: Locale, _: Translate) -> str:
    """Return a year, a decade or a century: ``1840s``, ``19th century``."""
    return _point(period, locale, _, period.year <= 0)


def _point(point: Point, locale: Locale, _: Translate, era: bool) -> str:
    """Return one side of a date, in which both have an *era* or none."""
    if point.unspecified:
        text = _period(point, locale, _, era)
        if point.qualifier and locale.language == "en":
            text = f"the {text}"  # about the 1840s
    elif point.season:
        text = _(SEASONS[point.season]).format(year=_calendar(Point(point.year), locale, era))
    else:
        text = _calendar(point, locale, era)
        if point.time:
            text = str(locale.datetime_formats["medium"]).format(_time(point.time, locale), text)
    return _(QUALIFIED[point.qualifier]).format(date=text) if point.qualifier else text


def _period(point: Point, locale: Locale, _: Translate, era: bool) -> str:
    """Return a decade or a century; as a range of years where there is no expression for it."""
    first, last = point.year, point.last_year
    has_names = locale.language == "en" or _(DECADE) != DECADE
    if has_names and point.unspecified == 1 and first > 0:
        return _(DECADE).format(year=_pattern_text("Gy", point, locale) if era else first)
    if has_names and point.unspecified == 2:
        number = century(point)
        text = _(CENTURY).format(number=ordinal(number) if _(CENTURY) == CENTURY else number)
        return f"{text} {_era(first, locale)}" if first < 0 else text
    return years_in_words(first, last, locale)


def _calendar(point: Point, locale: Locale, era: bool, until: int | None = None) -> str:
    """Return a year, a month or a day, or the days *until* another of its month."""
    if point.day:
        return _pattern_text("GyMMMd" if era else "", point, locale, until=until)
    if point.month:
        return _pattern_text("GyMMM" if era else "yMMMM", point, locale)
    return _pattern_text("Gy", point, locale) if era else _year(point.year, locale)


def _pattern_text(fields: str, point: Point, locale: Locale, *, year: str = "", until: int | None = None) -> str:
    """Return a date by the pattern of CLDR for these *fields*; the long form of a day for none.

    Babel has no years before 1 or after 9999, and its own intervals abbreviate the month. It therefore formats the
    month only, in a pattern with placeholders for the rest.
    """
    skeletons = locale.datetime_skeletons
    name = fields if fields in skeletons else match_skeleton(fields, skeletons) if fields else None
    pattern = skeletons[name].pattern if name else locale.date_formats["long"].pattern
    texts: list[str] = []

    def replaced(part: re.Match[str]) -> str:
        literal, day, dot, other = part.groups()
        if literal:
            return literal
        if day:
            numbers = (point.day, until) if until else (point.day,)
            texts.append("–".join(f"{number}{dot or ''}" for number in numbers))
        elif other[0] in "ML":
            return other + other[0] if len(other) == 3 else other  # the patterns with an era abbreviate the month
        else:
            texts.append(_era(point.year, locale) if other[0] == "G" else year or _year(point.year, locale))
        return chr(_PLACEHOLDERS + len(texts) - 1)

    # In German and other languages, a full stop belongs to the day.
    pattern = re.sub(r"('[^']*')|(d+)(\.(?= ))?|(G+|y+|M+|L+)", replaced, pattern)
    text = format_date(calendar_date(2000, point.month or 1, 1), pattern, locale)
    return text.translate({_PLACEHOLDERS + at: each for at, each in enumerate(texts)})


def _year(year: int, locale: Locale) -> str:
    """Return the number of a year in its era, grouped like other numbers if it is long."""
    number = year if year > 0 else 1 - year
    return format_decimal(number, locale=locale) if number > MAX_UNGROUPED else str(number)


def _era(year: int, locale: Locale) -> str:
    return str(locale.eras["abbreviated"][int(year > 0)])


def _time(text: str, locale: Locale) -> str:
    """Return a time of day, with its seconds if it has any, and its time zone if it is stated."""
    hours, minutes, seconds = (int(part) for part in text[:8].split(":"))
    clock = text[:5]  # 24:00 is the end of the day
    if hours < 24:
        clock = format_time(clock_time(hours, minutes, seconds), "medium" if seconds else "short", locale=locale)
    zone = text[8:].removesuffix("Z")
    return f"{clock} (UTC{zone})" if text[8:] else clock
