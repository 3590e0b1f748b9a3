"""Load the entries of a table into records: of a data file, or of a section of ``register.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sphinx_milestones.core.characters import CONTROL
from sphinx_milestones.core.keys import slugify, why_invalid_key
from sphinx_milestones.core.problems import Finding, Problem, ReportColumn
from sphinx_milestones.core.suggestions import suggest

from .partner_checks import FALLBACK_KIND
from .tables import Column, Table
from .toml_reader import DataFile, KeyPath, TomlFileError, read_file

# What an incomplete entry has in place of a required value that is no text.
_PLACEHOLDERS: Mapping[str, str] = {"kind": FALLBACK_KIND, "status": "not-located", "type": "text"}


class TableLoader:
    """Loads the records of one table; *section* is what comes before a key in the headers of its file."""

    def __init__(self, table: Table, path: Path, findings: list[Finding], section: str = "") -> None:
        self.table = table
        self.path = path
        self.findings = findings
        self.section = section
        self.lines: dict[KeyPath, int] = {}
        self.broken = False
        self.bad: set[KeyPath] = set()  # the values that were reported and left out

    def line(self, *path: str) -> int | None:
        """Return the line of a value (key, column), or that of its entry if the value is missing."""
        return self.lines.get(path) or self.lines.get(path[:1])

    def report(self, problem: Problem, message: str, line: int | None) -> None:
        """Report a problem of the file, with characters visible that would not be."""
        shown = CONTROL.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", " ".join(message.splitlines()))
        self.findings.append(Finding(problem, shown, str(self.path), line))

    def reporter(self, key: str) -> ReportColumn:
        """Return a function that reports problems of an entry, except in columns that were reported already."""

        def report(problem: Problem, message: str, column: str) -> None:
            if (key, column) not in self.bad:
                self.report(problem, f"[{self.section}{key}] {message}", self.line(key, column))

        return report

    def entries(self) -> dict[str, Any]:
        """Return the records of the file by key."""
        try:
            return self.entries_of(read_file(self.path))
        except TomlFileError as error:
            self.broken = True
            for fault in error.reasons:
                self.report(fault.problem, str(fault), fault.line)
            return {}

    def entries_of(self, file: DataFile) -> dict[str, Any]:
        """Return the records by key; an invalid key is replaced by its slug if that is free."""
        self.lines = dict(file.lines)
        records = {}
        for key, values in self._tables(file):
            valid_key = key
            if reason := why_invalid_key(key):
                message = f"[{self.section}{key or '“”'}] is not a valid key. {reason}"
                self.report(Problem.REGISTER_ENTRY, message, self.line(key))
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
            header = f"{self.section}{key}"
            if isinstance(values, dict):
                yield key, values
            elif isinstance(values, list) and values and isinstance(values[0], dict):
                message = f"[[{header}]] has double brackets. Write [{header}]."
                self.report(Problem.REGISTER_ENTRY, message, self.line(key))
                yield key, values[0]
            else:
                message = f"“{key}” is outside any entry. Move it below the [{self.section}key] of the entry it "
                self.report(Problem.REGISTER_ENTRY, f"{message}belongs to.", self.line(key))

    def entry(self, key: str, values: dict[str, Any]) -> Any:
        """Return one record; missing and invalid values are reported, and empty in the record."""
        columns = {column.name: column for column in self.table.columns}
        for name in (name for name in values if name not in columns):
            message = f"[{self.section}{key}] unknown field “{name}”. {suggest(name, columns)}"
            self.report(Problem.REGISTER_ENTRY, message, self.line(key, name))
        record: dict[str, Any] = {}
        for column in columns.values():
            if column.name in values:
                value = self._value(key, column, values[column.name])
                if value is not None:
                    record[column.name] = value
            elif column.required:
                message = f"[{self.section}{key}] has no “{column.name}”. Add a line “{column.name} = …”. {column.help}"
                self.report(Problem.REGISTER_ENTRY, message, self.line(key))
        return self.table.record(key=key, **{**self._placeholders(key), **record})

    def _value(self, key: str, column: Column, value: Any) -> Any:
        try:
            return column.read(value)
        except ValueError as error:
            message = f"[{self.section}{key}] {column.name}: {error}"
            self.bad.add((key, column.name))
            self.report(Problem.REGISTER_VALUE, message, self.line(key, column.name))
            return None

    def _placeholders(self, key: str) -> dict[str, Any]:
        """Return placeholders for required values, so that an incomplete entry is still shown."""
        return {
            column.name: _PLACEHOLDERS.get(column.name) or column.read(CONTROL.sub("", key))
            for column in self.table.columns
            if column.required
        }
