"""Structured data for search engines, in the terms of schema.org: pure functions from records to plain values.

Nothing is stated that the register does not state: a date keeps its precision, and one that is approximate or
uncertain, which these terms cannot express, is left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sphinx_milestones.core.dates import Date, Point
from sphinx_milestones.core.days import iso_year
from sphinx_milestones.core.records import Milestone, Partner
from sphinx_milestones.register.queries import years_spanned

from .index_wording import IndexWording
from .wording import Wording

Data = dict[str, Any]

CONTEXT = "https://schema.org"
# Other kinds are an Organization.
TYPES: Mapping[str, str] = {"country": "Country", "agency": "GovernmentOrganization", "person": "Person"}
PARTS: Mapping[str | None, str] = {"organiser": "organizer", "funder": "funder"}  # others are a contributor
_ISO_YEARS = range(1, 10_000)  # others need an agreement between those who exchange dates, says ISO 8601
MODES: Mapping[str | None, str] = {
    "in-person": f"{CONTEXT}/OfflineEventAttendanceMode",
    "online": f"{CONTEXT}/OnlineEventAttendanceMode",
    "hybrid": f"{CONTEXT}/MixedEventAttendanceMode",
}


def script(things: Sequence[Data]) -> str:
    """Return the element with the data, which no text in them can end; empty if there are none."""
    if not things:
        return ""
    text = json.dumps({"@context": CONTEXT, "@graph": things}, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return f'<script type="application/ld+json">{text}</script>\n'


def event(
    milestone: Milestone, wording: Wording, url: str, summary: str, url_of: Callable[[str], str], image: str = ""
) -> Data:
    """Return a milestone as an event; *url_of* returns the URL of a partner.

    URLs, also that of its *image*, are empty if unknown.
    """
    parts: dict[str, list[Data]] = {}
    for part in milestone.partners:
        data = _short(wording.register.partners[part.partner], wording, url_of(part.partner))
        for name in dict.fromkeys(PARTS.get(role, "contributor") for role in part.roles or (None,)):
            parts.setdefault(name, []).append(data)
    if milestone.host:
        host = _short(wording.register.partners[milestone.host], wording, url_of(milestone.host))
        parts.setdefault("contributor", []).append(host)
    return _stated(
        {"@type": "Event", "@id": url, "url": url, "name": milestone.title, "description": summary}
        | _dates(milestone.date)
        | {"location": {"@type": "Place", "name": milestone.place} if milestone.place else None}
        | {"eventAttendanceMode": MODES.get(milestone.mode), "keywords": [*map(wording.topic, milestone.topics)]}
        | {"image": _image(milestone, image) if image else None}
        | parts
    )


def _image(milestone: Milestone, url: str) -> Data:
    credit = {"creditText": milestone.credit} if milestone.credit else {}
    return {"@type": "ImageObject", "contentUrl": url, "caption": milestone.alt} | credit


def _dates(date: Date | None) -> Data:
    """Return the first and, of an interval, the last date, each only if it has no qualifier and is an ISO 8601 date."""
    sides = (("startDate", date.start), ("endDate", date.end)) if date else ()
    points = ((name, side) for name, side in sides if isinstance(side, Point) and not side.qualifier)
    return {name: point.iso for name, point in points if point.iso and point.year in _ISO_YEARS}


def partner(entry: Partner, wording: Wording, url_of: Callable[[str], str]) -> Data:
    """Return a partner with its other names, the body that it belongs to, and the pages that identify it."""
    url = url_of(entry.key)
    names = [wording.text(entry.acronym), *(name for _, name in IndexWording(wording).other_names(entry))]
    parent = wording.register.partners.get(entry.parent or "")
    organisation = parent if parent and _type_of(parent) != "Country" else None
    belongs_to = "affiliation" if _type_of(entry) == "Person" else "parentOrganization"
    item = f"https://www.wikidata.org/wiki/{entry.wikidata}" if entry.wikidata else None
    return _stated(
        _short(entry, wording, url)
        | {
            "mainEntityOfPage": url,
            "alternateName": list(dict.fromkeys(filter(None, names))),
            "description": wording.text(entry.note),
            belongs_to: _short(organisation, wording, url_of(organisation.key)) if organisation else None,
            "sameAs": [*filter(None, [entry.url, item])],
        }
    )


def _short(entry: Partner, wording: Wording, url: str) -> Data:
    """Return what identifies a partner: its type, its name and its page here."""
    return _stated({"@type": _type_of(entry), "@id": url, "name": wording.partner(entry.key)})


def _type_of(entry: Partner) -> str:
    return TYPES.get(entry.kind, "Organization")


@dataclass(frozen=True, slots=True)
class Publication:
    """The data of a register as they are published: `page` and the keys of `files`, their media types, are URLs.

    `author` and `licence`, an SPDX identifier or a URL, are empty if unknown; `languages` are BCP 47 codes.
    """

    name: str
    author: str
    licence: str
    languages: Sequence[str]
    page: str
    files: Mapping[str, str]


def dataset(published: Publication, milestones: Sequence[Milestone], wording: Wording) -> Data:
    """Return a register as a set of data, with its years and the day of its last change."""
    years = years_spanned(milestones)
    covered = years if all(year in _ISO_YEARS for year in years) else ()
    changed = [day for milestone in milestones for day in (milestone.added, milestone.updated) if day]
    licence, spdx = published.licence, f"https://spdx.org/licenses/{published.licence}"
    return _stated(
        {
            "@type": "Dataset",
            "@id": f"{published.page}#dataset",
            "url": published.page,
            "name": published.name,
            "description": f"{published.name}: {IndexWording(wording).count_and_years(milestones)}",
            "creator": {"@type": "Organization", "name": published.author} if published.author else None,
            "license": licence and (licence if ":" in licence else spdx),
            "inLanguage": [*published.languages],
            "isAccessibleForFree": True,
            "temporalCoverage": "/".join(map(iso_year, dict.fromkeys(covered))),
            "dateModified": max(changed, default=None),
            "distribution": [
                {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": url}
                for url, kind in published.files.items()
            ],
        }
    )


def _stated(values: Mapping[str, Any]) -> Data:
    """Return the values that are known."""
    return {name: value for name, value in values.items() if value not in (None, "", [])}
