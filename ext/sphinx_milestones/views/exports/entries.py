"""The entries of the data files in JSON: the columns of each file, texts by language, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sphinx_milestones.core.m49 import REGION_KEYS
from sphinx_milestones.core.records import Document, Partner, Text
from sphinx_milestones.register.column_types import localized_text
from sphinx_milestones.register.published import COLUMNS as PUBLISHED
from sphinx_milestones.register.queries import region_of
from sphinx_milestones.register.register import Entry, Register
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.views.json_types import KEY_SCHEMA, members

from .data import ExportData

LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"
BY_LANGUAGE: Mapping[str, Any] = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": LANGUAGE},
    "additionalProperties": {"type": "string", "minLength": 1},
}
_REGIONS = {code: key for key, code in REGION_KEYS.items()}
_STRING = {"type": "string", "minLength": 1}

# Members of an entry that follow from it, and from the site.
DERIVED: Mapping[str, Mapping[str, Any]] = {
    "partners": {
        "label": {**BY_LANGUAGE, "description": "The name that the site shows."},
        "m49": {"type": "string", "description": "The code of its region in UN M49, its own or that of its country."},
        "address": {**_STRING, "description": "Where the site shows it."},
    },
    "documents": {"address": {**_STRING, "description": "Where it can be opened."}},
}


def entries_of(table: str, data: ExportData) -> dict[str, dict[str, Any]]:
    """Return the entries of a data file by key, in the order of the file."""
    return {key: _entry(table, entry, data) for key, entry in data.register.table(table).items()}


def _entry(table: str, entry: Entry, data: ExportData) -> dict[str, Any]:
    values = {column.name: getattr(entry, column.name) for column in TABLES[table].columns}
    if isinstance(entry, Partner):
        values["region"] = _REGIONS.get(entry.region or "")
        values["label"] = data.in_languages(lambda wording: wording.partner(entry.key))
        values |= {"m49": region_of(entry, data.register), "address": data.addresses.partner(entry.key)}
    elif isinstance(entry, Document):
        values["address"] = data.addresses.document(entry.key)
    return _filled(values, data)


def _filled(values: Mapping[str, Any], data: ExportData) -> dict[str, Any]:
    """Return the values that are not empty, texts by language."""
    return {
        name: data.by_language(value) if isinstance(value, Text) else [*value] if isinstance(value, tuple) else value
        for name, value in values.items()
        if value not in (None, "", (), {})
    }


def published(data: ExportData) -> dict[str, dict[str, Any]]:
    """Return the ids that have been published, with the pages that each has been on."""
    ids = data.register.published.ids.items()
    return {name: _filled({column: getattr(entry, column) for column in PUBLISHED}, data) for name, entry in ids}


def entry_schema(table: str, register: Register) -> dict[str, Any]:
    """Return the schema of the entries of a data file."""
    columns = {column.name: _of_column(column.read, column.help) for column in TABLES[table].columns}
    if "status" in columns:
        columns["status"] = {"enum": [*register.states_of_documents], "description": columns["status"]["description"]}
    required = {column.name: columns.pop(column.name) for column in TABLES[table].columns if column.required}
    return _by_key(members(required, **columns, **DERIVED.get(table, {})))


def published_schema() -> dict[str, Any]:
    """Return the schema of the published ids."""
    columns = {name: _of_column(column, "") for name, column in PUBLISHED.items()}
    return _by_key(members({"pages": columns.pop("pages")}, **columns))


def _of_column(column: Any, help_: str) -> dict[str, Any]:
    schema = BY_LANGUAGE if column is localized_text else column.schema
    return {**schema, "description": help_} if help_ else {**schema}


def _by_key(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": KEY_SCHEMA, "additionalProperties": schema}
