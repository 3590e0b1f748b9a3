"""The feeds and the structured data of the real register state what its data file states, in both languages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import feedparser  # type: ignore[import-untyped]
import pytest
from tests.support.published import QUIET, Published, published
from tests.support.records import read_records

if TYPE_CHECKING:
    from tests.support.site import Site

pytestmark = QUIET

Edition = tuple[Published, dict[str, dict[str, Any]]]


@pytest.fixture(params=["", "ar"], ids=["en", "ar"])
def edition(request: pytest.FixtureRequest, site: Site) -> Edition:
    """What each edition publishes, and the records of its data file by id."""
    language: str = request.param
    text = (site.folder("html", language) / "data/milestones.json").read_text(encoding="utf-8")
    records = {each["id"]: each for each in read_records(text, language or "en")}
    return published(site.root, language), records


def test_feeds_have_every_addition(edition: Edition) -> None:
    """With its id, title, day and address, in Atom as in JSON."""
    site, records = edition
    expected = sorted(
        (f"added/{record['id']}", record["title"], f"{record['added']}T00:00:00Z", record["id"])
        for record in records.values()
    )
    read = feedparser.parse(site.feeds["feed.atom"].encode())
    atom = [(each.id, each.title, each.updated, each.link) for each in read.entries]
    items = json.loads(site.feeds["feed.json"])["items"]
    assert [(each["id"], each["title"], each["date_published"], each["url"]) for each in items] == atom
    added = [each for each in atom if "/changed/" not in each[0]]
    found = sorted(
        ("/".join(name.split("/")[-2:]), title, day, url.rpartition("#")[2]) for name, title, day, url in added
    )
    assert found == expected


def test_events_are_the_milestones_of_their_kinds(edition: Edition) -> None:
    """With their titles, dates at their precision, and partners."""
    site, records = edition
    kinds = {"study-tour", "visit", "workshop", "conference"}
    expected = {name: record for name, record in records.items() if record["kind"] in kinds}
    assert {name: event["name"] for name, event in site.events.items()} == {
        name: record["title"] for name, record in expected.items()
    }
    for name, record in expected.items():
        event, date = site.events[name], record["date"]
        stated = "/".join(event[point] for point in ("startDate", "endDate") if point in event)
        assert stated == ("" if date["approximate"] or date["uncertain"] else date["written"]), name
        parts = [part for role in ("organizer", "funder", "contributor") for part in event.get(role, [])]
        named = {part["@id"].rpartition("/")[2].removesuffix(".html") for part in parts}
        assert named >= {part["key"] for part in record["partners"] if not part.get("through")}, name
