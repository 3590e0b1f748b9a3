"""JSON Schemas of the data files: an editor completes and checks by them while somebody types."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx_milestones.findings import KEY
from sphinx_milestones.tables import TABLES, Table

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


def schema_of(table: Table) -> dict[str, Any]:
    """The schema of a data file. What leads from one entry to another, or to a file, `check` tells alone."""
    entry = {
        "type": "object",
        "properties": {column.name: {"description": column.help, **column.read.schema} for column in table.columns},
        "required": [column.name for column in table.columns if column.required],
        "additionalProperties": False,
    }
    if table.name in _RULES:
        entry["allOf"] = _RULES[table.name]
    return {
        "$schema": DIALECT,
        "title": table.file,
        "type": "object",
        "propertyNames": {"pattern": f"^{KEY}$"},
        "additionalProperties": entry,
    }


def write_schemas(folder: Path) -> Iterator[Path]:
    """Write the schema of each data file into *folder*."""
    for table in TABLES.values():
        path = folder / f"{table.name}.schema.json"
        path.write_text(json.dumps(schema_of(table), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        yield path
