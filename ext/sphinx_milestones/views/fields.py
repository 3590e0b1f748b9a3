"""The fields of a milestone, one row each: how it is parsed, shown, exported, searched, filtered by and documented.

A new field is a row here and an attribute of `core.records.Milestone`. Its value reaches every output, the reference
page, the search and the filter of a timeline through the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sphinx_milestones.core.dates import FORMATS
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.register.field_parsers import ROLES as ROLE_NAMES
from sphinx_milestones.register.field_parsers import (
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

from . import field_values as values
from . import json_types
from .field import Facet, Field, keys_in
from .image_fields import IMAGE_FIELDS
from .json_types import DAY
from .labels import MODES, N_, PARTNER
from .runs import DocumentRef, MilestoneRef, PartnerRef, SourceRef, TopicRef
from .wording import Wording


def _names(table: str, name: str) -> Callable[[Milestone, Wording], Iterable[str]]:
    """Return a search function for the labels of the keys in a field."""
    return lambda milestone, wording: [wording.entry(table, key) for key in keys_in(getattr(milestone, name))]


_ROWS = (
    Field(
        "id",
        parse_id,
        "The permanent id, used in links. Unique; never changes once published.",
        "2024-first-visit",
        True,
        export=json_types.ONE_KEY,
        asked=False,
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
        export=json_types.DATE,
        search=values.date_texts,
        hint=N_(
            "No more precise than the sources: 2024, 2024-12 or 2024-12-31. For a period, write the first and the last "
            "day with a slash between them: 2024-12-30/2025-01-02. Add ~ if the date is approximate, ? if it is "
            "uncertain."
        ),
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
        export=json_types.ONE_KEY,
        search=_names("kinds", "kind"),
        facet=Facet("kind", N_("Kind")),
    ),
    Field(
        "partners",
        parse_partners,
        f"The partners: keys from `partners.toml`, separated by commas, each with its roles in brackets if known "
        f"({', '.join(ROLE_NAMES)}, or a key from `roles.toml`).",
        "norway (funder), iceland",
        True,
        "partners",
        label=N_("Partners"),
        fact="head",
        block=True,
        show=lambda milestone, wording: [PartnerRef(part.partner, wording.roles(part)) for part in milestone.partners],
        export=json_types.PARTICIPATIONS,
        search=values.partner_names,
        facet=Facet("partner", PARTNER),
        hint=N_("Who took part. Choose a role only if a source states it."),
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
        export=json_types.ONE_KEY,
        hint=N_("Leave this empty if you are not sure."),
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
        export=json_types.MANY_KEYS,
        search=_names("topics", "topics"),
        facet=Facet("topic", N_("Topic")),
        hint=N_("What it was about."),
    ),
    Field(
        "place",
        parse_text,
        "The location, in plain text.",
        "Oslo, Norway",
        label=N_("Place"),
        fact="head",
        show=values.place,
        search=values.own_text("place"),
        translatable=True,
        hint=N_("The town and the country, or the building."),
    ),
    Field(
        "mode",
        one_of(tuple(MODES)),
        f"How people took part: {', '.join(MODES)}.",
        "online",
        allowed=tuple(MODES.items()),
        part_of="place",
        label=N_("How people took part"),
    ),
    Field(
        "participants",
        parse_count,
        "The number of participants, as stated: `107`, `>500`, `<20`, `~50`.",
        ">500",
        label=N_("Participants"),
        fact="head",
        show=values.participation,
        export=json_types.COUNT,
        hint=N_("The number, as a source states it: 107, >500 (more than), <20 (fewer than) or ~50 (about)."),
    ),
    Field(
        "countries",
        parse_count,
        "The number of countries that participants came from, as stated: `107`, `>50`, `<20`, `~30`.",
        "107",
        part_of="participants",
        export=json_types.COUNT,
        label=N_("Countries"),
        hint=N_("The number of countries that they came from, in the same format."),
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
        export=json_types.MANY_KEYS,
        hint=N_("Publications that belong to it."),
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
        export=json_types.MANY_KEYS,
        hint=N_("Where others can check what you write."),
    ),
    Field(
        "related",
        parse_ids,
        "Ids of related milestones, such as an earlier visit, separated by commas. Each links back to this one.",
        "2023-agreement",
        label=N_("Related"),
        fact="foot",
        block=True,
        show=lambda milestone, _wording: [MilestoneRef(other) for other in milestone.related],
        export=json_types.MANY_KEYS,
        asked=False,
    ),
    Field(
        "label",
        parse_text,
        "A label of a few words, shown beside its mark in the strip of years.",
        "First visit",
        search=values.own_text("label"),
        translatable=True,
        label=N_("Label"),
        hint=N_("A few words, shown beside its mark in the strip of years."),
    ),
    *IMAGE_FIELDS,
    Field(
        "added",
        parse_day,
        "The day when this milestone was added to the register.",
        "2026-11-23",
        export=DAY,
        asked=False,
    ),
    Field(
        "updated",
        parse_day,
        "The day when this milestone last changed in substance, or was last checked against its sources.",
        "2026-12-01",
        export=DAY,
        asked=False,
    ),
    Field(
        "change",
        parse_text,
        "What changed on the day `updated`, in one sentence for readers. Leave it out if the check changed nothing.",
        "The number of participants was corrected.",
        search=values.own_text("change"),
        translatable=True,
        asked=False,
    ),
)

FIELDS: Mapping[str, Field] = {field.name: field for field in _ROWS}
