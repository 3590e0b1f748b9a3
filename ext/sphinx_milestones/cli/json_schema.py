"""JSON Schemas of the data files: an editor completes and checks by them while somebody types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx_milestones.core.keys import KEY, why_invalid_key
from sphinx_milestones.core.records import Partner
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.register import Register, names_of
from sphinx_milestones.register.tables import TABLES, Column, Table

from . import files

DIALECT = "http://json-schema.org/draft-07/schema#"  # the one that editors for TOML know

# What one value of an entry asks of others.
_RULES: Mapping[str, list[dict[str, Any]]] = {
    "partners": [
        {
            "if": {"properties": {"kind": {"const": "country"}}, "required": ["kind"]},
            "then": {"required": ["country"]},
            "else": {"anyOf": [{"required": ["name"]}, {"required": ["country"]}]},
        }
    ],
    "documents": [
        {
            "if": {"properties": {"status": {"const": status}}, "required": ["status"]},
            "then": {"required": [needed]},
        }
        for status, needed in (("available", "file"), ("external", "url"))
    ],
}


def schema_of(table: Table, register: Register) -> dict[str, Any]:
    """The schema of a data file. What depends on the entries of *register* stands apart, in its `definitions`.

    A new entry is valid by it; only what names a new partner is not, until the schema is written anew. The files of
    documents, spans that end before they begin, and names in other capitals are left to `check`.
    """
    definitions: dict[str, Any] = {
        column.name: {"enum": known(register, table, column)}
        for column in table.columns
        if column.table or column.reused
    }
    entry = {
        "type": "object",
        "properties": {column.name: {"description": column.help, **_taken(column)} for column in table.columns},
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
    }
    if table.name in _RULES:
        entry["allOf"] = _RULES[table.name]
    schema: dict[str, Any] = {
        "$schema": DIALECT,
        "title": table.file,
        "type": "object",
        "propertyNames": {"pattern": f"^{KEY}$"},
        "additionalProperties": entry,
    }
    if table.name == "partners":
        # In the open, editors would take these rules for all the columns that such an entry has.
        schema |= {"if": True, "then": _defined("partners")}
        definitions["partners"] = _between(register.partners)
    if definitions:
        schema["definitions"] = definitions
    return schema


def known(register: Register, table: Table, column: Column) -> list[str]:
    """What there is to choose from in a column: the keys that it can name, or the words that entries have in it."""
    if column.table:
        return list(register.table(column.table))
    said = [getattr(entry, column.name) for entry in register.table(table.name).values()] if column.reused else ()
    return list(dict.fromkeys(text.by_language[0][1] for text in said if text))


def _taken(column: Column) -> Mapping[str, Any]:
    """What a column takes; where it is a key, nothing but those that there are."""
    if column.table:
        return {"allOf": [_defined(column.name)]}
    return {"anyOf": [_defined(column.name), column.read.schema]} if column.reused else column.read.schema


def _defined(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


def _between(partners: Mapping[str, Partner]) -> dict[str, Any]:
    """What a partner may not say: that it belongs to one below it, or that it has the name of another."""
    keys = [key for key in partners if not why_invalid_key(key)]
    below: dict[str, list[str]] = {key: [] for key in partners}
    for key in partners:
        for above in _line(key, partners):
            below[above].append(key)
    names = {key: sorted({key, *names_of(partners[key])}) for key in keys}
    return {
        "properties": {key: _in_column("parent", {"not": {"enum": below[key]}}) for key in keys},
        "patternProperties": {
            f"^(?!{key}$)": _in_column("aliases", {"items": {"not": {"enum": names[key]}}}) for key in keys
        },
    }


def _in_column(name: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    return {"properties": {name: rule}}


def _line(key: str | None, partners: Mapping[str, Partner]) -> Iterator[str]:
    """A partner, its parent, the parent of that, up to the last."""
    while key:
        yield key
        key = partners[key].parent


def write_schemas(folder: Path, register: Register) -> Iterator[Path]:
    """Write the schema of each data file into *folder*."""
    for table in TABLES.values():
        path = folder / _name(table)
        path.write_text(_text(table, register), encoding="utf-8")
        yield path


def refresh(table: Table, folder: Path) -> Path | None:
    """Write the schema of a data file anew where one stands beside it; gives its path if it had to be."""
    path = folder / _name(table)
    before, text = files.read(path), _text(table, load_register(folder)[0])
    if before in (None, text):
        return None
    files.write(path, text, before)
    return path


def _name(table: Table) -> str:
    return f"{table.name}.schema.json"


def _text(table: Table, register: Register) -> str:
    return json.dumps(schema_of(table, register), ensure_ascii=False, indent=2) + "\n"
