"""The fields of a milestone, one row each: how it is parsed, shown, exported, searched, filtered by and documented.

A new field is a row here and an attribute of `core.records.Milestone`. Its value reaches every output, the reference
page, the search and the filter of a timeline through the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sphinx_milestones.core.dates import FORMATS
from sphinx_milestones.core.records import Milestone, Participation
from sphinx_milestones.register.field_parsers import ROLES as ROLE_NAMES
from sphinx_milestones.register.field_parsers import (
    Parser,
    key_of,
    keys_of,
    one_of,
    parse_count,
    parse_date_field,
    parse_day,
    parse_id,
    parse_ids,
    parse_partners,
    parse_text,
)
from sphinx_milestones.register.register import Register

from . import field_values as values
from .labels import MODES, N_, PARTNER
from .runs import DocumentRef, Fact, MilestoneRef, PartnerRef, Run, SourceRef, TopicRef
from .wording import Wording


class Facet(NamedTuple):
    """What the filter of a timeline calls a field: its name in the URL, and its label."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a milestone, or an option of a view, which uses the first lines only."""

    name: str
    parse: Parser
    help: str
    example: str
    required: bool = False  # unless the register requires other fields
    table: str = ""  # the data file that its values are keys of
    allowed: tuple[str, ...] = ()  # its values, if there are few
    label: str = ""
    fact: Literal["", "when", "head", "foot"] = ""  # below the title, above the text, or after it
    part_of: str = ""  # the field whose fact has the value in it
    block: bool = False  # whether each value has a line of its own
    show: Callable[[Milestone, Wording], Sequence[Run]] | None = None  # by default, the value as text
    export: Callable[[Any, Wording], Any] = values.unchanged  # to JSON; what is empty is left out
    search: Callable[[Milestone, Wording], Iterable[str]] = values.nothing
    facet: Facet | None = None

    def line(self, register: Register) -> str:
        """Return how an author may write it, with a key of this register."""
        known = register.table(self.table) if self.table else ()
        return f":{self.name}: {next(iter(known), self.example)}"

    def choices(self, wording: Wording) -> Mapping[str, str]:
        """Return all that an author can choose from, each with its label; nothing if the text is free."""
        if self.table:
            return {key: wording.entry(self.table, key) for key in wording.register.table(self.table)}
        return dict.fromkeys(self.allowed, "")

    def fact_of(self, milestone: Milestone, wording: Wording) -> Fact | None:
        """Return the fact of a milestone; None if it has no value."""
        runs = self.show(milestone, wording) if self.show else values.as_text(getattr(milestone, self.name))
        return Fact(self.name, wording.field_label(self.name, self.label), runs, self.block) if runs else None

    def keys(self, milestone: Milestone) -> Iterator[str]:
        """Yield the keys, or allowed values, that a milestone has in it."""
        value: Any = getattr(milestone, self.name)
        for item in value if isinstance(value, tuple) else filter(None, [value]):
            yield item.partner if isinstance(item, Participation) else item


def _names(table: str, name: str) -> Callable[[Milestone, Wording], Iterable[str]]:
    """Return a search function for the labels of keys."""
    return lambda milestone, wording: [wording.entry(table, key) for key in FIELDS[name].keys(milestone)]


_ROWS = (
    Field(
        "id",
        parse_id,
        "The permanent id, used in links. Unique; never changes once published.",
        "2024-first-visit",
        True,
    ),
    Field(
        "date",
        parse_date_field,
        f"The date, as precise as the sources are: {FORMATS}.",
        "2024-12",
        True,
        label=N_("Date"),
        fact="when",
        show=values.date,
        export=values.date_to_json,
        search=values.date_texts,
    ),
    Field(
        "kind",
        key_of("kinds"),
        "The kind of milestone: a key from `kinds.toml`.",
        "programme",
        True,
        "kinds",
        label=N_("Kind"),
        fact="when",
        show=lambda milestone, wording: values.as_text(wording.kind(milestone.kind)),
        export=values.terms_to_json("kinds"),
        search=_names("kinds", "kind"),
        facet=Facet("kind", N_("Kind")),
    ),
    Field(
        "partners",
        parse_partners,
        f"The partners: keys from `partners.toml`, separated by commas, each with a role in brackets if known "
        f"({', '.join(ROLE_NAMES)}, or a key from `roles.toml`).",
        "norway (funder), iceland",
        True,
        "partners",
        label=N_("Partners"),
        fact="head",
        show=lambda milestone, wording: [PartnerRef(part.partner, wording.role(part)) for part in milestone.partners],
        export=values.partners_to_json,
        search=values.partner_names,
        facet=Facet("partner", PARTNER),
    ),
    Field(
        "host",
        key_of("partners"),
        "The host: a key from `partners.toml`. Leave it out unless it differs from `milestones_host`.",
        "norway",
        table="partners",
        label=N_("Host"),
        fact="head",
        show=lambda milestone, _wording: [PartnerRef(milestone.host)] if milestone.host else [],
        export=values.host_to_json,
    ),
    Field(
        "topics",
        keys_of("topics"),
        "The topics: keys from `topics.toml`, separated by commas.",
        "open-data, maps",
        table="topics",
        label=N_("Topics"),
        fact="foot",
        show=lambda milestone, _wording: [TopicRef(key) for key in milestone.topics],
        export=values.terms_to_json("topics"),
        search=_names("topics", "topics"),
        facet=Facet("topic", N_("Topic")),
    ),
    Field(
        "place",
        parse_text,
        "The location, in plain text.",
        "Oslo, Norway",
        label=N_("Place"),
        fact="head",
        show=values.place,
        search=lambda milestone, _wording: [milestone.place or ""],
    ),
    Field(
        "mode",
        one_of(tuple(MODES)),
        f"How people took part: {', '.join(MODES)}.",
        "online",
        allowed=tuple(MODES),
        part_of="place",
    ),
    Field(
        "participants",
        parse_count,
        "The number of participants, as stated: `107`, `>500`, `<20`, `~50`.",
        ">500",
        label=N_("Participants"),
        fact="head",
        show=values.participation,
        export=values.count_to_json,
    ),
    Field(
        "countries",
        parse_count,
        "The number of countries that participants came from, as stated: `107`, `>50`, `<20`, `~30`.",
        "107",
        part_of="participants",
        export=values.count_to_json,
    ),
    Field(
        "documents",
        keys_of("documents"),
        "The documents: keys from `documents.toml`, separated by commas.",
        "visit-report",
        table="documents",
        label=N_("Documents"),
        fact="foot",
        block=True,
        show=lambda milestone, _wording: [DocumentRef(key) for key in milestone.documents],
    ),
    Field(
        "sources",
        keys_of("sources"),
        "The sources: keys from `sources.toml`, separated by commas.",
        "annual-report-2024",
        table="sources",
        label=N_("Sources"),
        fact="foot",
        block=True,
        show=lambda milestone, _wording: [SourceRef(key) for key in milestone.sources],
    ),
    Field(
        "related",
        parse_ids,
        "Ids of other milestones in the same story, separated by commas. Each of them links back to this one.",
        "2023-agreement",
        label=N_("Related"),
        fact="foot",
        block=True,
        show=lambda milestone, _wording: [MilestoneRef(other) for other in milestone.related],
    ),
    Field("added", parse_day, "The day when this milestone was added to the register.", "2026-11-23"),
    Field(
        "updated",
        parse_day,
        "The day when this milestone last changed in substance, or was last checked against its sources.",
        "2026-12-01",
    ),
)

FIELDS: Mapping[str, Field] = {field.name: field for field in _ROWS}
