"""The data files, as one table: which there are, what each entry holds, and how a value is read.

Loading, the messages, the reference page and the schemas for editors are all made from it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sphinx_milestones.core.dates import WRITTEN, parse_date
from sphinx_milestones.core.m49 import REGION_OF
from sphinx_milestones.core.problems import CONTROL, HIDDEN, choose
from sphinx_milestones.core.records import Document, Partner, Source, Term, Text

KINDS_OF_PARTNER = ("country", "agency", "organisation", "bloc")
STATES = ("available", "external", "on-request", "withdrawn", "not-located")
_BEGINNINGS = "“http://”, “https://” or “mailto:”"
_SEEN = rf"[^\s{HIDDEN}]"
_HOST = rf"[^\s{HIDDEN}/?#\[\]]+"
_ADDRESS = rf"(?:https?://{_HOST}(?:[/?#]{_SEEN}*)?|mailto:{_SEEN}+)"
_CODE = r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Reader(Generic[Value]):
    """Reads a value as TOML has it; `schema` says in JSON Schema what it takes, as far as that can be said there."""

    read: Callable[[Any], Value]
    schema: Mapping[str, Any]

    def __call__(self, value: Any) -> Value:
        """Read *value*.

        :raises ValueError: with what is wrong with it and how to write it
        """
        return self.read(value)


def _takes(**schema: Any) -> Callable[[Callable[[Any], Value]], Reader[Value]]:
    """Makes a reader of a function."""
    return lambda read: Reader(read, schema)


@dataclass(frozen=True, slots=True)
class Column:
    """A value that an entry may hold: how it is read, and what the reference page says of it.

    Where it is a key, `table` names the data file that has it. `reused` is free text in which the same few words recur.
    """

    name: str
    read: Reader[Any]
    help: str
    required: bool = False
    table: str = ""
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A data file: its name, the record of each entry, and the columns."""

    name: str
    record: Callable[..., Any]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The file's name in the data folder."""
        return f"{self.name}.toml"


