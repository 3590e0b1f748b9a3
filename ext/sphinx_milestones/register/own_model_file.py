"""``register.toml``, optional: the model of a register where it differs from that of the extension."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sphinx_milestones.core.problems import Finding, Problem, ReportColumn
from sphinx_milestones.core.suggestions import suggest

from .own_model import KEY_TABLES, NO_MODEL, OwnField, OwnModel, OwnText
from .own_model_tables import BUILT_IN, SECTIONS, SETTINGS, TAKEN, is_language, read_message
from .own_parsers import parser_of
from .register import Lookup, Register
from .table_loader import TableLoader
from .toml_reader import DataFile, TomlFileError, read_file


def read_own_model(path: Path, findings: list[Finding]) -> OwnModel:
    """Read the file; a missing file defines nothing. Invalid values are reported to *findings* and left out."""
    try:
        file = read_file(path)
    except TomlFileError as error:
        findings += [Finding(reason.problem, str(reason), str(path), reason.line) for reason in error.reasons]
        return OwnModel(path=str(path), broken=True)
    return _Reader(path, file, findings).model() if file.entries else NO_MODEL


class _Reader:
    """Reads the sections of the file."""

    def __init__(self, path: Path, file: DataFile, findings: list[Finding]) -> None:
        self.path = path
        self.file = file
        self.findings = findings

    def model(self) -> OwnModel:
        known = (*SETTINGS, *SECTIONS, "messages")
        for name in (name for name in self.file.entries if name not in known):
            self._report(Problem.REGISTER_ENTRY, f"unknown section “{name}”. {suggest(name, known)}", name)
        fields, report_on = self._section("fields")
        checked = {name: _checked(each, report_on(name)) for name, each in fields.items()}
        own = {name: each for name, each in checked.items() if each}
        return OwnModel(
            own,
            self._required((*BUILT_IN, *own)),
            dict(self._messages()),
            self._section("source-types")[0],
            self._section("document-states")[0],
            self.file.lines,
            str(self.path),
        )

    def _report(self, problem: Problem, message: str, *path: str) -> None:
        line = next((self.file.lines[path[:end]] for end in (3, 2, 1) if path[:end] in self.file.lines), None)
        self.findings.append(Finding(problem, message, str(self.path), line))

    def _setting(self, name: str) -> Any:
        """Return a value at the top of the file; None if it is missing or invalid."""
        if name not in self.file.entries:
            return None
        try:
            return SETTINGS[name][0](self.file.entries[name])
        except ValueError as error:
            self._report(Problem.REGISTER_VALUE, f"{name}: {error}", name)
            return None

    def _required(self, known: Sequence[str]) -> tuple[str, ...] | None:
        """Return the required fields that there are; None if the file does not name them."""
        names: tuple[str, ...] | None = self._setting("required")
        for name in (name for name in names or () if name not in known):
            self._report(
                Problem.REGISTER_VALUE, f"required: “{name}” is not a field. {suggest(name, known)}", "required"
            )
        return None if names is None else tuple(name for name in names if name in known)

    def _messages(self) -> Iterator[tuple[str, dict[str, OwnText]]]:
        """Yield each language with its texts."""
        for language, texts in self._tables("messages"):
            valid: dict[str, OwnText] = {}
            for text, value in texts.items():
                try:
                    valid[text] = read_message(value)
                except ValueError as error:
                    message = f"[messages.{language}] “{text}”: {error}"
                    self._report(Problem.REGISTER_VALUE, message, "messages", language, text)
            yield language.replace("-", "_"), valid

    def _tables(self, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the tables of languages in a section."""
        section = self.file.entries.get(name, {})
        for language, values in section.items() if isinstance(section, dict) else [(name, section)]:
            if isinstance(values, dict) and is_language(language):
                yield language, values
            else:
                message = f"“{language}” is not a table of texts in a language. Write [{name}.en] above them."
                self._report(Problem.REGISTER_VALUE, message, name, language)

    def _section(self, name: str) -> tuple[dict[str, Any], Callable[[str], ReportColumn]]:
        """Return the records of a section, and a function that returns the reporter of an entry."""
        loader = TableLoader(SECTIONS[name], self.path, self.findings, f"{name}.")
        entries = self.file.entries.get(name, {})
        if not isinstance(entries, dict):
            self._report(Problem.REGISTER_VALUE, f"“{name}” is not a section. Write [{name}.key].", name)
            entries = {}
        lines = {path[1:]: line for path, line in self.file.lines.items() if path[0] == name and path[1:]}
        return loader.entries_of(DataFile(entries, lines)), loader.reporter


def _checked(field: OwnField, report: ReportColumn) -> OwnField | None:
    """Return a field without the values that contradict each other, which are reported; None if its key is taken."""
    if field.key in (*BUILT_IN, *TAKEN):
        message = f"“{field.key}” is a name that every register already has. Choose another key."
        report(Problem.REGISTER_ENTRY, message, "")
        return None
    if field.key[:1].isdigit():
        report(Problem.REGISTER_ENTRY, "begins with a digit. Choose a key that begins with a letter.", "")
        return None
    faults = dict(_faults(field))
    for column, message in faults.items():
        report(Problem.REGISTER_VALUE, f"{column}: {message}", column)
    defaults = OwnField(field.key, field.label)
    reset: dict[str, Any] = {column: getattr(defaults, column) for column in faults}
    if "choices" in faults or "table" in faults:
        reset |= {"type": "text", "choices": (), "table": "", "filter": False}
    return replace(field, **reset)


def _faults(field: OwnField) -> Iterator[tuple[str, str]]:
    """Yield (column, message) for values that do not belong together."""
    if field.type == "choice" and not field.choices:
        yield "choices", 'a choice needs them. Add a line such as: choices = { open = "Open", closed = "Closed" }'
    elif field.choices and field.type != "choice":
        yield "choices", 'only a choice has them. Write type = "choice", or delete the line.'
    if field.type == "key" and not field.table:
        yield "table", f'a key needs it. Add a line such as: table = "{KEY_TABLES[0]}"'
    elif field.table and field.type != "key":
        yield "table", 'only a key has it. Write type = "key", or delete the line.'
    if field.pattern and field.type != "text":
        yield "pattern", "only a text has one. Delete the line."
    if field.example and (reason := _why_invalid_example(field)):
        yield "example", reason
    if field.link and field.type not in ("text", "number", "choice"):
        yield "link", "only a text, a number or a choice has one. Delete the line."
    if field.filter and field.type not in ("choice", "key"):
        yield "filter", "readers can filter by a choice or a key only. Delete the line."
    if field.many and field.type == "url":
        yield "many", "a URL may contain commas, so that a field has only one. Delete the line."


def _why_invalid_example(field: OwnField) -> str:
    """Return why the example cannot be a value of the field; empty if it can."""
    if field.pattern:
        fits = re.fullmatch(field.pattern, field.example)
        return "" if fits else f"“{field.example}” does not match the pattern. Fix one of the two."
    if field.type in ("text", "key") or (field.type == "choice" and not field.choices):
        return ""
    messages: list[str] = []
    parse = parser_of(replace(field, example=""))  # whose messages show a value that is allowed
    parse(field.example, Lookup(Register()), lambda _problem, message: messages.append(message))
    return messages[0] if messages else ""
