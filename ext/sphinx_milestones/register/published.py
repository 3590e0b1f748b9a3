"""``published.toml``, optional: the pages on which each published milestone has been, and what became of it.

The address of a milestone contains its page. When the milestone moves to another page or gets another id, or is
withdrawn, its former addresses keep working: the pages that they name show where it is now.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sphinx_milestones.core.characters import CONTROL
from sphinx_milestones.core.keys import why_invalid_key
from sphinx_milestones.core.problems import Finding, Problem
from sphinx_milestones.core.records import Milestone, Text
from sphinx_milestones.core.suggestions import suggest

from .column_types import ColumnType, list_of_strings, localized_text, string
from .toml_reader import TomlFileError, read_file

FILE = "published.toml"
_EXAMPLE = '["years/2024"]'


@dataclass(frozen=True, slots=True)
class PublishedId:
    """An id that has been published: its pages, latest first, and its new id or the reason for its withdrawal."""

    id: str
    pages: tuple[str, ...]
    moved_to: str | None = None
    withdrawn: Text | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The notice on a former page of a published id: where its milestone is now, or why there is none."""

    id: str
    milestone: Milestone | None
    reason: Text | None = None


@dataclass(frozen=True)
class Published:
    """All published ids, in the order of the file, and the line of each."""

    ids: Mapping[str, PublishedId] = field(default_factory=dict)
    lines: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def current_id(self, identifier: str) -> str | None:
        """Return the id that finally replaces *identifier*, possibly itself; None if the replacements are circular."""
        passed = set()
        while (entry := self.ids.get(identifier)) and entry.moved_to:
            if identifier in passed:
                return None
            passed.add(identifier)
            identifier = entry.moved_to
        return identifier

    def notices(self, milestones: Mapping[str, Milestone]) -> dict[str, tuple[Notice, ...]]:
        """Return the notices of each former page, by docname; *milestones* are the current ones, by id."""
        found: dict[str, list[Notice]] = {}
        for entry in self.ids.values():
            present = milestones.get(entry.id)
            last = self.current_id(entry.id) or ""
            current = present or milestones.get(last)
            reason = self.ids[last].withdrawn if not current and last in self.ids else None
            for page in entry.pages if current or reason else ():
                if present is None or page != present.docname:
                    found.setdefault(page, []).append(Notice(entry.id, current, reason))
        return {page: tuple(notices) for page, notices in found.items()}


def read_published(path: Path) -> tuple[Published, list[Finding]]:
    """Read the file; a missing file is empty. Invalid values are reported and left out."""
    findings: list[Finding] = []
    try:
        file = read_file(path)
    except TomlFileError as error:
        return Published(), [Finding(reason.problem, str(reason), str(path), reason.line) for reason in error.reasons]
    ids, lines = {}, {}
    for identifier, value in file.entries.items():
        values = {"pages": value} if isinstance(value, list) else value
        faults = list(_faults(identifier, values))
        line, shown = file.lines.get((identifier,), 1), CONTROL.sub("", identifier)
        findings += [Finding(problem, f"[{shown}] {fault}", str(path), line) for problem, fault in faults]
        if not faults:
            lines[identifier] = (str(path), line)
            ids[identifier] = PublishedId(identifier, **{name: COLUMNS[name](value) for name, value in values.items()})
    return Published(ids, lines), findings


def _read_page(value: str) -> str:
    """Read a docname, which must not lead outside the output folder.

    :raises ValueError: if it is not one
    """
    if CONTROL.search(value) or not re.fullmatch(r"[^/\\:]+(?:/[^/\\:]+)*", value) or {".", ".."} & {*value.split("/")}:
        raise ValueError(f"“{CONTROL.sub('', value)}” is not the name of a page. Write it as in {_EXAMPLE}.")
    if suffix := re.search(r"\.(?:md|rst|html)$", value):
        raise ValueError(f"“{value}” ends in “{suffix[0]}”. Leave that out, as in {_EXAMPLE}.")
    return value


def _read_pages(value: Any) -> tuple[str, ...]:
    if not (pages := list_of_strings(value)):
        raise ValueError(f"is empty. List the pages it has been on, as in {_EXAMPLE}.")
    return tuple(map(_read_page, pages))


COLUMNS: Mapping[str, ColumnType[Any]] = {
    "pages": ColumnType(_read_pages, {**list_of_strings.schema, "minItems": 1}),
    "moved_to": string,
    "withdrawn": localized_text,
}


def _faults(identifier: str, values: Any) -> Iterator[tuple[Problem, str]]:
    """Yield what is wrong with an entry."""
    if fault := why_invalid_key(identifier):
        yield Problem.REGISTER_ENTRY, f"is not a valid id. {fault}"
        return
    if not isinstance(values, dict):
        yield Problem.REGISTER_VALUE, f"is not a list of pages. Write {identifier} = {_EXAMPLE}."
        return
    for name, value in values.items():
        if name not in COLUMNS:
            yield Problem.REGISTER_ENTRY, f"unknown field “{name}”. {suggest(name, COLUMNS)}"
            continue
        try:
            COLUMNS[name](value)
        except ValueError as error:
            yield Problem.REGISTER_VALUE, f"{name}: {error}"
    if "pages" not in values:
        yield Problem.REGISTER_ENTRY, f"has no “pages”. List the pages it has been on: pages = {_EXAMPLE}."
    if {"moved_to", "withdrawn"} <= {*values}:
        yield Problem.REGISTER_ENTRY, "has both “moved_to” and “withdrawn”. Delete one of the two."
