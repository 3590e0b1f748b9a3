"""The records of a register: frozen dataclasses of plain values, independent of Sphinx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple

from .dates import Date


@dataclass(frozen=True, slots=True)
class Text:
    """Text in one or more languages: (language, text) pairs, the source language (`""` if unnamed) first."""

    by_language: tuple[tuple[str, str], ...]

    def translate(self, language: str) -> str:
        """Return the text in *language* (``ar``, ``en_GB``), else in its base language, else in the source language."""
        texts = dict(self.by_language)
        return texts.get(language) or texts.get(language.partition("_")[0]) or self.by_language[0][1]

    def has_translation(self, language: str) -> bool:
        """Return whether the text is given in *language*, in its base language, or without a language."""
        return not {"", language, language.partition("_")[0]}.isdisjoint(dict(self.by_language))


def texts_of(text: Text | None) -> list[str]:
    """Return a text in all of its languages."""
    return [each for _, each in text.by_language] if text else []


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a closed vocabulary: a kind, topic, role or kind of partner.

    `plural` is the heading of a list of such partners. A kind may name its `mark`, and may be an `event`.
    """

    key: str
    label: Text
    definition: Text | None = None
    plural: Text | None = None
    mark: str | None = None
    event: bool = False


@dataclass(frozen=True, slots=True)
class DocumentState:
    """A state of documents that a register defines: its label, the remark beside a title, and whether it is linked."""

    key: str
    label: Text
    remark: Text | None = None
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """A country, agency, organisation, regional group (`bloc`), person, or partner of a kind that the register defines.

    `country` is an ISO 3166 alpha-2 code, `region` an M49 code, `until` an EDTF string, `parent` the key of another
    partner.
    """

    key: str
    kind: str
    country: str | None = None
    name: Text | None = None
    acronym: Text | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    url: str | None = None
    wikidata: str | None = None
    note: Text | None = None
    region: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A publication that milestones refer to; `bytes` and `pages` are computed if the register has its file."""

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
    """A source of facts; `published` and `accessed` are EDTF strings."""

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
    """A number as stated: exact (qualifier `""`), more than (`>`), fewer than (`<`) or approximate (`~`)."""

    value: int
    qualifier: str = ""

    @property
    def text(self) -> str:
        """The count in the format of the pages: ``>500``."""
        return f"{self.qualifier}{self.value}"


@dataclass(frozen=True, slots=True)
class Participation:
    """The participation of a partner in a milestone, with its roles if known.

    `through` lists the keys of the bodies that took part for it, if the partner itself is not named.
    """

    partner: str
    roles: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A reference on a page: role (or ``any``, ``doc``, ``related``, ``edition``), target and source location."""

    role: str
    target: str
    path: str
    line: int | None


class Dependencies(NamedTuple):
    """The (table, key) pairs of the register that a page depends on, and the hash of their entries."""

    keys: tuple[tuple[str, str], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of a milestone in one language; `body` and `html` have placeholders for references.

    `fields` are the fields with text, as (name, text) pairs. `title_html` is empty for a title without markup.
    """

    language: str
    title: str
    body: str
    html: str
    fields: tuple[tuple[str, str], ...] = ()
    title_html: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A milestone as its page shows it, in the language of the page.

    Keys refer to entries of the register. Unknown keys are reported and omitted, and `incomplete` is true. `unread`
    has the text of fields with problems, as ``name: value``. `sources_differ` is the number of notes on differences.
    `lead` is the first paragraph of the body, with placeholders for references. `markup` is the body as written, in
    the `syntax` of its page. `translations` are in other languages than that of the page. `own` has the values of the
    fields that the register defines itself, as (name, value) pairs.
    `title_html` is empty for a title without markup.
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
    label: str | None = None
    image: str | None = None
    alt: str | None = None
    credit: str | None = None
    added: str | None = None
    updated: str | None = None
    change: str | None = None
    body: str = ""
    lead: str = ""
    html: str = ""
    title_html: str = ""
    markup: str = ""
    syntax: str = ""
    sources_differ: int = 0
    incomplete: bool = False
    unread: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()
    own: tuple[tuple[str, Any], ...] = ()

    def value(self, name: str) -> Any:
        """Return the value of a field, of the register's own too; None or empty if there is none."""
        return getattr(self, name) if name in _ATTRIBUTES else dict(self.own).get(name)

    def with_values(self, values: Mapping[str, Any]) -> Milestone:
        """Return the milestone with other values of fields, of the register's own too."""
        own = {**dict(self.own), **{name: value for name, value in values.items() if name not in _ATTRIBUTES}}
        rest: dict[str, Any] = {name: value for name, value in values.items() if name in _ATTRIBUTES}
        return replace(self, own=tuple(own.items()), **rest)

    def texts(self, names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return the name and the text of each of these fields that has one."""
        return tuple((name, text) for name in names if (text := self.value(name)))

    @property
    def single_source(self) -> bool:
        """Whether the milestone has exactly one source; false if an unreadable field may name another."""
        return len(self.sources) == 1 and not self.incomplete

    def with_text(self, title: str, body: str) -> Milestone:
        """Return the milestone with the title and body of the finished page."""
        return replace(self, title=title, body=body)


_ATTRIBUTES = frozenset(each.name for each in fields(Milestone))
