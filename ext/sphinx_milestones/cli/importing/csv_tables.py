"""CSV with a row for each milestone and the names of the columns in the first line."""

from __future__ import annotations

from collections.abc import Iterable

from . import timeline, wikidata
from .rows import Cell, Lost, Record, Table
from .source_file import normalized, parse_csv

EXTRA_TARGETS = ("title", "text", "end", "url", "year", "month", "day", "end-year", "end-month", "end-day")

_SYNONYMS = {
    "title": "name, headline, event, event name, event title, milestone, subject, heading, titre, titel, العنوان",
    "text": "body, description, details, summary, notes, note, abstract, content, event description, النص, الوصف",
    "date": "when, start, start date, begin, begin date, event date, from, datum, التاريخ",
    "end": "end date, until, to, finish, finish date, stop",
    "year": "start year, jahr, السنة",
    "month": "start month",
    "day": "start day",
    "kind": "type, category, event type, class, النوع",
    "partners": "partner, country, participant, organisation, organization, organisations, organizations, الشركاء",
    "host": "hosted by",
    "topics": "topic, tags, tag, keywords, theme, themes, group, subjects, المواضيع",
    "place": "location, city, venue, where, site, المكان",
    "participants": "attendees, attendance, number of participants",
    "countries": "number of countries",
    "documents": "document, attachments, attachment, report, reports",
    "sources": "source, reference, references, citation, citations, المصادر",
    "url": "link, website, source url, web, webpage, address, uri",
    "id": "key, slug, identifier",
    "related": "related to, see also",
    "added": "date added, created",
    "updated": "date updated, modified, last modified",
}


def targets(fields: Iterable[str]) -> tuple[str, ...]:
    """Return what a column can be: one of the *fields* of the register, or what fields are made of."""
    return tuple(dict.fromkeys((*fields, *EXTRA_TARGETS)))


def names_of_columns(fields: Iterable[str]) -> dict[str, str]:
    """Return the target of each name that a column may have, in lowercase and without hyphens."""
    synonyms = {synonym: target for target, names in _SYNONYMS.items() for synonym in names.split(", ")}
    return {name.replace("-", " "): name for name in targets(fields)} | synonyms


def read_csv(text: str, name: str, fields: Iterable[str]) -> Table:
    """Return the table of a CSV text: a spreadsheet of TimelineJS, results of a Wikidata query, or any other.

    :raises CommandError: if it is not CSV
    """
    header, rows = parse_csv(text, name, [*names_of_columns(fields), *timeline.COLUMNS])
    records, lost = [], []
    for line, row in rows:
        cells: dict[str, Cell] = {
            column: cell.strip() for column, cell in zip(header, row, strict=False) if cell.strip()
        }
        records.append(Record(f"line {line}", cells))
        extra = [cell for cell in row[len(header) :] if cell.strip()]
        lost += [Lost(f"line {line}", "", cell, "It is beyond the last column.") for cell in extra]
    table = Table("CSV", records, lost=lost)
    names = {normalized(column) for column in header}
    if {"headline", "year"} <= names:
        return timeline.from_spreadsheet(table)
    return wikidata.from_results(table) if wikidata.is_result(table) else table
