"""The layout of the drawings in print: the years on a cover, and the strip of a brief.

All lengths are in points; templates mirror the drawings for languages from right to left. The width of a text is an
estimate that is rather too large, since the font is that of the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from unicodedata import east_asian_width

from .year_strip import YearColumn

#: The size of the picture on a cover: 140 by 297 mm. Texts keep a distance of SIDE from its edge.
COVER_WIDTH, COVER_HEIGHT, SIDE = 397, 842, 12
#: On a cover, the middle of the latest year, the space between the earliest and the key, and the space below the key.
TOP, ABOVE_KEY, BELOW_KEY = 62, 40, 30
#: Where the numbers of years end, where their marks begin, and the columns of the key: the middle of their marks.
YEAR_X, AXIS_X, KEY_X = 68, 94, (68, 238)
#: From the middle of a mark of the key to its text, and from line to line.
KEY_INDENT, KEY_LINE = 10, 15
#: The font sizes of years, labels and the key on a cover, and of the years in a strip.
YEAR_SIZE, LABEL_SIZE, KEY_SIZE, STRIP_SIZE = 12, 10.5, 8.5, 8
#: The greatest radius of the disc behind a mark on a cover, and the length of the longest bar.
RADIUS, BAR_LENGTH = 9, 220
#: The width of a strip: that of a page between its margins; the greatest size of its marks, and its tallest bar.
STRIP_WIDTH, STRIP_MARK, STRIP_BAR = 490, 10, 40


@dataclass(frozen=True, slots=True)
class CoverRow:
    """A year on a cover: its middle, its number and its label; either is empty if there is no room for it."""

    column: YearColumn
    y: float
    year: str
    label: str
    label_x: float


@dataclass(frozen=True, slots=True)
class CoverLayout:
    """The years, the latest at the top, and below them a key of (text, x, y).

    `radius` is that of the disc behind a mark, `pitch` the distance between marks, `bar` the height of a bar, and
    `foot` where the key begins.
    """

    rows: tuple[CoverRow, ...]
    key: tuple[tuple[str, float, float], ...]
    radius: float
    pitch: float
    bar: float
    foot: float


@dataclass(frozen=True, slots=True)
class StripColumn:
    """A year in a strip: its middle, whether it is highlighted, and its number at `year_x`, empty without room."""

    column: YearColumn
    x: float
    strong: bool
    year: str
    year_x: float


@dataclass(frozen=True, slots=True)
class StripLayout:
    """The years, the earliest first, the distance between them, the size of a mark, and where the base line is."""

    columns: tuple[StripColumn, ...]
    step: float
    mark: float
    base: float


def cover_layout(columns: Sequence[YearColumn], years: Sequence[str], families: Sequence[str]) -> CoverLayout:
    """Return the layout of a cover; *years* are the texts of the columns, *families* those of the key."""
    key, foot = _key(families)
    step = (foot - TOP - ABOVE_KEY) / max(len(columns) - 1, 1)
    heights = [TOP + at * step for at in range(len(columns))]
    radius = min(RADIUS, step / 2)
    pitch = 2 * radius + 1
    numbered = _spaced(heights, YEAR_SIZE, _by_importance([column.count > 0 for column in columns], YEAR_SIZE, step))
    named = (at for at, column in enumerate(columns) if column.labelled and not column.bar)
    labelled = _spaced(heights, LABEL_SIZE, named)
    rows = []
    for at, (column, year) in enumerate(zip(columns, years, strict=True)):
        label = (column.labelled.label or "") if column.labelled and at in labelled else ""
        x = AXIS_X + column.count * pitch
        label = shorten(label, LABEL_SIZE, COVER_WIDTH - SIDE - x)
        rows.append(CoverRow(column, round(heights[at], 2), year if at in numbered else "", label, round(x, 2)))
    return CoverLayout(tuple(rows), key, round(radius, 2), round(pitch, 2), round(min(step * 0.7, 12), 2), foot)


def _key(texts: Sequence[str]) -> tuple[tuple[tuple[str, float, float], ...], float]:
    """Return the key on a cover and where it begins: in two columns if each of the *texts* fits, else in one."""
    room = {x: COVER_WIDTH - SIDE - x - KEY_INDENT for x in KEY_X}
    fits = all(text_width(text, KEY_SIZE) <= room[KEY_X[-1]] for text in texts)
    columns = KEY_X if fits else KEY_X[:1]
    foot = COVER_HEIGHT - BELOW_KEY - KEY_LINE * ceil(len(texts) / len(columns))
    places = [(columns[at % len(columns)], foot + KEY_LINE * (at // len(columns))) for at in range(len(texts))]
    return tuple((shorten(text, KEY_SIZE, room[x]), x, y) for text, (x, y) in zip(texts, places, strict=True)), foot


def strip_layout(columns: Sequence[YearColumn], years: Sequence[str], chosen: int | None) -> StripLayout:
    """Return the layout of a strip; *years* are the texts of the columns, and *chosen* is the only one highlighted."""
    step = STRIP_WIDTH / max(len(columns), 1)
    mark = min(STRIP_MARK, step)
    most = max((column.count for column in columns), default=0)
    base = STRIP_BAR + 4 if any(column.bar for column in columns) else 6 + 1.3 * mark * most
    strong = [column.count > 0 and (chosen is None or _has_year(column, chosen)) for column in columns]
    widths = [text_width(year, STRIP_SIZE) for year in years]
    middles = [(at + 0.5) * step for at in range(len(columns))]
    places = [min(max(x, w / 2), STRIP_WIDTH - w / 2) for x, w in zip(middles, widths, strict=True)]
    spans = [(x - w / 2, x + w / 2 + 2) for x, w in zip(places, widths, strict=True)]
    shown = without_overlap(spans, _by_importance(strong, max(widths, default=0) + 6, step))
    return StripLayout(
        tuple(
            StripColumn(
                column, round(middles[at], 2), strong[at], years[at] if at in shown else "", round(places[at], 2)
            )
            for at, column in enumerate(columns)
        ),
        round(step, 2),
        round(mark, 2),
        round(base, 2),
    )


def _has_year(column: YearColumn, year: int) -> bool:
    return bool(column.years) and column.years[0] <= year <= column.years[-1]


def text_width(text: str, size: float) -> float:
    """Return the estimated width of *text* in a font of that *size*."""
    return size * sum(
        1 if east_asian_width(each) in "WF" or each in "mwMW%…" else 0.7 if each.isupper() else 0.6 for each in text
    )


def shorten(text: str, size: float, room: float) -> str:
    """Return *text*, cut off with an ellipsis if it is wider than *room*; empty if even that does not fit."""
    if text_width(text, size) <= room:
        return text
    cut = (f"{text[:end].rstrip()}…" for end in range(len(text) - 1, 0, -1))
    return next((each for each in cut if text_width(each, size) <= room), "")


def without_overlap(spans: Sequence[tuple[float, float]], order: Iterable[int]) -> set[int]:
    """Return the indexes of the spans to draw: taken in that *order*, those that overlap none taken before."""
    drawn: set[int] = set()
    for at in order:
        start, end = spans[at]
        if all(end <= spans[other][0] or spans[other][1] <= start for other in drawn):
            drawn.add(at)
    return drawn


def _spaced(heights: Sequence[float], size: float, order: Iterable[int]) -> set[int]:
    """Return the indexes of the *heights* at which a line of text of that *size* overlaps no other."""
    return without_overlap([(y - 0.6 * size, y + 0.6 * size) for y in heights], order)


def _by_importance(important: Sequence[bool], least: float, step: float) -> list[int]:
    """Return the indexes of the important ones, then of others at a regular distance of *least* or more."""
    every = range(0, len(important), ceil(least / step))
    return [*(at for at, is_it in enumerate(important) if is_it), *(at for at in every if not important[at])]
