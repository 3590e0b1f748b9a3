"""The data files, as one table: which there are, and what each entry holds.

Loading, the messages, the reference page and the schemas for editors are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sphinx_milestones.core.records import Document, Partner, Source, Term

from .column_types import (
    DOCUMENT_STATES,
    LANGUAGE,
    MEDIA_TYPE,
    PARTNER_KINDS,
    ColumnType,
    country_code,
    date,
    list_of_strings,
    localized_text,
    matching,
    one_of,
    positive_integer,
    string,
    url,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A value that an entry may hold: how it is read, and what the reference page says of it.

    Where it is a key, `table` names the data file that has it. `reused` is free text in which the same few words recur.
    """

    name: str
    read: ColumnType[Any]
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


_VOCABULARY = (
    Column("label", localized_text, "What readers see.", True),
    Column("definition", localized_text, "What it means here, in a sentence; shown in the legend."),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "partners",
            Partner,
            (
                Column("kind", one_of(PARTNER_KINDS), f"One of {', '.join(PARTNER_KINDS)}.", True),
                Column("country", country_code, "ISO 3166-1 alpha-2 code; its name and region come from it."),
                Column("name", localized_text, "The full name; a country needs none."),
                Column("acronym", string, "The short name in common use."),
                Column("parent", string, "The key of the body or country that it belongs to.", table="partners"),
                Column(
                    "aliases", list_of_strings, "Other names people may write; on a page they are refused with the key."
                ),
                Column("url", url, "Its own site."),
                Column("wikidata", matching(r"Q[1-9]\d*", "Q842"), "Its Wikidata item, which its entry leads to."),
                Column("note", localized_text, "A sentence for the partner index."),
            ),
        ),
        Table("kinds", Term, _VOCABULARY),
        Table("topics", Term, _VOCABULARY),
        Table(
            "documents",
            Document,
            (
                Column("title", localized_text, "Its title, or what it is where no title is known.", True),
                Column(
                    "status",
                    one_of(DOCUMENT_STATES),
                    f"One of {', '.join(DOCUMENT_STATES)}; the last three never link.",
                    True,
                ),
                Column("media_type", MEDIA_TYPE, "Such as `application/pdf`."),
                Column("bytes", positive_integer, "Its size in bytes; computed where the file is held."),
                Column("size", string, "Its size as stated elsewhere, such as `3.8 MB`, where no file is held."),
                Column("pages", positive_integer, "How many pages; computed where the file is held."),
                Column("language", LANGUAGE, "The language it is written in, such as `ar`."),
                Column("file", string, "Its file, in the folder `documents` of the data folder."),
                Column("url", url, "Its address, where it is held elsewhere."),
                Column("note", localized_text, "A sentence for the document list."),
            ),
        ),
        Table(
            "sources",
            Source,
            (
                Column("title", localized_text, "Its title, or what it is.", True),
                Column("publisher", localized_text, "Who published it."),
                Column("url", url, "Its address."),
                Column("published", date, "When, as exact as it is known."),
                Column("accessed", date, "When it was read."),
                Column("language", LANGUAGE, "The language it is written in, such as `ar`."),
                Column(
                    "quality",
                    localized_text,
                    "What a reader should make of it, such as `official` or `press`.",
                    reused=True,
                ),
            ),
        ),
    )
}
