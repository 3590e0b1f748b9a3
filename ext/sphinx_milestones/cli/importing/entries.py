"""The entries of data files that a text refers to: those of the register, and new ones."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Any

from babel import Locale, UnknownLocaleError

from sphinx_milestones.cli.new_entry import proposed_key
from sphinx_milestones.core.country_names import COUNTRY_NAMES
from sphinx_milestones.core.keys import why_invalid_key
from sphinx_milestones.core.m49 import NAMED
from sphinx_milestones.core.records import texts_of
from sphinx_milestones.core.urls import why_invalid_url
from sphinx_milestones.register.field_parsers import ROLES
from sphinx_milestones.register.register import Register, folded
from sphinx_milestones.register.tables import TABLES

from .markup_text import cleaned
from .rows import Cell, Entry, Lost

Given = Mapping[str, Mapping[str, Mapping[str, Any]]]  # by table and key, with values as in TOML

_LIST = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*[,،、]\s*(?![^()]*\))")
_ROLE = re.compile(r"(.+?)\s*\(([^()]*)\)")
_REFERENCE = re.compile(r"[{:](partner|document)[}:]`(?:[^`<>]*<)?([^`<>]+)>?`")
_SPLIT_AT_COMMAS = ("partners", "topics")  # names of others have commas more often than they are lists


class Entries:
    """The register with new entries, each made when a text first refers to it."""

    def __init__(self, register: Register, language: str, given: Given | None = None) -> None:
        self.given = given or {}
        copies: dict[str, Any] = {name: dict(register.table(name)) for name in TABLES}
        self.register = replace(register, **copies)
        self.language = language
        self.added: dict[str, dict[str, dict[str, Any]]] = {}

    def resolve(self, table: str, cell: Cell) -> list[tuple[str, str]]:
        """Return the key and the role of each entry that a cell refers to.

        :raises ValueError: if an entry cannot be made of it
        """
        found: dict[str, str] = {}
        for entry, role in self._items(table, cell):
            key = self._existing(table, entry) or self._add(table, entry)
            found[key] = found.get(key) or role
        return list(found.items())

    def _items(self, table: str, cell: Cell) -> Iterator[tuple[Entry, str]]:
        if not isinstance(cell, str):
            yield from ((entry, self._roles(entry.get("role", ""))) for entry in cell)
            return
        text = cleaned(" ".join(cell.split(" ")))
        for item in self._split(table, text):
            match = _ROLE.fullmatch(item) if table == "partners" else None
            roles = dict.fromkeys([*ROLES, *self.register.roles])
            named = [role.strip().lower() for role in match[2].split(",")] if match else []
            if match and roles.keys() >= {*named}:
                yield self._named(table, match[1]), ", ".join(named)
            elif match and re.fullmatch(r"[A-Z][A-Z0-9& /-]{1,11}", match[2]):
                yield {"name": match[1], "acronym": match[2]}, ""
            else:
                yield self._named(table, item), ""

    def _split(self, table: str, text: str) -> list[str]:
        """Return the items of a list; a text with commas is one only in some tables, or if all of it is keys."""
        whole = " ".join(text.split())
        if self._existing(table, self._named(table, whole)) or not why_invalid_url(whole):
            return [whole]
        items = [" ".join(item.split()) for item in _LIST.split(text) if item.strip()]
        if len(items) == 1:
            parts = list(filter(None, _COMMA.split(items[0])))
            known = self.register.table(table)
            if table in _SPLIT_AT_COMMAS or all(part in known for part in parts):
                return parts
        return items

    @staticmethod
    def _named(table: str, text: str) -> Entry:
        if table in ("sources", "documents"):
            return (
                {"title": text} if why_invalid_url(text) else {"title": re.sub("^[a-z]+:(//)?", "", text), "url": text}
            )
        return {"name" if table == "partners" else "label": text}

    def _existing(self, table: str, entry: Entry) -> str | None:
        """Return the key of the entry in the register that this one means."""
        entries, names = self.register.table(table), self._names[table]
        if "key" in entry:
            return entry["key"] if entry["key"] in entries else None
        texts = [entry[name] for name in ("name", "label", "title", "acronym") if name in entry]
        if texts and texts[0] in entries:
            return texts[0]
        if "url" in entry:
            return names.get(f"url {entry['url']}")
        if table == "partners":
            country = next(filter(None, map(self.country, texts)), None)
            if country and (found := names.get(f"country {country}")):
                return found
        return next(filter(None, (names.get(folded(text)) for text in texts)), None)

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        """The keys of each table by folded name, label or title, by URL, and by country."""
        found: dict[str, dict[str, str]] = {name: {} for name in TABLES}
        for name, names in found.items():
            for key, record in reversed(list(self.register.table(name).items())):
                values = {column.name: getattr(record, column.name) for column in TABLES[name].columns}
                self._remember(names, key, values)
        return found

    @staticmethod
    def _remember(names: dict[str, str], key: str, values: Mapping[str, Any]) -> None:
        texts = [value for column in ("label", "title", "acronym", "name") for value in texts_of(values.get(column))]
        names |= dict.fromkeys(map(folded, (*texts, *values.get("aliases", ()))), key)
        if values.get("url"):
            names[f"url {values['url']}"] = key
        if values.get("kind") == "country" and values.get("country"):
            names[f"country {values['country']}"] = key

    @cached_property
    def _countries(self) -> dict[str, str]:
        """The code of each country by its folded names, in English and in the language of the register.

        Of its further names, only those with a word of its usual one: others are of states that are gone, or of parts.
        """
        found: dict[str, str] = {}
        for language in (self.language, "en"):
            try:
                names = Locale.parse(language.replace("-", "_")).territories
            except (UnknownLocaleError, ValueError):
                continue
            found |= {folded(names[code]): code for code in NAMED if code in names}
        for code, others in COUNTRY_NAMES.items():
            beginnings = {word[:4] for word in folded(Locale("en").territories.get(code, "")).split() if len(word) > 3}
            for other in others:
                if other.isupper() or beginnings & {word[:4] for word in folded(other).split()}:
                    found.setdefault(folded(other), code)
        return found

    def country(self, name: str) -> str | None:
        """Return the code of a country by its name."""
        return self._countries.get(folded(name)) or self._countries.get(folded(name).removeprefix("the "))

    def _add(self, table: str, entry: Entry) -> str:
        """Add an entry, and return its key.

        :raises ValueError: if a value is invalid
        """
        if "key" in entry:
            return self._add_given(table, entry["key"])
        values: dict[str, Any] = {name: " ".join(cleaned(value).split()) for name, value in entry.items() if value}
        if table != "partners" and "name" in values:
            values["label"] = values.pop("name")
        if table == "partners":
            country = self.country(values.get("name", ""))
            values |= {"kind": "country", "country": country} if country else {"kind": "organisation"}
            if country:
                del values["name"]
        elif table == "documents":
            values.setdefault("status", "external" if "url" in values else "not-located")
        taken: dict[str, Any] = getattr(self.register, table)
        written = values.get("name") or values.get("label") or ""
        key = written if written and written not in taken and not why_invalid_key(written) else ""
        key = key or proposed_key(TABLES[table], values, taken)
        return self._new(table, key, values)

    def _new(self, table: str, key: str, values: Mapping[str, Any]) -> str:
        """Add an entry with these values under a free key, and return the key.

        :raises ValueError: if a value is invalid
        """
        columns = [column for column in TABLES[table].columns if column.name in values]
        record = {column.name: column.read(values[column.name]) for column in columns}
        entries: dict[str, Any] = getattr(self.register, table)
        entries[key] = TABLES[table].record(key=key, **record)
        self.added.setdefault(table, {})[key] = {column.name: values[column.name] for column in columns}
        self._remember(self._names[table], key, record)
        return key

    def _add_given(self, table: str, key: str) -> str:
        """Add the entry that the file has for a key, and those that it refers to itself.

        :raises ValueError: if the file has none, or its values or its key are invalid
        """
        pending = [(table, key)]
        while pending:
            name, other = pending.pop()
            values = self.given.get(name, {}).get(other)
            if values is None or why_invalid_key(other):
                raise ValueError(f"The file has no entry “{other}” of {TABLES[name].file}.")
            if missing := [each.name for each in TABLES[name].columns if each.required and each.name not in values]:
                raise ValueError(f"The entry “{other}” of {TABLES[name].file} has no {missing[0]}.")
            self._new(name, other, values)
            pending += [each for each in references(name, values) if self._is_missing(*each)]
        return key

    def _is_missing(self, table: str, key: str) -> bool:
        """Return whether the register has no such entry and the file has; built-in kinds of partners need none."""
        return key not in self.register.table(table) and (table == "partners" or key in self.given.get(table, {}))

    def differing(self) -> Iterator[tuple[str, str]]:
        """Yield table and key of each entry of the file that is another one in the register."""
        for table, entries in self.given.items():
            columns = {column.name: column for column in TABLES[table].columns}
            for key in (key for key in entries if key in self.register.table(table)):
                values = {name: value for name, value in entries[key].items() if name in columns}
                with suppress(ValueError):
                    record = {name: columns[name].read(value) for name, value in values.items()}
                    if any(getattr(self.register.table(table)[key], name) != value for name, value in record.items()):
                        yield table, key

    def unused(self, used: Mapping[str, Container[str]]) -> Iterator[Lost]:
        """Yield the entries of the file that no milestone of it needs; the check would report them."""
        for table, entries in self.given.items():
            new = [key for key in entries if key in self.added.get(table, ()) or key not in self.register.table(table)]
            for key in (key for key in new if key not in used.get(table, ())):
                yield Lost(f"{table} “{key}”", "", key, "No imported milestone refers to it.")

    def _roles(self, text: str) -> str:
        """Return the roles in a list, each added if it is the file's own, without those that there are not."""
        roles = list(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
        for role in (role for role in roles if self._is_missing("roles", role)):
            self._add_given("roles", role)
        return ", ".join(role for role in roles if role in (*ROLES, *self.register.roles))


def entries_in(text: str) -> Iterator[tuple[str, str]]:
    """Yield table and key of each partner and document that a text refers to, in either markup."""
    for role, key in _REFERENCE.findall(text):
        yield f"{role}s", key


def references(table: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return table and key of each entry that an entry with these values refers to."""
    return [
        (column.table, values[column.name])
        for column in TABLES[table].columns
        if column.table in TABLES and isinstance(values.get(column.name), str)
    ]
