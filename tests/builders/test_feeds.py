"""The feeds of a build: files, links in the head of pages, and what they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.project import CONF, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Build, Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

BASE = 'html_baseurl = "https://example.org/r"\nauthor = "The authors"\n'
NEWS = "# What is new\n\n:::{milestone-news}\n:::\n"
FILES = ["feed.atom", "feed.json"]


@pytest.fixture
def published(project: Project) -> Project:
    """A register with news, whose address is known."""
    project.write("conf.py", CONF + BASE)
    project.write("years/2024.md", year_page(MILESTONE.replace(":sources:", ":added: 2026-01-01\n:sources:")))
    project.write("new.md", NEWS)
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "new\nyears/*"))
    return project


def feeds_of(build: Build) -> list[str]:
    """The files with feeds in an output."""
    return sorted(path.name for path in build.outdir.glob("feed.*"))


def test_each_page_names_the_feeds(published: Project) -> None:
    """By full URLs, for programs; the list of news links to them, for readers."""
    build = published.build()
    assert (build.warnings, feeds_of(build)) == ([], FILES)
    pages = Pages(build.outdir)
    for name in ("index.html", "years/2024.html", "partners/oman.html", "search.html"):
        links = [link.attributes for link in pages[name].all("link") if link.attributes["rel"] == "alternate"]
        assert [(link["type"], link["href"]) for link in links] == [
            ("application/atom+xml", "https://example.org/r/feed.atom"),
            ("application/feed+json", "https://example.org/r/feed.json"),
        ]
    assert pages["new.html"].all("p", "ms-feeds")[0].hrefs == FILES
    atom = build.read("feed.atom")
    assert 'href="https://example.org/r/new.html"' in atom
    assert 'href="https://example.org/r/years/2024.html#2024-first"' in atom
    assert "<name>The authors</name>" in atom


def test_without_an_address_or_news_there_is_no_feed(published: Project) -> None:
    """Entries need full URLs and days; what an earlier build left is deleted, and pages no longer name it."""
    published.build()
    published.write("conf.py", CONF)
    build = published.build()
    assert feeds_of(build) == []
    assert "feed." not in build.read("index.html") + build.read("new.html")
    published.write("conf.py", CONF + BASE.replace("https:", "gopher:"))
    assert feeds_of(published.build()) == []
    published.write("conf.py", CONF + BASE)
    published.write("years/2024.md", year_page(MILESTONE))
    build = published.build()
    assert feeds_of(build) == []
    assert "feed." not in build.read("index.html")
    assert "Nothing listed yet." in build.read("new.html")


def test_feeds_follow_what_they_show(published: Project) -> None:
    """The sentence on a change, and the author of the site, reach them as in a clean build."""
    published.build()
    changed = ":added: 2026-01-01\n:updated: 2026-02-01\n:change: The month was added.\n:sources:"
    published.write("years/2024.md", year_page(MILESTONE.replace(":sources:", changed)))
    build = published.build()
    assert all("The month was added." in build.read(name) for name in [*FILES, "new.html"])
    published.write("conf.py", CONF + BASE.replace("The authors", "Somebody else"))
    build = published.build()
    assert all("Somebody else" in build.read(name) for name in FILES)
    (build.outdir / "feed.json").unlink()
    assert feeds_of(published.build()) == FILES


@pytest.mark.parametrize(("builder", "path"), [("dirhtml", "years/2024/"), ("singlehtml", "")])
def test_entries_lead_to_the_milestone(published: Project, builder: str, path: str) -> None:
    """The link of an entry leads to its milestone in the output of each builder of a site."""
    assert f'"https://example.org/r/{path}#2024-first"' in published.build(builder).read("feed.json")


def test_a_book_has_no_feeds(published: Project) -> None:
    """A book does not change after it is published."""
    build = published.build("epub")
    assert feeds_of(build) == []
    assert "feed." not in build.read("new.xhtml")
