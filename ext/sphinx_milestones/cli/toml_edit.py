"""Insert an entry into a data file; every other byte is preserved."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import tomlkit
import tomlkit.items


@dataclass(frozen=True, slots=True)
class Span:
    """The position of an entry in a file, with the comments directly above and below it, and its values."""

    key: str
    begin: int
    end: int
    values: Mapping[str, Any]


def render(key: str, values: Mapping[str, Any]) -> str:
    """Return an entry as TOML."""
    table = tomlkit.table()
    for name, value in values.items():
        table.add(name, _inline(value) if isinstance(value, Mapping) else value)
    return tomlkit.dumps(tomlkit.document().add(key, table))


def _inline(values: Mapping[str, Any]) -> tomlkit.items.InlineTable:
    """Return a table on one line, as for a text in several languages."""
    table = tomlkit.inline_table()
    table.update(values)
    return table


def spans(text: str) -> list[Span]:
    """Return the entries of a valid file, in order."""
    found = [
        Span(key, begin, end, values)
        for begin, end, entry in _pieces(text)
        for key, values in entry.items()
        if isinstance(values, dict)
    ]
    # [oman.name] is a separate piece below [oman].
    return [
        Span(key, parts[0].begin, parts[-1].end, {name: value for part in parts for name, value in part.values.items()})
        for key, group in groupby(found, lambda span: span.key)
        for parts in [list(group)]
    ]


def _pieces(text: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield begin, end and content of each piece from one table header to the next."""
    text = text.replace("\ufeff", " ", 1)  # a byte order mark is not TOML
    begin = 0
    starts = [match.start() for match in re.finditer(r"^[ \t]*\[", text, re.MULTILINE)]
    for start in [*starts, len(text)]:
        try:
            entry = tomllib.loads(text[begin:start])
        except tomllib.TOMLDecodeError:
            continue  # this bracket is inside a string or a list
        if entry:
            yield _with_comments_above(text, begin), begin + _length(text[begin:start]), entry
        begin = start


def _with_comments_above(text: str, begin: int) -> int:
    """Return where the comments directly above an entry begin; those at the top belong to the file."""
    above = text[:begin].splitlines(keepends=True)
    at = len(above)
    while at and above[at - 1].startswith("#"):
        at -= 1
    return sum(map(len, above[:at])) if at else begin


def _length(piece: str) -> int:
    """Return the length of an entry, up to the first blank line after its last value."""
    lines = piece.splitlines(keepends=True)
    last = max(i for i, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    while last + 1 < len(lines) and lines[last + 1].startswith("#"):
        last += 1
    return sum(map(len, lines[: last + 1]))


def insert(text: str, key: str, values: Mapping[str, Any], sort_by: str = "") -> tuple[str, int]:
    """Return the file *text* with a new entry, and the line of the entry (1-based).

    The entry is added at the end; with *sort_by*, the name of a value, to the largest group of entries with the same
    value, sorted by key if the group is.
    """
    at, before = _position(spans(text), key, sort_by, values) if sort_by else (None, False)
    return _inserted(text, at, render(key, values).rstrip("\n") + "\n", before=before)


def insert_all(text: str, entries: Mapping[str, Mapping[str, Any]], sort_by: str = "") -> str:
    """Return the file *text* with new *entries* by key, each where `insert` adds it; those of a new group by key."""
    found = spans(text) if sort_by else []
    rendered: dict[tuple[int, bool], list[str]] = {}
    last: dict[object, list[str]] = {}
    for key, values in sorted(entries.items()) if sort_by else entries.items():
        at, before = _position(found, key, sort_by, values) if sort_by else (None, False)
        entry = render(key, values).rstrip("\n") + "\n"
        group = last.setdefault(values.get(sort_by), []) if at is None else rendered.setdefault((at, before), [])
        group.append(entry)
    if last:
        text, _ = _inserted(text, None, "\n".join(entry for group in last.values() for entry in group), before=False)
    for at, before in sorted(rendered, reverse=True):
        text, _ = _inserted(text, at, "\n".join(rendered[at, before]), before=before)
    return text


def _inserted(text: str, at: int | None, entry: str, *, before: bool) -> tuple[str, int]:
    """Return *text* with an entry at a position, by default the end, and the line of the entry (1-based)."""
    if at is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        at, entry = len(text), gap + entry
    elif before:
        entry += "\n"
    else:
        entry = ("" if text[:at].endswith("\n") else "\n") + "\n" + entry
    line = text.count("\n", 0, at) + 1 + len(entry) - len(entry.lstrip("\n"))
    return text[:at] + (entry.replace("\n", "\r\n") if "\r\n" in text else entry) + text[at:], line


def _position(found: list[Span], key: str, sort_by: str, values: Mapping[str, Any]) -> tuple[int | None, bool]:
    """Return where to insert an entry (None for the end), and whether before or after the entry there."""
    by_value = groupby(found, lambda span: span.values.get(sort_by))
    groups = [list(group) for value, group in by_value if value == values[sort_by]]
    group = max(groups, key=len, default=[])
    if not group:
        return None, False
    keys = [span.key for span in group]
    smaller = [span for span in group if span.key < key] if keys == sorted(keys) else group
    return (smaller[-1].end, False) if smaller else (group[0].begin, True)
