"""The data files and their columns, in one table.

The loader, the messages, the reference page and the JSON Schemas are made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sphinx_milestones.core.records import Document, Partner, Source, Term

from .column_types import (
    DOCUMENT_STATES,
    LANGUAGE,
    MARKS,
    MEDIA_TYPE,
    PARTNER_KINDS,
    ColumnType,
    boolean,
    country_code,
    date,
    list_of_strings,
    localized_text,
    matching,
    one_of,
    positive_integer,
    region,
    string,
    url,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A value of an entry: its type, and its help for messages and the reference page.

    `table` is the name of the data file that a key refers to. A `reused` column has free text that often recurs.
    """

    name: str
    read: ColumnType[Any]
    help: str
    required: bool = False
    table: str = ""
    reused: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A data file: its name, the record class of its entries, and their columns."""

    name: str
    record: Callable[..., Any]
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The file's name in the data folder."""
        return f"{self.name.replace('_', '-')}.toml"


_VOCABULARY = (
    Column("label", localized_text, "The name that readers see.", True),
    Column("definition", localized_text, "Its meaning in this register, in one sentence; shown in the legend."),
)

_MARK = Column(
    "mark",
    one_of(MARKS),
    f"Its mark in pictures: one of {', '.join(MARKS)}. Kinds with the same one are a family. "
    "The default is the next mark that no other kind names.",
)

_EVENT = Column(
    "event",
    boolean,
    "Whether search engines get milestones of this kind as events that people attend. The default is false.",
)

_ROLE = (
    Column("label", localized_text, "The name that readers see in brackets after the partner.", True),
    Column(
        "definition", localized_text, "Its meaning in this register, in one sentence; shown in the legend of roles."
    ),
)

_PARTNER_KIND = (
    Column("label", localized_text, "The label of one partner of this kind.", True),
    Column("plural", localized_text, "The label of several, for headings.", True),
)

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table(
            "partners",
            Partner,
            (
                Column(
                    "kind",
                    string,
                    f"One of {', '.join(PARTNER_KINDS)}, or a key from `partner-kinds.toml`.",
                    True,
                    "partner_kinds",
                ),
                Column(
                    "country",
                    country_code,
                    "The ISO 3166 alpha-2 code, current or withdrawn; name and region are derived from it.",
                ),
                Column(
                    "region",
                    region,
                    "The UN M49 region, by its English name; only if it cannot be derived from `country`.",
                ),
                Column("name", localized_text, "The full name; optional for a country with a current code."),
                Column("acronym", localized_text, "The acronym or short name in common use."),
                Column("parent", string, "The key of the body or country it belongs to.", table="partners"),
                Column(
                    "until", date, "When it ceased to exist, as precisely as is known; leave out if it still exists."
                ),
                Column(
                    "aliases", list_of_strings, "Other names. If a page uses one, a message gives the key to write."
                ),
                Column("url", url, "Its website."),
                Column("wikidata", matching(r"Q[1-9]\d*", "Q842"), "Its Wikidata item, which its entry links to."),
                Column("note", localized_text, "A sentence about the partner, for readers."),
            ),
        ),
        Table("kinds", Term, (*_VOCABULARY, _MARK, _EVENT)),
        Table("topics", Term, _VOCABULARY),
        Table("roles", Term, _ROLE),
        Table("partner_kinds", Term, _PARTNER_KIND),
        Table(
            "documents",
            Document,
            (
                Column("title", localized_text, "The title, or a description if no title is known.", True),
                Column(
                    "status",
                    string,
                    f"One of {', '.join(DOCUMENT_STATES)}; the last three are never linked. Or a key from "
                    "`[document-states]` in `register.toml`.",
                    True,
                    "document_states",
                ),
                Column("media_type", MEDIA_TYPE, "The media type, such as `application/pdf`."),
                Column("bytes", positive_integer, "The size in bytes; computed if the register has the file."),
                Column(
                    "size",
                    string,
                    "The size as stated elsewhere, such as `3.8 MB`, if the register does not have the file.",
                ),
                Column("pages", positive_integer, "The number of pages; computed if the register has the file."),
                Column("language", LANGUAGE, "The code of its language, such as `ar`."),
                Column("file", string, "The file, in the folder `documents` of the data folder."),
                Column("url", url, "The URL, if it is hosted elsewhere."),
                Column("note", localized_text, "A sentence about the document, for readers."),
            ),
        ),
        Table(
            "sources",
            Source,
            (
                Column("title", localized_text, "The title, or a description.", True),
                Column("publisher", localized_text, "The publisher."),
                Column("url", url, "The URL."),
                Column("published", date, "The date of publication, as precisely as is known."),
                Column("accessed", date, "The date when it was last read."),
                Column("language", LANGUAGE, "The code of its language, such as `ar`."),
                Column(
                    "quality",
                    localized_text,
                    "The type of source, such as `official` or `press`; if `register.toml` has `[source-types]`, a key "
                    "from there.",
                    reused=True,
                ),
            ),
        ),
    )
}
