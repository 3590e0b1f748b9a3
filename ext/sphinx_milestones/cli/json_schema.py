"""JSON Schemas (draft 7) of the data files, for completion and validation in editors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx_milestones.core.keys import KEY, why_invalid_key
from sphinx_milestones.core.m49 import NAMED
from sphinx_milestones.core.records import Partner
from sphinx_milestones.register.column_types import CODE
from sphinx_milestones.register.loader import load_register
from sphinx_milestones.register.own_model_tables import BUILT_IN, FIELDS, SECTIONS, SETTINGS, TAKEN, read_message
from sphinx_milestones.register.own_model_tables import FILE as MODEL
from sphinx_milestones.register.partner_checks import GROUP_OF_HOSTS
from sphinx_milestones.register.published import COLUMNS, FILE
from sphinx_milestones.register.register import Register, names_of
from sphinx_milestones.register.tables import TABLES, Column, Table

from .project import read_file, write_file

DIALECT = "http://json-schema.org/draft-07/schema#"  # the draft that TOML extensions of editors support

MODEL_SCHEMA = MODEL.replace(".toml", ".schema.json")
PUBLISHED_SCHEMA = FILE.replace(".toml", ".schema.json")

# Conditions between the values of an entry.
_RULES: Mapping[str, list[dict[str, Any]]] = {
    "partners": [
        {
            "if": {"properties": {"country": {"enum": sorted(NAMED)}}, "required": ["country"]},
            "then": True,
            "else": {"required": ["name"]},
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
    """Return the schema of a data file; the parts that depend on the entries of *register* are in its `definitions`.

    New entries are valid, but references to new partners only after the schema is written again. Only `check` finds
    problems with the files of documents, intervals that end before they begin, and names that differ in case.
    """
    definitions: dict[str, Any] = {
        column.name: {"enum": choices_of(register, table, column)}
        for column in table.columns
        if column.table or column.reused
    }
    entry = {
        "type": "object",
        "properties": {
            column.name: {"description": column.help, **_column_schema(column, register)} for column in table.columns
        },
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
    if table.name == "partner_kinds":
        schema["propertyNames"]["not"] = {"const": GROUP_OF_HOSTS}
    if table.name == "partners":
        # Outside a condition, editors would offer only the columns that these rules mention.
        schema |= {"if": True, "then": _ref("partners")}
        definitions["partners"] = _partner_rules(register.partners)
    if definitions:
        schema["definitions"] = definitions
    return schema


def choices_of(register: Register, table: Table, column: Column) -> list[str]:
    """Return the values to choose from in a column: keys of the table it refers to, or texts already in use."""
    if column.table == "partner_kinds":
        return list(register.kinds_of_partners)
    if column.table == "document_states":
        return list(register.states_of_documents)
    if column.name == "quality" and register.model.source_types:
        return list(register.model.source_types)
    if column.table:
        return list(register.table(column.table))
    used = [getattr(entry, column.name) for entry in register.table(table.name).values()] if column.reused else ()
    return list(dict.fromkeys(text.by_language[0][1] for text in used if text))


def _column_schema(column: Column, register: Register) -> Mapping[str, Any]:
    """Return the schema of a column; if it refers to a table, only existing keys are valid."""
    if column.table or (column.reused and register.model.source_types):
        return {"allOf": [_ref(column.name)]}
    return {"anyOf": [_ref(column.name), column.read.schema]} if column.reused else column.read.schema


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/definitions/{name}"}


def _partner_rules(partners: Mapping[str, Partner]) -> dict[str, Any]:
    """Return a schema that rejects descendants as parents, and the names of other partners as aliases."""
    keys = [key for key in partners if not why_invalid_key(key)]
    descendants: dict[str, list[str]] = {key: [] for key in partners}
    for key in partners:
        for ancestor in _ancestors(key, partners):
            descendants[ancestor].append(key)
    names = {key: sorted({key, *names_of(partners[key])}) for key in keys}
    return {
        "properties": {key: _in_column("parent", {"not": {"enum": descendants[key]}}) for key in keys},
        "patternProperties": {
            f"^(?!{key}$)": _in_column("aliases", {"items": {"not": {"enum": names[key]}}}) for key in keys
        },
    }


def _in_column(name: str, rule: Mapping[str, Any]) -> dict[str, Any]:
    return {"properties": {name: rule}}


def _ancestors(key: str | None, partners: Mapping[str, Partner]) -> Iterator[str]:
    """Yield the keys of a partner, its parent, and so on to the root."""
    while key:
        yield key
        key = partners[key].parent


def schema_of_published() -> dict[str, Any]:
    """Return the schema of the file of published ids."""
    pages = COLUMNS["pages"].schema
    entry = {
        "type": "object",
        "properties": {name: column.schema for name, column in COLUMNS.items()},
        "required": ["pages"],
        "not": {"required": ["moved_to", "withdrawn"]},
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "title": FILE,
        "type": "object",
        "propertyNames": {"pattern": f"^{KEY}$"},
        "additionalProperties": {"anyOf": [pages, entry]},
    }


def schema_of_model(register: Register) -> dict[str, Any]:
    """Return the schema of the model of a register."""
    fields = _entry_schema(FIELDS)
    fields["propertyNames"] = {"pattern": f"^(?=[a-z]){KEY}$", "not": {"enum": [*BUILT_IN, *TAKEN]}}
    required = {"type": "array", "items": {"enum": [*BUILT_IN, *register.model.fields]}}
    return {
        "$schema": DIALECT,
        "title": MODEL,
        "type": "object",
        "properties": {
            "required": required | {"description": SETTINGS["required"][1]},
            "fields": fields,
            "messages": _messages_schema(),
            **{name: _entry_schema(table) for name, table in SECTIONS.items() if name != "fields"},
        },
        "additionalProperties": False,
    }


def _messages_schema() -> dict[str, Any]:
    """Return the schema of the texts in place of those of the extension, by language and English text."""
    texts = {"type": "object", "additionalProperties": read_message.schema}
    return {"type": "object", "propertyNames": {"pattern": f"^{CODE}$"}, "additionalProperties": texts}


def _entry_schema(table: Table) -> dict[str, Any]:
    """Return the schema of a section with an entry for each key."""
    entry = {
        "type": "object",
        "properties": {column.name: {"description": column.help, **column.read.schema} for column in table.columns},
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
    }
    return {"type": "object", "propertyNames": {"pattern": f"^{KEY}$"}, "additionalProperties": entry}


def write_schemas(folder: Path, register: Register) -> Iterator[Path]:
    """Write the schema of each data file to *folder*, and yield the paths."""
    texts = {_name(table): _text(schema_of(table, register)) for table in TABLES.values()}
    texts |= {PUBLISHED_SCHEMA: _text(schema_of_published()), MODEL_SCHEMA: _text(schema_of_model(register))}
    for name, text in texts.items():
        path = folder / name
        path.write_text(text, encoding="utf-8")
        yield path


def refresh(table: Table, folder: Path) -> Path | None:
    """Update the schema next to a data file, if there is one; return its path if it had changed."""
    path = folder / _name(table)
    before, text = read_file(path), _text(schema_of(table, load_register(folder)[0]))
    if before in (None, text):
        return None
    write_file(path, text, before)
    return path


def _name(table: Table) -> str:
    return table.file.replace(".toml", ".schema.json")


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
