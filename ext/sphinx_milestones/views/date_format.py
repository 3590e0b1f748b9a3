"""Dates as text, exactly as precise as they were written, formatted by CLDR."""

from __future__ import annotations

import re
from collections.abc import Callable

from babel import Locale
from babel.dates import format_date, format_skeleton

from sphinx_milestones.core.dates import Date, Point, Precision

from .labels import QUALIFIED

Translate = Callable[[str], str]


def date_in_words(date: Date | None, locale: Locale, _: Translate) -> str:
    """Return ``2024``, ``about January 2014``, ``24–29 January 2015``; *_* translates what CLDR lacks."""
    if date is None:
        return _("date not given")
    first, last = date.points[0], date.points[-1]
    whole_days = len(date.points) == 2 and first.precision == last.precision == Precision.DAY
    if whole_days and not (first.qualifier or last.qualifier) and (first.year, first.month) == (last.year, last.month):
        return _days(date, locale)
    return " – ".join(_point(point, locale, _) for point in date.points)


def _days(date: Date, locale: Locale) -> str:
    """Return an interval of days in one month: the long form of its first day, with both days instead of one.

    Babel's own intervals abbreviate the month.
    """

    def doubled(part: re.Match[str]) -> str:
        return part[1] or "–".join(f"'{point.day}{part[2] or ''}'" for point in date.points)

    # In German and other languages, a full stop belongs to the day.
    pattern = re.sub(r"('[^']*')|d+(\.(?= ))?", doubled, locale.date_formats["long"].pattern)
    return format_date(date.lower, pattern, locale)


def _point(point: Point, locale: Locale, _: Translate) -> str:
    text = {
        Precision.YEAR: lambda when: str(when.year).zfill(4),
        Precision.MONTH: lambda when: format_skeleton("yMMMM", when, locale=locale),
        Precision.DAY: lambda when: format_date(when, "long", locale),
    }[point.precision](point.lower)
    return _(QUALIFIED[point.qualifier]).format(date=text) if point.qualifier else text
