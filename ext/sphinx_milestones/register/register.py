"""The entries of all data files, and their lookup by pages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import cycle
from pathlib import Path
from typing import Literal

from sphinx_milestones.core.problems import Problem, Report
from sphinx_milestones.core.records import Document, Partner, Source, Term, texts_of
from sphinx_milestones.core.suggestions import suggest

from .column_types import DOCUMENT_STATES, MARKS, PARTNER_KINDS
from .own_model import NO_MODEL, OwnModel
from .published import Published
from .tables import TABLES

Entry = Partner | Term | Document | Source


@dataclass(frozen=True)
class Register:
    """All entries by key, in the order of their files."""

    partners: Mapping[str, Partner] = field(default_factory=dict)
    kinds: Mapping[str, Term] = field(default_factory=dict)
    topics: Mapping[str, Term] = field(default_factory=dict)
    roles: Mapping[str, Term] = field(default_factory=dict)  # additional ones, and new labels for built-in ones
    partner_kinds: Mapping[str, Term] = field(default_factory=dict)  # likewise
    documents: Mapping[str, Document] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    published: Published = field(default_factory=Published)
    model: OwnModel = NO_MODEL  # where it differs from that of the extension
    broken: tuple[str, ...] = ()  # tables whose file cannot be read, so that their keys are unknown
    lines: Mapping[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def table(self, name: str) -> Mapping[str, Entry]:
        """Return the entries of one file, by key."""
        entries: Mapping[str, Entry] = getattr(self, name)
        return entries

    @cached_property
    def kinds_of_partners(self) -> tuple[str, ...]:
        """The kinds of partners in the order of their headings: the built-in ones, then those of the register."""
        return tuple(dict.fromkeys([*PARTNER_KINDS, *self.partner_kinds]))

    @cached_property
    def states_of_documents(self) -> tuple[str, ...]:
        """The states of documents in the order of their headings: the built-in ones, then those of the register."""
        return tuple(dict.fromkeys([*DOCUMENT_STATES, *self.model.document_states]))

    def access_to(self, document: Document) -> Literal["file", "url", ""]:
        """Return by what a document can be opened; empty if it cannot."""
        if document.status in ("available", "external"):
            return "file" if document.status == "available" else "url"
        own = self.model.document_states.get(document.status)
        linked = own and own.linked and document.status not in DOCUMENT_STATES
        return "file" if linked and document.file else "url" if linked and document.url else ""

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """The mark of each kind: the one named in its entry, else the next that no entry names."""
        named = {term.mark for term in self.kinds.values()}
        rest = cycle([mark for mark in MARKS if mark not in named] or MARKS)
        return {key: term.mark or next(rest) for key, term in self.kinds.items()}

    def digest(self, keys: tuple[tuple[str, str], ...]) -> str:
        """Return a hash of the model and of the entries for *keys*, (table, key) pairs.

        Missing and broken entries have distinct values.
        """
        broken = self.broken
        entries = [
            (name, key, self.table(name).get(key) or self.key_of(name, key) or name in broken) for name, key in keys
        ]
        return sha256(repr((self.model.digest, entries)).encode()).hexdigest()

    def key_of(self, name: str, text: str) -> str | None:
        """Return the key of the partner with *text* as alias, acronym or name, ignoring case; None in other tables."""
        return next(iter(self._named.get(folded(text), ())), None) if name == "partners" else None

    @cached_property
    def _named(self) -> Mapping[str, list[str]]:
        return keys_by_name(self.partners.values())


class Lookup:
    """Looks up keys for one page, and records its dependencies."""

    def __init__(self, register: Register, page: Path | None = None, pages: Path | None = None) -> None:
        self.register = register
        self.page = page  # the file of the page, and the folder of all pages; None if they are not known
        self.pages = pages
        self.dependencies: set[tuple[str, str]] = set()
        self.lost = False  # whether a key could not be looked up because its file is broken

    def path_of(self, text: str) -> Path | None:
        """Return the path that a page means: relative to it, or with a slash before it to the folder of all."""
        if self.page is None or self.pages is None:
            return None
        return self.pages / text.lstrip("/") if text.startswith("/") else self.page.parent / text

    def key(self, name: str, key: str, report: Report) -> str | None:
        """Return *key* if table *name* has it; else report it and return None.

        Nothing is reported if the file of the table is broken, as that was reported already.
        """
        self.dependencies.add((name, key))
        known = self.register.table(name)
        file = TABLES[name].file
        if key in known:
            return key
        if name in self.register.broken:
            self.lost = True
        elif right := self.register.key_of(name, key):
            report(Problem.KEY_ALIAS, f"“{key}” is another name for “{right}”. Use the key “{right}”.")
        elif known:
            report(Problem.KEY_UNKNOWN, f"“{key}” is not in {file}. {suggest(key, known, f'add it to {file}')}")
        else:
            report(Problem.KEY_UNKNOWN, f"“{key}” is not in {file}, which has no entries yet. Add it to {file}.")
        return None


def folded(name: str) -> str:
    """Return a name for comparison: lowercase, its accents composed (NFC), since systems encode them differently."""
    return unicodedata.normalize("NFC", name).lower()


def names_of(partner: Partner) -> set[str]:
    """Return the aliases, acronym and names of a partner."""
    return {name for name in (*partner.aliases, *texts_of(partner.acronym), *texts_of(partner.name)) if name}


def keys_by_name(partners: Iterable[Partner]) -> dict[str, list[str]]:
    """Return the keys of the partners with each name, by the folded name."""
    found: dict[str, list[str]] = {}
    for partner in partners:
        for name in {folded(name) for name in names_of(partner)}:
            found.setdefault(name, []).append(partner.key)
    return found
