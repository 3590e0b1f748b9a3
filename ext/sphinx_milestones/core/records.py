"""The records of a register: frozen, plain values, without any of Sphinx."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from .dates import Date


@dataclass(frozen=True, slots=True)
class Text:
    """Words shown to readers, by language; the first one is the source language (`""` where none is named)."""

    by_language: tuple[tuple[str, str], ...]

    def in_language(self, language: str) -> str:
        """The words in *language* (``ar``, ``en_GB``), else in its base language, else as first written."""
        words = dict(self.by_language)
        return words.get(language) or words.get(language.partition("_")[0]) or self.by_language[0][1]

    def is_said_in(self, language: str) -> bool:
        """Whether the words are meant for *language*: given for it, for its base language, or for all."""
        return not {"", language, language.partition("_")[0]}.isdisjoint(dict(self.by_language))


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a closed vocabulary: a kind or a topic."""

    key: str
    label: Text
    definition: Text | None = None


@dataclass(frozen=True, slots=True)
class Partner:
    """A country, agency, organisation or bloc; `country` is an ISO 3166-1 alpha-2 code, `parent` another key."""

    key: str
    kind: str
    country: str | None = None
    name: Text | None = None
    acronym: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    url: str | None = None
    wikidata: str | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A publication named by a milestone; `bytes` and `pages` are counted where the file is held."""

    key: str
    title: Text
    status: str
    media_type: str | None = None
    bytes: int | None = None
    size: str | None = None
    pages: int | None = None
    language: str | None = None
    file: str | None = None
    url: str | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read; `published` and `accessed` are dates as written."""

    key: str
    title: Text
    publisher: Text | None = None
    url: str | None = None
    published: str | None = None
    accessed: str | None = None
    language: str | None = None
    quality: Text | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number as it was stated: exactly (`""`), more than (`>`), fewer than (`<`) or about (`~`)."""

    value: int
    qualifier: str = ""

    @property
    def written(self) -> str:
        """The count in the notation of the pages: ``>500``."""
        return f"{self.qualifier}{self.value}"


@dataclass(frozen=True, slots=True)
class Participation:
    """A partner's part in a milestone."""

    partner: str
    role: str | None = None


class Mention(NamedTuple):
    """A reference in a text: its role (``any``, ``doc``, ``related`` and ``edition`` among them), target, and place."""

    role: str
    target: str
    path: str
    line: int | None


class Lookups(NamedTuple):
    """The register's keys that a document asked for, and what the register said of them at that time."""

    used: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone as its page shows it, in the page's language.

    Keys point into the register; a key that is not there was reported and left out, and `incomplete` is true. What was
    written in fields that could not be read, or not wholly, is in `unread`.
    """

    id: str
    docname: str
    line: int
    title: str = ""
    date: Date | None = None
    kind: str | None = None
    partners: tuple[Participation, ...] = ()
    host: str | None = None
    topics: tuple[str, ...] = ()
    place: str | None = None
    mode: str | None = None
    participants: Count | None = None
    countries: Count | None = None
    documents: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    added: str | None = None
    updated: str | None = None
    body: str = ""
    incomplete: bool = False
    unread: tuple[str, ...] = ()

    def with_words(self, title: str, body: str) -> Milestone:
        """The same milestone with its title and body as the finished page has them."""
        return replace(self, title=title, body=body)
