"""TimelineJS: its JSON and its spreadsheet, which have the same values under other names."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from typing import Any

from sphinx_milestones.cli.project import CommandError
from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.urls import why_invalid_url

from .rows import Cell, Lost, Record, Table
from .source_file import MAX_ROWS, normalized

# The columns of the spreadsheet, by their path in JSON.
_PATHS = {
    "start_date.year": "Year",
    "start_date.month": "Month",
    "start_date.day": "Day",
    "end_date.year": "End Year",
    "end_date.month": "End Month",
    "end_date.day": "End Day",
    "text.headline": "Headline",
    "text.text": "Text",
    "media.url": "Media",
    "media.credit": "Media Credit",
    "media.caption": "Media Caption",
    "group": "Group",
    "location.name": "Place",
}
_TARGETS = {
    "Year": "year",
    "Month": "month",
    "Day": "day",
    "End Year": "end-year",
    "End Month": "end-month",
    "End Day": "end-day",
    "Headline": "title",
    "Text": "text",
    "Group": "topics",
    "Place": "place",
}
_UNUSED = "Time, End Time, Display Date, Media Thumbnail, Alt Text, Type, Background"
COLUMNS = {normalized(name) for name in (*_PATHS.values(), *_UNUSED.split(", "))}


def is_timeline(value: Any) -> bool:
    """Return whether a JSON value is a timeline."""
    return isinstance(value, dict) and isinstance(value.get("events"), list)


def unwrapped(value: Any) -> Any:
    """Return a timeline that is inside an object, with its slides as events, in the form of the current version."""
    inner = value.get("timeline") if isinstance(value, dict) else None
    if not (isinstance(inner, dict) and isinstance(inner.get("slides"), list)):
        return inner if is_timeline(inner) else value
    return {**{name: other for name, other in inner.items() if name != "slides"}, "events": inner["slides"]}


def from_json(value: Mapping[str, Any]) -> Table:
    """Return the events of a timeline; its title slide and eras are no events.

    :raises CommandError: if there are none, or too many
    """
    slides = [(f"event {number}", slide) for number, slide in enumerate(value["events"], 1)]
    if excess := excess_message(len(slides), MAX_ROWS, "events"):
        raise CommandError(f"the timeline {excess}. Split it.")
    table = Table("TimelineJS", [], _TARGETS, texts_are_html=True)
    for where, slide in slides:
        cells = dict(_leaves(slide)) if isinstance(slide, dict) else {}
        if not cells:
            table.lost.append(Lost(where, "", str(slide)[:200], "It is not an event."))
            continue
        named = {_PATHS.get(path, path): text for path, text in cells.items()}
        table.records.append(Record(where, _with_media(where, named, table.lost)))
    for name, other in value.items():
        if name != "events":
            reasons = {"title": "A title slide is not an event.", "eras": "An era is not an event."}
            reason = reasons.get(name, "There is no field for it.")
            table.lost += [Lost(name, path, text, reason) for path, text in _leaves(other)]
    if not table.records:
        raise CommandError("the timeline has no events.")
    return table


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each value that is not empty."""
    pending = [(path, value)]
    while pending:
        path, value = pending.pop()
        if isinstance(value, dict | list):
            items = value.items() if isinstance(value, dict) else enumerate(value, 1)
            pending += reversed([(f"{path}.{name}".removeprefix("."), item) for name, item in items])
        elif value not in (None, "", False) and str(value).strip():
            yield path, str(value).strip()


def from_spreadsheet(table: Table) -> Table:
    """Return the table of the rows that are events."""
    proper = {normalized(name): name for name in (*_PATHS.values(), *_UNUSED.split(", "))}
    records, lost = [], table.lost
    for where, cells in table.records:
        named = {proper.get(normalized(column), column): str(cell) for column, cell in cells.items()}
        kind = named.pop("Type", "").lower()
        if kind in ("title", "era"):
            reason = "A title slide is not an event." if kind == "title" else "An era is not an event."
            lost += [Lost(where, column, cell, reason) for column, cell in named.items()]
        else:
            records.append(Record(where, _with_media(where, named, lost)))
    return Table("spreadsheet of TimelineJS", records, _TARGETS, lost, texts_are_html=True)


def _with_media(where: str, cells: Mapping[str, str], lost: list[Lost]) -> dict[str, Cell]:
    """Return the cells with the media as a link at the end of the text, in HTML; pictures are not copied."""
    rest: dict[str, Cell] = {name: text for name, text in cells.items() if not name.startswith("Media")}
    rest |= {name: text for name, text in cells.items() if name == "Media Thumbnail"}
    url, caption, credit = (cells.get(name, "") for name in ("Media", "Media Caption", "Media Credit"))
    if url.startswith("//"):
        url = f"https:{url}"
    if url and not why_invalid_url(url):
        caption = f'<a href="{html.escape(url)}">{caption or html.escape(url)}</a>'
    elif url.startswith("<"):  # embedded HTML
        caption = f"{url} {caption}"
    elif url:
        lost.append(Lost(where, "Media", url, "It is not a complete URL, so there is no link to it."))
    if parts := [part for part in (caption, credit) if part]:
        rest["Text"] = f"{cells.get('Text', '')}<p>{' – '.join(parts)}</p>"
    return rest
