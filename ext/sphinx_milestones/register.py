"""The register's data files, read into records; what is wrong in them is said with file and line.

A bad value is left out and the rest of its entry kept; a file that is not there is an empty one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from .documents import examine
from .findings import Finding, Problem, choose, key_fault
from .model import Document, Partner, Source, Term
from .tables import TABLES, Column, Table

Report = Callable[[Problem, str], None]
ReportValue = Callable[[Problem, str, str], None]  # with the name of a column, or with none
Entry = Partner | Term | Document | Source

# What tomllib says, in the words of somebody who writes such a file.
_TOML = {
    r"Cannot declare \(['\"](.*)['\"],?\) twice": r"[\1] stands in the file a second time. Delete one of the two.",
    r"Cannot overwrite a value": "a value is given a second time. Delete one of the two.",
    r"(?:Illegal character|Unterminated string|Expected '\"').*": "a text has no closing quotation mark. Write one.",
    r"Invalid value": "a value is no text in quotation marks, no number and no list. Put it in quotation marks.",
    r"Expected '\]' .*": "the name of an entry has no closing bracket. Write [name].",
    r"Unclosed array": "a list has no closing bracket. Write ].",
    r"(?:Expected '=' .*|Invalid statement)": 'this is neither [name] nor name = "words".',
}


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
        """A hash of what the register says of these keys (pairs of table and key), be they there or not."""
        said = [(name, key, self.table(name).get(key) or self.key_of(name, key)) for name, key in used]
        return sha256(repr(said).encode()).hexdigest()

    def key_of(self, name: str, words: str) -> str | None:
        """The key of the partner that has *words* as alias, acronym or name, in any case of letters."""
        if name != "partners":
            return None
        return next((key for key, partner in self.partners.items() if words.lower() in _names(partner)), None)


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
            report(Problem.KEY_UNKNOWN, f"“{key}” is not in {file}. {choose(key, known)} Or add it to {file}.")
        else:
            report(Problem.KEY_UNKNOWN, f"“{key}” is not in {file}, which has no entry yet. Add it to {file}.")
        return None


def load_register(folder: Path) -> tuple[Register, list[Finding]]:
    """Read the data files of *folder*; never raises for what stands in them."""
    findings: list[Finding] = []
    tables: dict[str, dict[str, Any]] = {}
    readers = {table.name: _Reader(table, folder / table.file, findings) for table in TABLES.values()}
    lines: dict[tuple[str, str], tuple[str, int]] = {}
    for name, reader in readers.items():
        tables[name] = reader.entries()
        lines |= {(name, key): (str(reader.path), reader.line(key) or 1) for key in tables[name]}
    partners, documents = tables["partners"], tables["documents"]
    for key, partner in partners.items():
        partners[key] = _check_partner(partner, partners, readers["partners"].reporter(key))
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
        self.text = ""
        self.broken = False
        self.bad: set[tuple[str, str]] = set()  # (key, column) of each value that was reported and left out

    def line(self, key: str, column: str | None = None) -> int | None:
        """Where an entry, or a value in it, stands. tomllib does not tell, so the text is searched."""
        header = re.search(rf'^[ \t]*\[[ \t]*"?{re.escape(key)}"?[ \t]*[.\]]', self.text, re.MULTILINE)
        if header is None:
            return None
        place = header.start()
        if column is not None:
            end = re.compile(r"^[ \t]*\[", re.MULTILINE).search(self.text, header.end())
            value = re.compile(rf'^[ \t]*"?{re.escape(column)}"?[ \t]*[.=]', re.MULTILINE)
            found = value.search(self.text, header.end(), end.start() if end else len(self.text))
            place = found.start() if found else place
        return self.text.count("\n", 0, place) + 1

    def report(self, problem: Problem, message: str, line: int | None) -> None:
        self.findings.append(Finding(problem, message, str(self.path), line))

    def reporter(self, key: str) -> ReportValue:
        """Reports on a column of an entry that was read, unless its value was reported already."""

        def report(problem: Problem, message: str, column: str) -> None:
            if (key, column) not in self.bad:
                self.report(problem, f"[{key}] {message}", self.line(key, column))

        return report

    def entries(self) -> dict[str, Any]:
        return {key: self.entry(key, values) for key, values in self.parsed() if isinstance(values, dict)}

    def parsed(self) -> Iterator[tuple[str, Any]]:
        """The entries as TOML has them; one that is not a table is reported."""
        try:
            self.text = self.path.read_text(encoding="utf-8-sig")  # some editors put a mark before the first line
            entries = tomllib.loads(self.text)
        except FileNotFoundError:
            return
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            self.broken = True
            self.report(Problem.REGISTER_SYNTAX, "is not UTF-8 here. Save the file as UTF-8.", line)
            return
        except tomllib.TOMLDecodeError as error:
            what, _, where = str(error).partition(" (at ")
            place = re.match(r"line (\d+)", where)
            line = int(place[1]) if place else len(self.text.splitlines())
            known = (match.expand(words) for said, words in _TOML.items() if (match := re.fullmatch(said, what)))
            self.broken = True
            self.report(Problem.REGISTER_SYNTAX, f"is not TOML here: {next(known, f'{what}. Mend this line.')}", line)
            return
        for key, values in entries.items():
            if not isinstance(values, dict):
                message = f"“{key}” stands outside any entry. Put it below the [name] of the entry that it belongs to."
                self.report(Problem.REGISTER_ENTRY, message, self._loose_line(key))
            yield key, values

    def _loose_line(self, key: str) -> int | None:
        found = re.search(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*=', self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.start()) + 1 if found else None

    def entry(self, key: str, values: dict[str, Any]) -> Any:
        """One record; a value that is missing or cannot be read is reported, and is empty in the record."""
        columns = {column.name: column for column in self.table.columns}
        if fault := key_fault(key):
            self.report(Problem.REGISTER_ENTRY, f"[{key}] is no key: {fault}", self.line(key))
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
            column.name: stand_ins.get(column.name) or column.read(key)
            for column in self.table.columns
            if column.required
        }


def _names(partner: Partner) -> set[str]:
    """Everything that a partner may be called, in small letters."""
    names = [*partner.aliases, partner.acronym or ""]
    names += [words for _, words in partner.name.by_language] if partner.name else []
    return {name.lower() for name in names if name}


def _check_partner(partner: Partner, partners: Mapping[str, Partner], report: ReportValue) -> Partner:
    """Report what is wrong between *partner* and the others, and cut a parent that leads nowhere."""
    if partner.kind == "country" and not partner.country:
        message = "is a country without a code. Add a line: country = … Its two capital letters of ISO 3166-1."
        report(Problem.REGISTER_ENTRY, message, "country")
    elif not partner.country and not partner.name:
        report(Problem.REGISTER_ENTRY, "has no name. Add a line: name = …", "name")
    for alias in partner.aliases:
        if owner := _owner(alias, partner, partners):
            message = f"aliases: “{alias}” is also a name of [{owner}]. Delete one of the two."
            report(Problem.REGISTER_VALUE, message, "aliases")
    if partner.parent is None:
        return partner
    if partner.parent not in partners:
        message = f"parent: “{partner.parent}” is not in partners.toml. {choose(partner.parent, partners)}"
    elif partner.parent == partner.key:
        message = f"parent: [{partner.key}] cannot be its own parent. Delete the line."
    elif _leads_back(partner, partners):
        message = f"parent: “{partner.parent}” leads back to [{partner.key}]. Delete one of the parents."
    else:
        return partner
    report(Problem.REGISTER_VALUE, message, "parent")
    return replace(partner, parent=None)


def _owner(alias: str, partner: Partner, partners: Mapping[str, Partner]) -> str | None:
    """Whose name an alias of *partner* is too; where two have one alias, the later one in the file is told."""
    before = True
    for key, other in partners.items():
        if other is partner or key == partner.key:
            before = False
        elif alias.lower() in {key, *_names(other)} and (before or alias not in other.aliases):
            return key
    return None


def _leads_back(partner: Partner, partners: Mapping[str, Partner]) -> bool:
    """Whether a partner is among its own parent's parents; a circle among those alone is told to its members."""
    seen: set[str] = set()
    above = partner.parent or ""
    while above in partners and above != partner.key and above not in seen:
        seen.add(above)
        above = partners[above].parent or ""
    return above == partner.key
