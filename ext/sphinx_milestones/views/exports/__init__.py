"""The exports: files of all records for other programs, a row each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .csv_files import BOM, csv_file, datapackage
from .data import ExportData
from .milestones_json import SCHEMA, milestones_json, milestones_schema
from .tables import TABLE_NAMES


@dataclass(frozen=True, slots=True)
class Export:
    """A file of records: its media type, its content, and whether the PDF of the full register has it attached."""

    media_type: str
    content: Callable[[ExportData], str]
    attach_to_pdf: bool = False


#: By path in the folder `data` of the output.
EXPORTS: Mapping[str, Export] = {
    "milestones.json": Export("application/json", milestones_json, attach_to_pdf=True),
    SCHEMA: Export("application/schema+json", milestones_schema),
    "datapackage.json": Export("application/json", datapackage),
    **{f"{name}.csv": Export("text/csv", csv_file(name)) for name in TABLE_NAMES},
    **{f"spreadsheet/{name}.csv": Export("text/csv", csv_file(name, BOM)) for name in TABLE_NAMES},
}
