"""The register's data files, read into records; what is wrong in them is said with file and line.

A bad value is left out and the rest of its entry kept; a file that is not there is an empty one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx_milestones.core.problems import (
    CONTROL,
    Finding,
    Problem,
    Report,
    ReportColumn,
    choose,
    key_fault,
    nearest,
    right_key,
)
from sphinx_milestones.core.records import Document, Partner, Source, Term

from .document_files import examine
from .tables import TABLES, Column, Table
from .toml_reader import DataFile, Place, UnreadableError, read_file

Entry = Partner | Term | Document | Source


@dataclass(frozen=True)
class Register:
    """All entries by key, in the order of their files."""

    partners: Mapping[str, Partner] = field(default_factory=dict)
    kinds: Mapping[str, Term] = field(default_factory=dict)
    topics: Mapping[str, Term] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    broken: tuple[str, ...] = ()  # the tables whose file cannot be read: nothing can be said of their keys
    lines: Mapping[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Entry]:
        """The entries of one file, by key."""
        entries: Mapping[str, Entry] = getattr(self, name)
        return entries

    def digest(self, used: tuple[tuple[str, str], ...]) -> str:
        """A hash of what the register says of these keys (pairs of table and key), be they there, not there or lost."""
        broken = self.broken
        said = [
            (name, key, self.table(name).get(key) or self.key_of(name, key) or name in broken) for name, key in used
        ]
        return sha256(repr(said).encode()).hexdigest()

    def key_of(self, name: str, words: str) -> str | None:
        """The key of the partner that has *words* as alias, acronym or name, in any case of letters."""
        return next(iter(self._named.get(words.lower(), ())), None) if name == "partners" else None

    @cached_property
    def _named(self) -> Mapping[str, list[str]]:
        return _keys_by_name(self.partners.values())


class Lookup:
    """Looks keys up for one document, and remembers which were asked for."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.used: set[tuple[str, str]] = set()
        self.lost = False  # whether a key could not be looked up, since its file is broken

    def key(self, name: str, key: str, report: Report) -> str | None:
        """Give *key* back if table *name* has it, else report it and give nothing.

        Where the file of the table is broken, that is reported, and no key of it a second time.
        """
        self.used.add((name, key))
        known = self.register.table(name)
        file = TABLES[name].file
        if key in known:
            return key
        if name in self.register.broken:
            self.lost = True
        elif right := self.register.key_of(name, key):
            report(Problem.KEY_ALIAS, f"“{key}” is another name of “{right}”. Write the key, “{right}”.")
        elif known:
            report(Problem.KEY_UNKNOWN, f"“{key}” is not in {file}. {choose(key, known, f'add it to {file}')}")
        else:
            report(Problem.KEY_UNKNOWN, f"“{key}” is not in {file}, which has no entry yet. Add it to {file}.")
        return None


def load_register(folder: Path) -> tuple[Register, list[Finding]]:
    """Read the data files of *folder*; never raises for what stands in them."""
    findings: list[Finding] = []
    tables: dict[str, dict[str, Any]] = {}
    readers = {table.name: _Reader(table, folder / table.file, findings) for table in TABLES.values()}
    for path in sorted(folder.glob("*.toml")):
        meant = nearest(path.stem, readers)
        if meant and path.stem not in readers and not readers[meant].path.exists():
            readers[meant].broken = True
            message = f"is no data file by this name. Name it {TABLES[meant].file}."
            findings.append(Finding(Problem.REGISTER_FILE, message, str(path)))
    lines: dict[tuple[str, str], tuple[str, int]] = {}
    for name, reader in readers.items():
        tables[name] = reader.entries()
        lines |= {(name, key): (str(reader.path), reader.line(key) or 1) for key in tables[name]}
    _check_partners(tables["partners"], readers["partners"])
    documents = tables["documents"]
    for key, document in documents.items():
        documents[key] = examine(document, folder / "documents", readers["documents"].reporter(key))
    broken = tuple(name for name, reader in readers.items() if reader.broken)
    return Register(**tables, broken=broken, lines=lines), findings


