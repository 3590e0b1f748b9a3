"""Dates in other formats, written in EDTF where only one date is possible."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable

from .characters import plain

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

# What people write instead of the forms that only EDTF has, and how to write it.
_OTHERS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?:the )?(\d{3})(?:0s|x)", lambda found: f"{found[1]}X"),  # 1840s
    (r"(\d{2})xx", lambda found: f"{found[1]}XX"),
    (r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century", lambda found: f"{int(found[1]) - 1:02}XX"),
    (r"(\d{1,4}) ?b\.?c\.?(?:e\.?)?", lambda found: f"-{int(found[1]) - 1:04}".replace("-0000", "0000")),
    (r"(\d{1,4}) ?(?:a\.?d\.?|c\.?e\.?)|a\.?d\.? ?(\d{1,4})", lambda found: (found[1] or found[2]).zfill(4)),
    (r"(spring|summer|autumn|fall|winter),? (\d{4})", lambda found: f"{found[2]}-{_SEASONS[found[1]]}"),
    (r"since (\d{4})", lambda found: f"{found[1]}/.."),
    (r"until (\d{4})", lambda found: f"../{found[1]}"),
    (r"(?:c\.|ca\.?|circa|about|around|~) ?(\d{4}(?:-\d\d){0,2})", lambda found: f"{found[1]}~"),
    (r"(\d{4}(?:-\d\d){0,2})(?:\?~|~\?)", lambda found: f"{found[1]}%"),
    (
        r"(\d{4}-\d\d-\d\d)[t ](\d\d:\d\d)(:\d\d)?(z|[+-]\d\d(?::\d\d)?)?",
        lambda found: f"{found[1]}T{found[2]}{found[3] or ':00'}{found[4] or ''}",
    ),
    (r"(-?\d{5,})", lambda found: f"Y{found[1]}"),
    (r"(\d{3})", lambda found: found[1].zfill(4)),
)

_MAX_INPUT = 60  # characters; longer text is prose and slow to search


def in_edtf(text: str) -> str:
    """Return *text* in EDTF if it may be a date in another format; the date may not exist. Else empty."""
    if len(text) > _MAX_INPUT:
        return ""
    written = plain(text).lower()
    for pattern, in_form in _OTHERS:
        if found := re.fullmatch(pattern, written):
            return in_form(found).upper()
    # An en dash usually marks an interval, but some authors use it as the hyphen of a full date.
    sides = map(plain, re.split(r"\s*[–—]\s*|\s+(?:-|to|until)\s+|(?<=\d)/(?=\d{4}-)", text))
    points = [_point(side) for side in sides]
    if all(points):
        return "/".join(filter(None, points))
    whole = plain(text)
    return whole if re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:/.+)?|\d{4}(?:-\d{2})?[~?%]", whole) else ""


def _point(side: str) -> str | None:
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
