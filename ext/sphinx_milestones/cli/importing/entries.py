"""The entries of data files that a text refers to: those of the register, and new ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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
from .rows import Cell, Entry

_LIST = re.compile(r"\s*[;|\n]\s*")
_COMMA = re.compile(r"\s*[,،、]\s*(?![^()]*\))")
_ROLE = re.compile(r"(.+?)\s*\(([^()]*)\)")
_SPLIT_AT_COMMAS = ("partners", "topics")  # names of others have commas more often than they are lists


class Entries:
    """The register with new entries, each made when a text first refers to it."""

    def __init__(self, register: Register, language: str) -> None:
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
            yield from ((entry, "") for entry in cell)
            return
        text = cleaned(" ".join(cell.split(" ")))
        for item in self._split(table, text):
            match = _ROLE.fullmatch(item) if table == "partners" else None
            roles = dict.fromkeys([*ROLES, *self.register.roles])
            if match and match[2].strip().lower() in roles:
                yield self._named(table, match[1]), match[2].strip().lower()
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
        values: dict[str, Any] = {name: " ".join(cleaned(value).split()) for name, value in entry.items() if value}
        columns = {column.name: column for column in TABLES[table].columns}
        if table != "partners" and "name" in values:
            values["label"] = values.pop("name")
        if table == "partners":
            country = self.country(values.get("name", ""))
            values |= {"kind": "country", "country": country} if country else {"kind": "organisation"}
            if country:
                del values["name"]
        elif table == "documents":
            values.setdefault("status", "external" if "url" in values else "not-located")
        values = {name: values[name] for name in columns if name in values}
        record = {name: columns[name].read(value) for name, value in values.items()}
        taken: dict[str, Any] = getattr(self.register, table)
        written = values.get("name") or values.get("label") or ""
        key = written if written and written not in taken and not why_invalid_key(written) else ""
        key = key or proposed_key(TABLES[table], values, taken)
        self.added.setdefault(table, {})[key] = values
        taken[key] = TABLES[table].record(key=key, **record)
        self._remember(self._names[table], key, record)
        return key
