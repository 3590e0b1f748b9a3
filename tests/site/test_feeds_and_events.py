"""The feeds and the structured data of the real register state what its data file states, in both languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

import extruct  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace
from tests.support.records import read_records

from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.output.feeds import feed_texts
from sphinx_milestones.output.structured_data import data_of_page

if TYPE_CHECKING:
    from tests.support.site import Site

pytestmark = [
    pytest.mark.filterwarnings("ignore:'myst_parser"),  # it uses what Sphinx 11 will not have
    pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app"),  # so does sphinx-sitemap
]

BASE = "https://example.org/r/"


@dataclass
class Published:
    """An edition of the site as it would be published at `BASE`, from the pages that were read for other tests."""

    records: dict[str, dict[str, Any]]
    feeds: dict[str, str]
    events: dict[str, dict[str, Any]]


@pytest.fixture(scope="module", params=["", "ar"], ids=["en", "ar"])
def published(request: pytest.FixtureRequest, site: Site) -> Published:
    """Each edition; nothing is written: tests of small registers show that files and pages have these texts."""
    language: str = request.param
    folder = site.folder("html", language)
    settings: dict[str, Any] = {"html_baseurl": BASE} | ({"language": language} if language else {})
    with docutils_namespace():
        doctrees = site.root / f"_build/doctrees{language}"
        app = Sphinx(site.root / "docs", site.root, folder, doctrees, "html", settings, None, StringIO())
        domain = domain_of(app.env)
        pages = sorted(domain.data["milestones"])
        heads = "".join(data_of_page(domain, page) for page in pages)
        feeds = feed_texts(domain)
    things = [each for found in extruct.extract(heads, syntaxes=["json-ld"])["json-ld"] for each in found["@graph"]]
    events = {thing["url"].rpartition("#")[2]: thing for thing in things if thing["@type"] == "Event"}
    data = (folder / "data/milestones.json").read_text(encoding="utf-8")
    return Published({each["id"]: each for each in read_records(data, language or "en")}, feeds, events)


def test_feeds_have_every_addition(published: Published) -> None:
    """With its id, title, day and address, in Atom as in JSON."""
    expected = sorted(
        (f"added/{record['id']}", record["title"], f"{record['added']}T00:00:00Z", record["id"])
        for record in published.records.values()
    )
    read = feedparser.parse(published.feeds["feed.atom"].encode())
    atom = [(each.id, each.title, each.updated, each.link) for each in read.entries]
    items = json.loads(published.feeds["feed.json"])["items"]
    assert [(each["id"], each["title"], each["date_published"], each["url"]) for each in items] == atom
    added = [each for each in atom if "/changed/" not in each[0]]
    found = sorted(
        ("/".join(name.split("/")[-2:]), title, day, url.rpartition("#")[2]) for name, title, day, url in added
    )
    assert found == expected


def test_events_are_the_milestones_of_their_kinds(published: Published) -> None:
    """With their titles, dates at their precision, and partners."""
    kinds = {"study-tour", "visit", "workshop", "conference"}
    expected = {name: record for name, record in published.records.items() if record["kind"] in kinds}
    assert {name: event["name"] for name, event in published.events.items()} == {
        name: record["title"] for name, record in expected.items()
    }
    for name, record in expected.items():
        event, date = published.events[name], record["date"]
        stated = "/".join(event[point] for point in ("startDate", "endDate") if point in event)
        assert stated == ("" if date["approximate"] or date["uncertain"] else date["written"]), name
        parts = [part for role in ("organizer", "funder", "contributor") for part in event.get(role, [])]
        named = {part["@id"].rpartition("/")[2].removesuffix(".html") for part in parts}
        assert named >= {part["key"] for part in record["partners"] if not part.get("through")}, name
