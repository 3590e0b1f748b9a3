"""The data as tables: what `milestones.json` has, in flat rows with a column for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_milestones.register.column_types import list_of_strings, localized_text
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.field import Field
from sphinx_milestones.views.json_types import SEPARATOR, Cell
from sphinx_milestones.views.labels import N_
from sphinx_milestones.views.register_fields import fields_of

from .data import ExportData
from .entries import DERIVED, entries_of
from .milestones_json import TEXTS, records_of

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, with its type in Table Schema and, where it has keys of another table, the name of that."""

    name: str
    type: str
    help: str
    content: Callable[[Row], Any]
    table: str = ""


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table: its columns, which of them identify a row, and its rows in JSON."""

    name: str
    help: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Sequence[Row]


def tables(data: ExportData) -> Mapping[str, DataTable]:
    """Return all tables by name."""
    return data.once("tables", lambda: {table.name: table for table in _tables(data)})


def _tables(data: ExportData) -> Iterator[DataTable]:
    records = records_of(data)
    yield DataTable("milestones", HELP["milestones"], ("id",), _milestone_columns(data), records)
    parts = [{**part, "milestone": record["id"]} for record in records for part in record.get("partners", ())]
    yield DataTable("participations", HELP["participations"], ("milestone", "partner"), _PARTICIPATION, parts)
    for name in (name for name in HELP if name in TABLES):
        rows = [{"key": key, **entry} for key, entry in entries_of(name, data).items()]
        yield DataTable(name, HELP[name], ("key",), _entry_columns(name, data), rows)


#: The tables in the order of their files, and what each has.
HELP: Mapping[str, str] = {
    "milestones": N_("Every milestone, oldest first."),
    "participations": N_("Who took part in which milestone."),
    "partners": N_("Countries, organisations and their bodies."),
    "kinds": N_("The kinds of milestones."),
    "topics": N_("The topics of milestones."),
    "documents": N_("The documents that milestones refer to."),
    "sources": N_("The sources of the facts."),
}


def _milestone_columns(data: ExportData) -> tuple[Column, ...]:
    columns = [_plain("id", "Its permanent id."), *_by_language("title", "Its title.", data)]
    for name, field in fields_of(data.register).items():
        if not field.exported:
            continue
        if field.translatable:
            columns += _by_language(name, field.help, data)
        elif name != "id":
            columns += [_of_cell(field, cell, records_of(data)) for cell in field.export.cells]
    columns += [column for name in TEXTS if name != "html" for column in _by_language(name, "Its text.", data)]
    columns.append(_plain("image_address", "The URL of its image on the site."))
    columns.append(_plain("single_source", "Whether it has exactly one source.", "boolean"))
    columns.append(_plain("sources_differ", "The number of notes on sources that differ.", "integer"))
    return (*columns, _plain("address", "Where the site shows it."))


def _of_cell(field: Field, cell: Cell, rows: Sequence[Row]) -> Column:
    def content(row: Row) -> Any:
        return cell.content(row[field.name]) if field.name in row else None

    type_ = cell.type
    if type_ == "date" and any(len(day) > 10 or day.startswith("-") for row in rows if (day := content(row))):
        type_ = "string"  # the dates of a Table Schema are of the years 0000 to 9999
    return Column(f"{field.name}{cell.suffix}", type_, field.help, content, "" if field.is_list else field.table)


def _plain(name: str, help_: str, type_: str = "string", table: str = "") -> Column:
    return Column(name, type_, help_, lambda row: row.get(name), table)


def _list(name: str, help_: str) -> Column:
    return Column(name, "string", help_, lambda row: SEPARATOR.join(row.get(name, ())))


def _by_language(name: str, help_: str, data: ExportData) -> list[Column]:
    def column(code: str) -> Column:
        return Column(f"{name}_{code.replace('-', '_')}", "string", help_, lambda row: row.get(name, {}).get(code))

    return [column(code) for code in data.languages]


def _roles_of(row: Row) -> str | None:
    return SEPARATOR.join(row["roles"]) if "roles" in row else row.get("role")


_PARTICIPATION = (
    _plain("milestone", "The id of the milestone.", table="milestones"),
    Column("partner", "string", "The key of the partner.", lambda row: row["key"], "partners"),
    Column("role", "string", "Its role, if known; several are separated by semicolons.", _roles_of),
    _list("through", "The keys of the bodies through which it took part; empty if it is named itself."),
)


def _entry_columns(table: str, data: ExportData) -> tuple[Column, ...]:
    columns = [_plain("key", "Its key.")]
    for column in TABLES[table].columns:
        if column.read is localized_text:
            columns += _by_language(column.name, column.help, data)
        elif column.read is list_of_strings:
            columns.append(_list(column.name, column.help))
        else:
            type_ = "integer" if column.read.schema.get("type") == "integer" else "string"
            columns.append(_plain(column.name, column.help, type_, "partners" if column.table == "partners" else ""))
    for name, schema in DERIVED.get(table, {}).items():
        help_ = schema.get("description", "")
        columns += _by_language(name, help_, data) if "propertyNames" in schema else [_plain(name, help_)]
    return tuple(columns)
