"""The tables as CSV (RFC 4180, UTF-8), and their Data Package (frictionless).

A spreadsheet runs a cell that begins like a formula, so such a cell begins with an apostrophe.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from hashlib import sha256
from io import StringIO
from typing import Any

from .data import ExportData
from .tables import Column, DataTable, tables

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which a spreadsheet knows UTF-8
_FORMULA = re.compile("[\\s\N{ZERO WIDTH NO-BREAK SPACE}]*[=+\\-@＝＋－＠]|[\t\r\n]")


def csv_of(table: DataTable) -> str:
    """Return a table as CSV."""
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([cell(column.content(row)) for column in table.columns] for row in table.rows)
    return written.getvalue()


def cell(value: object) -> str:
    """Return the content of a cell that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    text = "" if value is None else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def csv_file(name: str, before: str = "") -> Callable[[ExportData], str]:
    """Return the function that returns a table as CSV after *before*."""

    def content(data: ExportData) -> str:
        return before + data.once(f"{name}.csv", lambda: csv_of(tables(data)[name]))

    return content


def datapackage(data: ExportData) -> str:
    """Return the description of the CSV files as a Data Package, with a line for each of its members and each table."""
    licence = data.licence
    described: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "milestones",
        "title": next(iter(data.title.values()), ""),
        "version": data.version,
        "homepage": data.homepage,
        "licenses": [{"path" if "/" in licence else "name": licence}] if licence else [],
    }
    lines = [f"{_json(name)}: {_json(value)}" for name, value in described.items() if value]
    resources = ",\n".join(_json(_resource(table, data)) for table in tables(data).values())
    return "{" + ",\n".join([*lines, f'"resources": [\n{resources}\n]']) + "}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _resource(table: DataTable, data: ExportData) -> dict[str, Any]:
    content = csv_file(table.name)(data).encode()
    keys = [
        {"fields": column.name, "reference": {"resource": _resource_of(column, table), "fields": _key_of(column)}}
        for column in table.columns
        if column.table
    ]
    fields = [{"name": each.name, "type": each.type, "description": each.help} for each in table.columns]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": [*table.key]}
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "description": table.help,
        "type": "table",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema | ({"foreignKeys": keys} if keys else {}),
    }


def _resource_of(column: Column, table: DataTable) -> str:
    return "" if column.table == table.name else column.table  # the table itself has no name there


def _key_of(column: Column) -> str:
    return "id" if column.table == "milestones" else "key"
