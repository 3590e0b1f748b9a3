"""Structured data: what the register states, in the terms of schema.org, and nothing else."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from tests.support.small_register import REGISTER, milestone, wording

from sphinx_milestones.views.structured_data import Publication, dataset, event, partner, script


def url_of(key: str) -> str:
    """The URL of a partner."""
    return f"https://example.org/{key}"


def event_of(date: str | None = "2024", partners: str = "norway", **fields: Any) -> dict[str, Any]:
    """A milestone as an event."""
    return event(
        milestone("one", date, partners, **fields), wording(), "https://example.org/#one", "A summary.", url_of
    )


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2014", {"startDate": "2014"}),
        ("2014-01", {"startDate": "2014-01"}),
        ("2014-01-24/2014-02", {"startDate": "2014-01-24", "endDate": "2014-02"}),
        ("2014~", {}),
        ("2014-01?/2014-02", {"endDate": "2014-02"}),
        (None, {}),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(date: str | None, expected: dict[str, str]) -> None:
    """One with a qualifier would be stated as certain, so it is left out."""
    found = event_of(date)
    assert {name: found[name] for name in ("startDate", "endDate") if name in found} == expected


def test_an_event_has_what_is_known_of_it() -> None:
    """Everyone by part, the host too; what is unknown is left out."""
    found = event_of(
        "2024", "norway:funder ministry:organiser north", host="home", place="Oslo", mode="hybrid", topics=("maps",)
    )
    assert found == {
        "@type": "Event",
        "@id": "https://example.org/#one",
        "url": "https://example.org/#one",
        "name": "One",
        "description": "A summary.",
        "startDate": "2024",
        "location": {"@type": "Place", "name": "Oslo"},
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "keywords": ["Maps"],
        "funder": [{"@type": "Country", "@id": "https://example.org/norway", "name": "Norway"}],
        "organizer": [
            {"@type": "GovernmentOrganization", "@id": "https://example.org/ministry", "name": "Ministry of Works"}
        ],
        "contributor": [
            {"@type": "Organization", "@id": "https://example.org/north", "name": "The North"},
            {"@type": "GovernmentOrganization", "@id": "https://example.org/home", "name": "Home Office"},
        ],
    }
    bare = event(milestone(date=None, partners=""), wording(), "", "", lambda _key: "")
    assert bare == {"@type": "Event", "name": "One"}


def test_a_partner_is_identified_by_its_pages() -> None:
    """Its website and its Wikidata item; a body of a country is not part of an organisation."""
    oman, council = (partner(REGISTER.partners[key], wording(), url_of) for key in ("oman", "council"))
    assert (oman["@type"], oman["sameAs"]) == ("Country", ["https://www.wikidata.org/wiki/Q842"])
    assert (council["@type"], council["sameAs"], council["alternateName"]) == (
        "Organization",
        ["https://example.org/"],
        ["المجلس"],
    )
    ministry = partner(REGISTER.partners["ministry"], wording(), url_of)
    assert (ministry["alternateName"], "parentOrganization" in ministry, "sameAs" in ministry) == (
        ["MOW"],
        False,
        False,
    )


def test_the_register_is_a_dataset() -> None:
    """With its years, the day of its last change, and its files."""
    milestones = [
        milestone("a", "2010/2012", added="2026-01-01"),
        milestone("b", "2024", added="2026-01-01", updated="2026-02-01"),
        milestone("c", None),
    ]
    files = {"https://example.org/data.json": "application/json"}
    published = Publication("The register", "The authors", "CC0-1.0", ["en", "ar"], "https://example.org/", files)
    found = dataset(published, milestones, wording())
    assert found["distribution"] == [
        {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": "https://example.org/data.json"}
    ]
    assert (found["temporalCoverage"], found["dateModified"]) == ("2010/2024", "2026-02-01")
    assert found["description"] == "The register: 3 milestones, 2010–2024"
    assert (found["license"], found["inLanguage"]) == ("https://spdx.org/licenses/CC0-1.0", ["en", "ar"])
    url = dataset(replace(published, licence="https://example.org/licence"), milestones, wording())["license"]
    assert url == "https://example.org/licence"
    unknown = dataset(replace(published, author="", licence=""), milestones[2:], wording())
    assert {"temporalCoverage", "dateModified", "creator", "license"}.isdisjoint(unknown)


def test_no_text_ends_the_element() -> None:
    """Nor begins a comment or another element; a reader of JSON gets it back unchanged."""
    text = "</script><!-- <script> & \u2028"
    element = script([{"name": text}])
    (content,) = re.findall(r"<script type=\"application/ld\+json\">([^<>&]*)</script>\n", element)
    assert json.loads(content)["@graph"] == [{"name": text}]
    assert script([]) == ""