class _Reader:
    """Reads one file."""

    def __init__(self, table: Table, path: Path, findings: list[Finding]) -> None:
        self.table = table
        self.path = path
        self.findings = findings
        self.lines: dict[Place, int] = {}
        self.broken = False
        self.bad: set[Place] = set()  # each value that was reported and left out

    def line(self, *place: str) -> int | None:
        """Where an entry, or a value in it, stands; where the value is not there, where the entry stands."""
        return self.lines.get(place) or self.lines.get(place[:1])

    def report(self, problem: Problem, message: str, line: int | None) -> None:
        shown = CONTROL.sub(lambda hidden: f"\\u{ord(hidden[0]):04x}", " ".join(message.splitlines()))
        self.findings.append(Finding(problem, shown, str(self.path), line))

    def reporter(self, key: str) -> ReportColumn:
        """Reports on a column of an entry that was read, unless its value was reported already."""

        def report(problem: Problem, message: str, column: str) -> None:
            if (key, column) not in self.bad:
                self.report(problem, f"[{key}] {message}", self.line(key, column))

        return report

    def entries(self) -> dict[str, Any]:
        """The records by key. A key of other characters stands as it should have been written, if that is free."""
        try:
            file = read_file(self.path)
        except UnreadableError as error:
            self.broken = True
            self.report(error.problem, str(error), error.line)
            return {}
        self.lines = dict(file.lines)
        records = {}
        for key, values in self._tables(file):
            right = key
            if fault := key_fault(key):
                self.report(Problem.REGISTER_ENTRY, f"[{key or '“”'}] is no key: {fault}", self.line(key))
                if not CONTROL.sub("", key).strip():
                    continue
                right = right_key(key)
                right = key if not right or right in file.entries else right
                self.lines |= {(right, *place[1:]): line for place, line in file.lines.items() if place[0] == key}
            records[right] = self.entry(right, values)
        return records

    def _tables(self, file: DataFile) -> Iterator[tuple[str, dict[str, Any]]]:
        """The entries; what is none is reported."""
        for key, values in file.entries.items():
            if isinstance(values, dict):
                yield key, values
            elif isinstance(values, list) and values and isinstance(values[0], dict):
                self.report(Problem.REGISTER_ENTRY, f"[[{key}]] has a bracket too many. Write [{key}].", self.line(key))
                yield key, values[0]
            else:
                message = f"“{key}” stands outside any entry. Put it below the [name] of the entry that it belongs to."
                self.report(Problem.REGISTER_ENTRY, message, self.line(key))

    def entry(self, key: str, values: dict[str, Any]) -> Any:
        """One record; a value that is missing or cannot be read is reported, and is empty in the record."""
        columns = {column.name: column for column in self.table.columns}
        for name in (name for name in values if name not in columns):
            message = f"[{key}] “{name}” is not known here. {choose(name, columns)}"
            self.report(Problem.REGISTER_ENTRY, message, self.line(key, name))
        record: dict[str, Any] = {}
        for column in columns.values():
            if column.name in values:
                value = self._value(key, column, values[column.name])
                if value is not None:
                    record[column.name] = value
            elif column.required:
                message = f"[{key}] has no “{column.name}”. Add a line: {column.name} = … {column.help}"
                self.report(Problem.REGISTER_ENTRY, message, self.line(key))
        return self.table.record(key=key, **{**self._stand_ins(key), **record})

    def _value(self, key: str, column: Column, value: Any) -> Any:
        try:
            return column.read(value)
        except ValueError as error:
            message = f"[{key}] {column.name}: {error}"
            self.bad.add((key, column.name))
            self.report(Problem.REGISTER_VALUE, message, self.line(key, column.name))
            return None

    def _stand_ins(self, key: str) -> dict[str, Any]:
        """What stands for a required value that was missing or bad, so that the entry still shows."""
        stand_ins = {"kind": "organisation", "status": "not-located"}
        return {
            column.name: stand_ins.get(column.name) or column.read(CONTROL.sub("", key))
            for column in self.table.columns
            if column.required
        }


def names_of(partner: Partner) -> set[str]:
    """Everything that a partner may be called besides its key, as it is written."""
    names = [*partner.aliases, partner.acronym or ""]
    names += [words for _, words in partner.name.by_language] if partner.name else []
    return set(filter(None, names))


def _keys_by_name(partners: Iterable[Partner]) -> dict[str, list[str]]:
    """The keys of the partners that have a name in common, by that name in small letters."""
    found: dict[str, list[str]] = {}
    for partner in partners:
        for name in {name.lower() for name in names_of(partner)}:
            found.setdefault(name, []).append(partner.key)
    return found


def _check_partners(partners: dict[str, Partner], reader: _Reader) -> None:
    """Report what is wrong between partners, and cut parents that lead nowhere."""
    named = _keys_by_name(partners.values())
    for key, partner in partners.items():
        report = reader.reporter(key)
        if partner.kind == "country" and not partner.country:
            message = "is a country without a code. Add a line: country = … Its two capital letters of ISO 3166-1."
            report(Problem.REGISTER_ENTRY, message, "country")
        elif not partner.country and not partner.name:
            report(Problem.REGISTER_ENTRY, "has no name. Add a line: name = …", "name")
        for alias in partner.aliases:
            if owner := _owner(alias, partner, partners, named):
                message = f"aliases: “{alias}” is also a name of [{owner}]. Delete one of the two."
                report(Problem.REGISTER_VALUE, message, "aliases")
        if fault := _parent_fault(partner, partners):
            report(Problem.REGISTER_VALUE, f"parent: {fault}", "parent")
            partners[key] = replace(partner, parent=None)


def _owner(alias: str, partner: Partner, partners: Mapping[str, Partner], named: Mapping[str, list[str]]) -> str | None:
    """Whose key or name an alias of *partner* is too; where two have one alias, the later one in the file is told."""
    if alias.lower() in partners and alias.lower() != partner.key:
        return alias.lower()
    before = True
    for key in named[alias.lower()]:
        if key == partner.key:
            before = False
        elif before or alias not in partners[key].aliases:
            return key
    return None


def _parent_fault(partner: Partner, partners: Mapping[str, Partner]) -> str | None:
    """What is wrong with a partner's parent."""
    if partner.parent is None:
        return None
    if partner.parent not in partners:
        return f"“{partner.parent}” is not in partners.toml. {choose(partner.parent, partners)}"
    if partner.parent == partner.key:
        return f"[{partner.key}] cannot be its own parent. Delete the line."
    if _leads_back(partner, partners):
        return f"“{partner.parent}” leads back to [{partner.key}]. Delete one of the parents."
    return None


def _leads_back(partner: Partner, partners: Mapping[str, Partner]) -> bool:
    """Whether a partner is among its own parent's parents; a circle among those alone is told to its members."""
    seen: set[str] = set()
    above = partner.parent or ""
    while above in partners and above != partner.key and above not in seen:
        seen.add(above)
        above = partners[above].parent or ""
    return above == partner.key
