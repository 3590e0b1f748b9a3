"""The typed runs that facts consist of. For each type, HTML has a macro and the node writer a method of its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from sphinx_milestones.core.dates import Date


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text in the language of the page."""

    type: ClassVar = "plain_text"
    text: str


@dataclass(frozen=True, slots=True)
class Badge:
    """A remark of a word or two, in the language of the page; HTML draws a border around it."""

    type: ClassVar = "badge"
    text: str


@dataclass(frozen=True, slots=True)
class ForeignText:
    """Text in another language."""

    type: ClassVar = "foreign_text"
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class DateText:
    """A date; None if it is not known."""

    type: ClassVar = "date_text"
    date: Date | None


@dataclass(frozen=True, slots=True)
class PartnerRef:
    """A partner, by key, with its roles if it has any; `short` asks for the acronym."""

    type: ClassVar = "partner_ref"
    key: str
    role: str = ""
    short: bool = False


@dataclass(frozen=True, slots=True)
class TopicRef:
    """A topic, by key."""

    type: ClassVar = "topic_ref"
    key: str


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document, by key."""

    type: ClassVar = "document_ref"
    key: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """A source, by key."""

    type: ClassVar = "source_ref"
    key: str


@dataclass(frozen=True, slots=True)
class MilestoneRef:
    """Another milestone, by id."""

    type: ClassVar = "milestone_ref"
    id: str


@dataclass(frozen=True, slots=True)
class ExternalLink:
    """A link to another site; without a text, it shows the URL. An `auto` text runs in the direction of its letters."""

    type: ClassVar = "external_link"
    url: str
    text: str = ""
    auto: bool = False


Run = (
    PlainText
    | Badge
    | ForeignText
    | DateText
    | PartnerRef
    | TopicRef
    | DocumentRef
    | SourceRef
    | MilestoneRef
    | ExternalLink
)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something stated about a record: the name of its field or column, a label, and runs in order.

    The label is empty if the runs need none. A `block` has one line per run; other facts are one line.
    """

    name: str
    label: str
    runs: Sequence[Run]
    block: bool = False
