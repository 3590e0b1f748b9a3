"""What a reader makes of a file: rows of cells, and what each column is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Entry = Mapping[str, str]  # values of an entry of a data file, by column

Cell = str | tuple[Entry, ...]


class Lost(NamedTuple):
    """A value that is not imported: its row, column and text, and the reason as a sentence."""

    row: str
    column: str
    value: str
    reason: str


class Record(NamedTuple):
    """A row of a file: its position, as for messages, and its cells by column."""

    where: str
    cells: Mapping[str, Cell]


@dataclass
class Table:
    """The rows of a file in one `form`; `targets` are what its format says of its columns.

    Columns without a target are looked up by name. `texts_are_html` is true where the format has HTML in its texts.
    `entries` are those of data files that the file has itself, by table and key, with values for TOML.
    """

    form: str
    records: list[Record]
    targets: Mapping[str, str] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)
    texts_are_html: bool = False
    entries: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)

    @property
    def columns(self) -> list[str]:
        """The columns that have a value, in the order of their first one."""
        return list(dict.fromkeys(name for record in self.records for name, cell in record.cells.items() if cell))


def shown(cell: Cell) -> str:
    """Return a cell as text."""
    return cell if isinstance(cell, str) else "; ".join(" ".join(entry.values()) for entry in cell)
