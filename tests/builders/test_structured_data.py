"""Structured data in pages, read by a program that others wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import extruct  # type: ignore[import-untyped]
import pytest
from tests.support.project import CONF, DATA, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Build, Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

BASE = 'html_baseurl = "https://example.org/r/"\n'
EVENTS = DATA["kinds"].replace("[visit]\n", "[visit]\nevent = true\n")
WORKSHOP = MILESTONE.replace("2024-first", "2024-workshop").replace("kind: visit", "kind: workshop")
HOSTILE = MILESTONE.replace("First visit", "</script><script>alert(1)</script>").replace("2024-first", "2024-hostile")


@pytest.fixture
def published(project: Project) -> Project:
    """A register whose visits are events."""
    project.write("conf.py", CONF + BASE)
    project.write("data/kinds.toml", EVENTS)
    return project


def data_in(build: Build, page: str) -> list[dict[str, Any]]:
    """The things that a page has structured data of."""
    found = extruct.extract(build.read(page), syntaxes=["json-ld"])["json-ld"]
    assert {each["@context"] for each in found} <= {"https://schema.org"}
    return [thing for each in found for thing in each["@graph"]]


def test_only_milestones_of_some_kinds_are_events(published: Project) -> None:
    """Those whose kind says so in its file; text with markup stays text."""
    published.write("years/2024.md", year_page(MILESTONE, WORKSHOP, HOSTILE.replace("<", "\\<")))
    build = published.build()
    assert build.warnings == []
    events = data_in(build, "years/2024.html")
    assert [(each["@type"], each["url"], each["startDate"]) for each in events] == [
        ("Event", "https://example.org/r/years/2024.html#2024-first", "2024-12"),
        ("Event", "https://example.org/r/years/2024.html#2024-hostile", "2024-12"),
    ]
    assert events[1]["name"] == "</script><script>alert(1)</script>"
    published.write("data/kinds.toml", DATA["kinds"])
    assert data_in(published.build(), "years/2024.html") == []


def test_partners_and_the_register_have_pages_of_their_own(published: Project) -> None:
    """What an event refers to is what the page of the partner describes."""
    build = published.build()
    (event,) = data_in(build, "years/2024.html")
    (oman,) = data_in(build, "partners/oman.html")
    assert oman["@id"] in [each["@id"] for each in event["contributor"]]
    assert (oman["@type"], oman["name"], oman["@id"]) == ("Country", "Oman", "https://example.org/r/partners/oman.html")
    (register,) = data_in(build, "index.html")
    assert (register["@type"], register["name"]) == ("Dataset", "A register")
    files = [each["contentUrl"].removeprefix("https://example.org/r/") for each in register["distribution"]]
    assert "data/milestones.json" in files
    assert all((build.outdir / name).is_file() for name in files)


def test_what_has_no_url_names_none(published: Project) -> None:
    """Without the URL of the site; a book and a single page have no such data."""
    published.write("conf.py", CONF)
    build = published.build()
    (event,) = data_in(build, "years/2024.html")
    assert ("url" in event, "@id" in event["contributor"][0], event["name"]) == (False, False, "First visit")
    assert data_in(build, "index.html") == []
    assert "ld+json" not in published.build("singlehtml").read("index.html")
    assert "ld+json" not in published.build("epub").read("years/2024.xhtml")


def test_data_follow_what_they_state(published: Project) -> None:
    """The day of a check, which the page with the timeline does not show, changes the data on it."""
    published.build()
    published.write("years/2024.md", year_page(MILESTONE.replace(":sources:", ":added: 2026-01-01\n:sources:")))
    assert data_in(published.build(), "index.html")[0]["dateModified"] == "2026-01-01"


def test_the_policy_allows_no_more_for_them(published: Project) -> None:
    """Structured data are not a script, so no policy blocks them."""
    published.write("conf.py", CONF + BASE + "milestones_headers = True\n")
    with_events = published.build().read("_headers")
    published.write("data/kinds.toml", DATA["kinds"])
    assert published.build().read("_headers") == with_events
