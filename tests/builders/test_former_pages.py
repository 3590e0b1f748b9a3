"""An address that was published goes on working when its milestone moves, gets another id, or is withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile
from tests.support.html_pages import Pages
from tests.support.project import CONF, MILESTONE, year_page

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

OTHER = MILESTONE.replace("2024-first", "2023-other").replace("2024-12", "2023").replace("First", "Other")
PUBLISHED = """\
2024-first = ["years/2024", "years/2023", "years/2022"]
2022-old = { moved_to = "2024-first", pages = ["years/2022"] }
2024-old = { moved_to = "2024-first", pages = ["years/2024"] }
2021-wrong = { withdrawn = "Its source is about <another> event.", pages = ["years/2021"] }
"""
MOVED, WITHDRAWN = "This milestone has moved: First visit December 2024", "This milestone was withdrawn: "


@pytest.fixture
def moved(project: Project) -> Project:
    """A register with a milestone that has been on two other pages, one of which no longer exists."""
    project.write("years/2023.md", year_page(OTHER, year=2023))
    project.write("data/published.toml", PUBLISHED)
    project.write("conf.py", CONF + 'html_baseurl = "https://example.org/"\n')
    return project


@pytest.mark.parametrize(("builder", "form"), [("html", "years/{}.html"), ("dirhtml", "years/{}/index.html")])
def test_former_addresses_lead_on(moved: Project, builder: str, form: str) -> None:
    """The anchor is on the former page, be that still there or not, with a link to where the milestone is."""
    build = moved.build(builder)
    assert build.warnings == []
    pages = Pages(build.outdir)
    for year, identifier in ((2023, "2024-first"), (2022, "2024-first"), (2022, "2022-old"), (2024, "2024-old")):
        notice = pages[form.format(year)].by_id(identifier)
        assert notice.text == MOVED, (year, identifier)
        assert [href.partition("#")[2] for href in notice.hrefs] == ["2024-first"]
    notice = pages[form.format(2021)].by_id("2021-wrong")
    assert notice.text == WITHDRAWN + "2021-wrong. Its source is about <another> event."
    headings = {year: pages[form.format(year)].all("h1")[0].text for year in (2021, 2022)}
    assert headings == {2021: "Withdrawn", 2022: "Moved"}
    assert pages.dead_links() == []
    for name in pages.names:
        ids = pages.ids(name)
        assert [each for each in ids if ids.count(each) > 1] == [], name
        assert pages.errors(name) == [], name


def test_a_page_in_place_of_another_is_not_for_search_engines(moved: Project) -> None:
    """Where there is one way on it is taken at once, and is the canonical address; pages with text are as ever."""
    moved.write(
        "data/published.toml",
        PUBLISHED.replace("2022-old", "2020-old").replace(', pages = ["years/2022"]', ', pages = ["years/2020"]'),
    )
    pages = Pages(moved.build().outdir)
    heads = {
        year: [e.attributes for e in pages[f"years/{year}.html"].walk() if e.tag == "meta"]
        for year in range(2020, 2025)
    }
    unlisted = {year for year, head in heads.items() if {"name": "robots", "content": "noindex"} in head}
    assert unlisted == {2020, 2021, 2022}
    refresh = {"http-equiv": "refresh", "content": "0; url=2024.html#2024-first"}
    assert {year for year, head in heads.items() if refresh in head} == {2020, 2022}
    canonical = {
        year: [
            e.attributes["href"]
            for e in pages[f"years/{year}.html"].all("link")
            if e.attributes.get("rel") == "canonical"
        ]
        for year in heads
    }
    assert canonical[2022] == canonical[2024] == ["https://example.org/years/2024.html"]
    assert canonical[2021] == []


def test_other_pages_have_no_notice(moved: Project) -> None:
    """Neither a page that nothing left, nor an output that is one page, is not HTML, or has no addresses."""
    for builder, name in (("html", "index.html"), ("singlehtml", "index.html"), ("epub", "years/2024.xhtml")):
        assert "ms-moved" not in moved.build(builder).read(name), builder
    assert "moved" not in moved.build("text").read("years/2023.txt")


def test_an_id_that_the_page_has_by_now_is_not_repeated(moved: Project) -> None:
    """A heading that has the former id keeps it; the notice is there without."""
    moved.write("years/2023.md", year_page("(2024-first)=\n## A heading\n", OTHER, year=2023))
    pages = Pages(moved.build().outdir)
    assert pages.ids("years/2023.html").count("2024-first") == 1
    assert MOVED in pages["years/2023.html"].text


def test_a_former_id_resolves_here_and_in_other_projects(moved: Project) -> None:
    """A reference to a former id links to the milestone, and the inventory offers it."""
    moved.write("years/2023.md", year_page(OTHER.replace("Body text", "{milestone}`2022-old`"), year=2023))
    build = moved.build()
    message = "“2022-old” was replaced by “2024-first”. Use the id “2024-first”. [milestones.reference]"
    assert build.warnings == [f"years/2023.md:16: WARNING: {message}"]
    assert "2024.html#2024-first" in Pages(build.outdir)["years/2023.html"].hrefs
    found = InventoryFile.loads((build.outdir / "objects.inv").read_bytes(), uri="").data["ms:milestone"]
    assert found["2022-old"].uri == found["2024-first"].uri == "years/2024.html#2024-first"
    assert "2021-wrong" not in found


def test_templates_of_the_project(moved: Project) -> None:
    """A project words its notices in a template of its own, and has its theme around the pages."""
    moved.write("conf.py", CONF + 'templates_path = ["own"]\n')
    moved.write(
        "own/milestones/moved.html", "{% for notice in notices %}<b>Now: {{ notice.milestone.title }}</b>{% endfor %}"
    )
    moved.write("own/page.html", '{% extends "!page.html" %}{% block body %}<i>Ours</i>{{ super() }}{% endblock %}')
    text = moved.build().text("years/2022.html")
    assert "Ours Moved Now: First visit Now: First visit" in text
