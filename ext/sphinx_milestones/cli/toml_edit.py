"""An entry put into a data file; every byte outside the entry stays."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import tomlkit


@dataclass(frozen=True, slots=True)
class Span:
    """Where an entry stands in the text of a file, with the comments right above and below it, and what it holds."""

    key: str
    begin: int
    end: int
    values: Mapping[str, Any]


def render(key: str, values: Mapping[str, Any]) -> str:
    """An entry in TOML."""
    table = tomlkit.table()
    for name, value in values.items():
        table.add(name, value)
    return tomlkit.dumps(tomlkit.document().add(key, table))


def spans(text: str) -> list[Span]:
    """The entries of a sound file, in its order."""
    found = [
        Span(key, begin, end, values)
        for begin, end, entry in _pieces(text)
        for key, values in entry.items()
        if isinstance(values, dict)
    ]
    # [oman.name] is a piece of its own below [oman].
    return [
        Span(key, parts[0].begin, parts[-1].end, {name: v for part in parts for name, v in part.values.items()})
        for key, group in groupby(found, lambda span: span.key)
        for parts in [list(group)]
    ]


def _pieces(text: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Yield what stands from each name in brackets to the next, where no value goes on over that."""
    text = text.replace("\ufeff", " ", 1)  # TOML knows no mark at the beginning
    begin = 0
    starts = [match.start() for match in re.finditer(r"^[ \t]*\[", text, re.MULTILINE)]
    for start in [*starts, len(text)]:
        try:
            entry = tomllib.loads(text[begin:start])
        except tomllib.TOMLDecodeError:
            continue  # this bracket stands in a text or in a list
        if entry:
            yield _with_comments_above(text, begin), begin + _length(text[begin:start]), entry
        begin = start


def _with_comments_above(text: str, begin: int) -> int:
    """Where the comments right above an entry begin; those at the top of the file are the file's."""
    above = text[:begin].splitlines(keepends=True)
    at = len(above)
    while at and above[at - 1].startswith("#"):
        at -= 1
    return sum(map(len, above[:at])) if at else begin


def _length(piece: str) -> int:
    """How long an entry is up to the first empty line after its last value."""
    lines = piece.splitlines(keepends=True)
    last = max(i for i, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    while last + 1 < len(lines) and lines[last + 1].startswith("#"):
        last += 1
    return sum(map(len, lines[: last + 1]))


def insert(text: str, key: str, values: Mapping[str, Any], sort_by: str = "") -> tuple[str, int]:
    """The file *text* with a new entry, and the line of that, counted from 1.

    The entry comes at the end; with *sort_by* among those that have the same value of that name, by its key if they are
    in such an order.
    """
    entry = render(key, values).rstrip("\n") + "\n"
    at, before = _place(spans(text), key, sort_by, values)
    if at is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        at, entry = len(text), gap + entry
    elif before:
        entry += "\n"
    else:
        entry = ("" if text[:at].endswith("\n") else "\n") + "\n" + entry
    line = text.count("\n", 0, at) + 1 + len(entry) - len(entry.lstrip("\n"))
    return text[:at] + (entry.replace("\n", "\r\n") if "\r\n" in text else entry) + text[at:], line


def _place(found: list[Span], key: str, sort_by: str, values: Mapping[str, Any]) -> tuple[int | None, bool]:
    """Where an entry belongs, None for the end, and whether it goes before what is there or after."""
    if not sort_by:
        return None, False
    groups = [
        list(group) for value, group in groupby(found, lambda s: s.values.get(sort_by)) if value == values[sort_by]
    ]
    group = max(groups, key=len, default=[])
    if not group:
        return None, False
    keys = [span.key for span in group]
    smaller = [span for span in group if span.key < key] if keys == sorted(keys) else group
    return (smaller[-1].end, False) if smaller else (group[0].begin, True)
