"""Results of a Wikidata query in CSV: entities as addresses, and their labels in columns named after them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .rows import Cell, Entry, Lost, Record, Table, shown
from .source_file import normalized

_ENTITY = re.compile(r"https?://www\.wikidata\.org/(?:entity|wiki)/(Q[1-9]\d*)", re.ASCII)
_TIME = re.compile(r"[+-]?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\dZ?", re.ASCII)
_PRECISIONS = {"9": 4, "10": 7, "11": 10}  # of years, months and days, as lengths of ISO 8601 dates
_DECADE = "8"
_PARTNERS = ("country", "countries", "participant", "organizer", "organiser", "organisation", "organization", "member")
_KINDS = ("instance", "instance of", "type", "kind", "class")
_PLACES = ("place", "location", "city", "venue")
_HOSTS = ("host",)


def is_result(table: Table) -> bool:
    """Return whether the first column that has an entity is on each row that has a value there."""
    return _item_column(table) is not None


def _item_column(table: Table) -> str | None:
    """Return the column of the items: the first in which each value is an entity."""
    for column in table.columns:
        cells = [cell for record in table.records if isinstance(cell := record.cells.get(column, ""), str) and cell]
        if all(map(_ENTITY.fullmatch, cells)):
            return column
    return None


def from_results(table: Table) -> Table:
    """Return the table with a row for each item; a query returns one for each combination of its values."""
    item = _item_column(table) or ""
    merged: dict[str, tuple[str, dict[str, Cell]]] = {}
    lost = table.lost
    for where, cells in table.records:
        texts = {column: shown(cell) for column, cell in cells.items()}
        converted = _converted(texts, item)
        key = texts.get(item, where)
        first = merged.setdefault(key, (where, {}))[1]
        for column, cell in converted.items():
            before = first.setdefault(column, cell)
            if isinstance(before, tuple) and isinstance(cell, tuple):
                first[column] = (*before, *(entry for entry in cell if entry not in before))
            elif before != cell:
                lost.append(Lost(where, column, str(cell), "Another row of the same item has another value."))
    targets = {item: "sources", f"{item}Label": "title", f"{item}Description": "text"}
    for column in table.columns:
        name = normalized(column).removesuffix(" label")
        if any(isinstance(cells.get(column), tuple) for _, cells in merged.values()):
            targets.setdefault(column, _target(name))
        elif any(_TIME.fullmatch(str(cells.get(column, ""))) for _, cells in table.records):
            ends = name.startswith(("end", "dissolved", "to"))
            targets.setdefault(column, "end" if ends else "date" if "date" not in targets.values() else "")
    records = [Record(where, cells) for where, cells in merged.values()]
    return Table("results of a Wikidata query", records, targets, lost)


def _target(name: str) -> str:
    """Return what a column of entities is, by its name."""
    for names, target in ((_PARTNERS, "partners"), (_KINDS, "kind"), (_PLACES, "place"), (_HOSTS, "host")):
        if name in names:
            return target
    return "topics" if name in ("topic", "subject", "main subject") else ""


def _converted(cells: Mapping[str, str], item: str) -> dict[str, Cell]:
    """Return the cells of a row, its entities as entries of data files, and its times in the precision of the row."""
    result: dict[str, Cell] = {}
    for column, cell in cells.items():
        entity = _ENTITY.fullmatch(cell)
        label = cells.get(f"{column}Label", "")
        if column == item and entity:
            url = f"https://www.wikidata.org/wiki/{entity[1]}"
            result[column] = ({"title": label or entity[1], "publisher": "Wikidata", "url": url},)
        elif entity:
            entry: Entry = {"name": label or entity[1], "wikidata": entity[1]}
            result[column] = (entry,)
        elif _TIME.fullmatch(cell):
            result[column] = _time(cell, cells.get(f"{column}Precision", cells.get("precision", "")))
        elif column.endswith(("Precision", "precision")):
            continue
        elif column.endswith("Label") and _ENTITY.fullmatch(cells.get(column.removesuffix("Label"), "")):
            if column.removesuffix("Label") == item:
                result[column] = cell
        else:
            result[column] = cell
    return result


def _time(text: str, precision: str) -> str:
    """Return a time in its *precision*, if the row has one; unchanged otherwise."""
    number = precision.rsplit("/", 1)[-1]
    if number == _DECADE and re.match(r"\d{4}-", text):
        return f"{text[:3]}X"
    length = _PRECISIONS.get(number)
    sign = "-" if text.startswith("-") else ""
    return text[: length + len(sign)] if length and not text.startswith("+") else text