def _written(value: Any) -> str:
    """A value as its author wrote it, as far as it can be shown."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # Python writes no number of more than 4300 digits, nor lists without end
        return "This"
    return text if len(text) <= 60 else f"{text[:60]}…"


@_takes(type="string", pattern=rf"^[^{HIDDEN}]*{_SEEN}[^{HIDDEN}]*$")
def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{_written(value)} is not text. Put it in quotation marks.")
    if not value.strip():
        raise ValueError("it is empty. Write a value or delete the line.")
    if hidden := CONTROL.search(value):
        raise ValueError(f"it has a character that nobody sees, U+{ord(hidden[0]):04X}. Delete it.")
    return value


@_takes(
    anyOf=[
        _string.schema,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": f"^{_CODE}$"},
            "additionalProperties": _string.schema,
        },
    ]
)
def _words(value: Any) -> Text:
    if isinstance(value, str):
        return Text((("", _string(value)),))
    if isinstance(value, dict) and value:
        for language in (language for language in value if not re.fullmatch(_CODE, language, re.ASCII)):
            raise ValueError(f"“{language}” is not the code of a language, such as “en” or “ar”.")
        return Text(tuple((language.replace("-", "_"), _string(words)) for language, words in value.items()))
    raise ValueError(f'{_written(value)} is not text. Write "words", or {{ en = "words", ar = "كلمات" }}.')


@_takes(type="integer", minimum=1, exclusiveMaximum=10**12)
def _number(value: Any) -> int:
    if type(value) is not int or value < 1:
        raise ValueError(f"{_written(value)} is not a whole number above zero, written without quotation marks.")
    if value >= 10**12:  # no file is as large, and not every program can count further
        raise ValueError(f"{_written(value)} is too large. Correct it.")
    return value


@_takes(type="array", items=_string.schema)
def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f'{_written(value)} is not a list. Write ["one", "two"].')
    return tuple(_string(item) for item in value)


def _one_of(allowed: tuple[str, ...]) -> Reader[str]:
    @_takes(enum=list(allowed))
    def read(value: Any) -> str:
        if (text := _string(value)) not in allowed:
            raise ValueError(f"“{text}” is not allowed. {choose(text, allowed)}")
        return text

    return read


def _matching(pattern: str, example: str) -> Reader[str]:
    @_takes(type="string", pattern=f"^{pattern}$")
    def read(value: Any) -> str:
        if not re.fullmatch(pattern, text := _string(value), re.ASCII):
            raise ValueError(f"“{text}” is not of the form “{example}”.")
        return text

    return read


@_takes(enum=sorted(REGION_OF))
def _country(value: Any) -> str:
    if (code := _string(value)) not in REGION_OF:
        raise ValueError(f"“{code}” is not a country's two capital letters of ISO 3166-1, as “NO” for Norway.")
    return code


@_takes(type="string", pattern=f"^{_ADDRESS}$")
def _address(value: Any) -> str:
    if not re.fullmatch(_ADDRESS, text := _string(value)):
        raise ValueError(f"“{text}” is not an address. Write all of it, without spaces, from {_BEGINNINGS} on.")
    return text


@_takes(type="string", pattern=f"^{WRITTEN}$")
def _date(value: Any) -> str:
    if not isinstance(value, str):
        shown = _written(value).strip('"')
        raise ValueError(f'{shown} needs quotation marks: "{shown}".')
    return parse_date(_string(value)).written


_MEDIA_TYPE = _matching(r"[a-z]+/[a-z0-9.+-]+", "application/pdf")
_LANGUAGE = _matching(_CODE, "ar")
_VOCABULARY = (
    Column("label", _words, "What readers see.", True),
    Column("definition", _words, "What it means here, in a sentence; shown in the legend."),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "partners",
            Partner,
            (
                Column("kind", _one_of(KINDS_OF_PARTNER), f"One of {', '.join(KINDS_OF_PARTNER)}.", True),
                Column("country", _country, "ISO 3166-1 alpha-2 code; its name and region come from it."),
                Column("name", _words, "The full name; a country needs none."),
                Column("acronym", _string, "The short name in common use."),
                Column("parent", _string, "The key of the body or country that it belongs to.", table="partners"),
                Column("aliases", _strings, "Other names people may write; on a page they are refused with the key."),
                Column("url", _address, "Its own site."),
                Column("wikidata", _matching(r"Q[1-9]\d*", "Q842"), "Its Wikidata item, which its entry leads to."),
                Column("note", _words, "A sentence for the partner index."),
            ),
        ),
        Table("kinds", Term, _VOCABULARY),
        Table("topics", Term, _VOCABULARY),
        Table(
            "documents",
            Document,
            (
                Column("title", _words, "Its title, or what it is where no title is known.", True),
                Column("status", _one_of(STATES), f"One of {', '.join(STATES)}; the last three never link.", True),
                Column("media_type", _MEDIA_TYPE, "Such as `application/pdf`."),
                Column("bytes", _number, "Its size in bytes; computed where the file is held."),
                Column("size", _string, "Its size as stated elsewhere, such as `3.8 MB`, where no file is held."),
                Column("pages", _number, "How many pages; computed where the file is held."),
                Column("language", _LANGUAGE, "The language it is written in, such as `ar`."),
                Column("file", _string, "Its file, in the folder `documents` of the data folder."),
                Column("url", _address, "Its address, where it is held elsewhere."),
                Column("note", _words, "A sentence for the document list."),
            ),
        ),
        Table(
            "sources",
            Source,
            (
                Column("title", _words, "Its title, or what it is.", True),
                Column("publisher", _words, "Who published it."),
                Column("url", _address, "Its address."),
                Column("published", _date, "When, as exact as it is known."),
                Column("accessed", _date, "When it was read."),
                Column("language", _LANGUAGE, "The language it is written in, such as `ar`."),
                Column(
                    "quality", _words, "What a reader should make of it, such as `official` or `press`.", reused=True
                ),
            ),
        ),
    )
}
