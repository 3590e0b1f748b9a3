"""The exports: files of all records for other programs, a row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sphinx_milestones.views.labels import N_

from .csv_files import BOM, csv_file, datapackage
from .data import ExportData
from .milestones_json import SCHEMA, milestones_json, milestones_schema
from .tables import HELP, tables

SPREADSHEET = "spreadsheet/"  # the folder of the tables for spreadsheets


@dataclass(frozen=True, slots=True)
class Export:
    """A file of records: its media type, its content, and whether the PDF of the full register has it attached.

    `help` is its description for readers, `rows` returns how many rows it has.
    """

    media_type: str
    content: Callable[[ExportData], str]
    attach_to_pdf: bool = False
    help: str = ""
    rows: Callable[[ExportData], int] | None = None


def _table(name: str, before: str = "") -> Export:
    return Export("text/csv", csv_file(name, before), help=HELP[name], rows=lambda data: len(tables(data)[name].rows))


#: By path in the folder `data` of the output.
EXPORTS: Mapping[str, Export] = {
    "milestones.json": Export(
        "application/json",
        milestones_json,
        attach_to_pdf=True,
        help=N_("Everything: all milestones, partners, documents and sources, in each language."),
        rows=lambda data: len(data.milestones),
    ),
    SCHEMA: Export("application/schema+json", milestones_schema, help=N_("The JSON Schema of milestones.json.")),
    "datapackage.json": Export(
        "application/json", datapackage, help=N_("A description of the tables: columns, keys, sizes and licence.")
    ),
    **{f"{name}.csv": _table(name) for name in HELP},
    **{f"{SPREADSHEET}{name}.csv": _table(name, BOM) for name in HELP},
}
