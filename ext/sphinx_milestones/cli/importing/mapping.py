"""What each column of a table is: as its user says, by its format, or by its name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from sphinx_milestones.cli.project import CommandError
from sphinx_milestones.core.suggestions import suggest

from .csv_tables import names_of_columns, targets
from .rows import Cell, Lost, Table, shown
from .source_file import normalized, read_source

DEFAULT = "--default"  # the column of a value that the user gives for all rows
_SECTIONS = ("columns", "defaults")


@dataclass(frozen=True)
class Wishes:
    """What the user says: the target of columns, empty to leave one out, and values for rows that have none."""

    columns: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)


class Row(NamedTuple):
    """A row with its cells by target, each with its column."""

    where: str
    values: Mapping[str, list[tuple[str, Cell]]]


def read_wishes(map_file: str | None, defaults: Iterable[str], fields: Iterable[str]) -> Wishes:
    """Return what is in a file for ``--map`` and in the options ``--default FIELD=VALUE``.

    :raises CommandError: if it is not TOML, or names what there is not
    """
    sections = _read_map(Path(map_file)) if map_file else {}
    given = dict(sections.get("defaults", {}))
    for text in defaults:
        name, equals, value = text.partition("=")
        if not (equals and value.strip()):
            raise CommandError(f"“{text}” is not a default. Write FIELD=VALUE.")
        given[name.strip()] = value.strip()
    allowed = targets(fields)
    for target in (*given, *filter(None, sections.get("columns", {}).values())):
        if target not in allowed:
            raise CommandError(f"“{target}” is not a field. {suggest(target, allowed)}")
    return Wishes(sections.get("columns", {}), given)


def _read_map(path: Path) -> dict[str, dict[str, str]]:
    try:
        sections: dict[str, Any] = tomllib.loads(read_source(path))
    except (ValueError, RecursionError) as error:
        raise CommandError(f"“{path.name}” is not valid TOML: {error}.") from None
    for name, values in sections.items():
        if name not in _SECTIONS:
            raise CommandError(f"“{path.name}” has [{name}]. {suggest(name, _SECTIONS)}")
        if not (isinstance(values, dict) and all(isinstance(value, str) for value in values.values())):
            raise CommandError(f"“{path.name}”: each line of [{name}] must be a name and a text in quotation marks.")
    return sections


def targets_of(table: Table, wishes: Wishes, fields: Iterable[str]) -> dict[str, str]:
    """Return the target of each column that has one; empty for those that the user leaves out.

    :raises CommandError: if the user names a column that the table does not have
    """
    columns = table.columns
    for column in wishes.columns:
        if column not in columns:
            raise CommandError(f"no row has a value for “{column}”. {suggest(column, columns)}")
    found = {column: target for column in columns if (target := table.targets.get(column)) is not None}
    known = names_of_columns(fields)
    named = {column: target for column in columns if (target := known.get(normalized(column)))}
    # A column that is named exactly like a target comes before those that only mean the same.
    exact = {column for column, target in named.items() if normalized(column) == target}
    taken = {*found.values(), *(named[column] for column in exact)}
    loose = {column: target for column, target in named.items() if column in exact or target not in taken}
    return {**loose, **found, **wishes.columns}


def rows_of(table: Table, wishes: Wishes, fields: Iterable[str]) -> tuple[list[Row], list[Lost]]:
    """Return the rows of a table, and what is in columns that have no target."""
    targets, rows, lost = targets_of(table, wishes, fields), [], list(table.lost)
    for where, cells in table.records:
        values: dict[str, list[tuple[str, Cell]]] = {}
        for column, cell in cells.items():
            if not cell:
                continue
            if target := targets.get(column):
                values.setdefault(target, []).append((column, cell))
            elif column not in wishes.columns:
                lost.append(Lost(where, column, shown(cell), "No field has the name of this column."))
        for target, value in wishes.defaults.items():
            values.setdefault(target, [(DEFAULT, value)])
        rows.append(Row(where, values))
    return rows, lost
