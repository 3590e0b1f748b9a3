"""Load the data files of a register into records; problems are reported with file and line.

Invalid values are left out, and the rest of the entry is loaded; a missing file is an empty table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sphinx_milestones.core.characters import CONTROL
from sphinx_milestones.core.keys import slugify, why_invalid_key
from sphinx_milestones.core.problems import Finding, Problem, ReportColumn
from sphinx_milestones.core.suggestions import closest_match, suggest

from .document_files import examine
from .partner_checks import FALLBACK_KIND, check_partner_kinds, check_partners
from .published import FILE, read_published
from .register import Register
from .tables import TABLES, Column, Table
from .toml_reader import DataFile, KeyPath, TomlFileError, read_file


def load_register(folder: Path) -> tuple[Register, list[Finding]]:
    """Load the data files of *folder*; return the register and the problems found, whatever the files contain."""
    findings: list[Finding] = []
    tables: dict[str, dict[str, Any]] = {}
    readers = {table.name: _TableLoader(table, folder / table.file, findings) for table in TABLES.values()}
    for path in sorted(folder.glob("*.toml")):
        intended = closest_match(path.stem, readers)
        if intended and path.stem not in readers and not readers[intended].path.exists():
            readers[intended].broken = True
            message = f"is not the name of a data file. Rename it to {TABLES[intended].file}."
            findings.append(Finding(Problem.REGISTER_FILE, message, str(path)))
    lines: dict[tuple[str, str], tuple[str, int]] = {}
    for name, reader in readers.items():
        tables[name] = reader.entries()
        lines |= {(name, key): (str(reader.path), reader.line(key) or 1) for key in tables[name]}
    broken = tuple(name for name, reader in readers.items() if reader.broken)
    check_partner_kinds(tables["partner_kinds"], readers["partner_kinds"].reporter)
    kinds = Register(partner_kinds=tables["partner_kinds"], broken=broken)
    check_partners(kinds, tables["partners"], readers["partners"].reporter)
    documents = tables["documents"]
    for key, document in documents.items():
        documents[key] = examine(document, folder / "documents", readers["documents"].reporter(key))
    published, unsound = read_published(folder / FILE)
    return Register(**tables, published=published, broken=broken, lines=lines), [*findings, *unsound]


class _TableLoader:
    """Loads the records of one data file."""

    def __init__(self, table: Table, path: Path, findings: list[Finding]) -> None:
        self.table = table
        self.path = path
        self.findings = findings
        self.lines: dict[KeyPath, int] = {}
        self.broken = False
        self.bad: set[KeyPath] = set()  # the values that were reported and left out

    def line(self, *path: str) -> int | None:
        """Return the line of a value (key, column), or that of its entry if the value is missing."""
        return self.lines.get(path) or self.lines.get(path[:1])

    def report(self, problem: Problem, message: str, line: int | None) -> None:
        shown = CONTROL.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", " ".join(message.splitlines()))
        self.findings.append(Finding(problem, shown, str(self.path), line))

    def reporter(self, key: str) -> ReportColumn:
        """Return a function that reports problems of an entry, except in columns that were reported already."""

        def report(problem: Problem, message: str, column: str) -> None:
            if (key, column) not in self.bad:
                self.report(problem, f"[{key}] {message}", self.line(key, column))

        return report

    def entries(self) -> dict[str, Any]:
        """Return the records by key; an invalid key is replaced by its slug if that is free."""
        try:
            file = read_file(self.path)
        except TomlFileError as error:
            self.broken = True
            for fault in error.reasons:
                self.report(fault.problem, str(fault), fault.line)
            return {}
        self.lines = dict(file.lines)
        records = {}
        for key, values in self._tables(file):
            valid_key = key
            if reason := why_invalid_key(key):
                self.report(Problem.REGISTER_ENTRY, f"[{key or '“”'}] is not a valid key. {reason}", self.line(key))
                if not CONTROL.sub("", key).strip():
                    continue
                valid_key = slugify(key)
                valid_key = key if not valid_key or valid_key in file.entries else valid_key
                self.lines |= {(valid_key, *path[1:]): line for path, line in file.lines.items() if path[0] == key}
            records[valid_key] = self.entry(valid_key, values)
        return records

    def _tables(self, file: DataFile) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the entries as (key, values); report what is not an entry."""
        for key, values in file.entries.items():
            if isinstance(values, dict):
                yield key, values
            elif isinstance(values, list) and values and isinstance(values[0], dict):
                self.report(Problem.REGISTER_ENTRY, f"[[{key}]] has double brackets. Write [{key}].", self.line(key))
                yield key, values[0]
            else:
                message = f"“{key}” is outside any entry. Move it below the [key] of the entry it belongs to."
                self.report(Problem.REGISTER_ENTRY, message, self.line(key))

    def entry(self, key: str, values: dict[str, Any]) -> Any:
        """Return one record; missing and invalid values are reported, and empty in the record."""
        columns = {column.name: column for column in self.table.columns}
        for name in (name for name in values if name not in columns):
            message = f"[{key}] unknown field “{name}”. {suggest(name, columns)}"
            self.report(Problem.REGISTER_ENTRY, message, self.line(key, name))
        record: dict[str, Any] = {}
        for column in columns.values():
            if column.name in values:
                value = self._value(key, column, values[column.name])
                if value is not None:
                    record[column.name] = value
            elif column.required:
                message = f"[{key}] has no “{column.name}”. Add a line “{column.name} = …”. {column.help}"
                self.report(Problem.REGISTER_ENTRY, message, self.line(key))
        return self.table.record(key=key, **{**self._placeholders(key), **record})

    def _value(self, key: str, column: Column, value: Any) -> Any:
        try:
            return column.read(value)
        except ValueError as error:
            message = f"[{key}] {column.name}: {error}"
            self.bad.add((key, column.name))
            self.report(Problem.REGISTER_VALUE, message, self.line(key, column.name))
            return None

    def _placeholders(self, key: str) -> dict[str, Any]:
        """Return placeholders for required values, so that an incomplete entry is still shown."""
        placeholders = {"kind": FALLBACK_KIND, "status": "not-located"}
        return {
            column.name: placeholders.get(column.name) or column.read(CONTROL.sub("", key))
            for column in self.table.columns
            if column.required
        }
