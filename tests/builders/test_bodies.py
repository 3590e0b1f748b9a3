"""A country takes part through its ministry: the same in every output."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.project import DATA, MILESTONE, Project, year_page

if TYPE_CHECKING:
    from tests.support.html_pages import Element

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

MINISTRY = '\n[ministry]\nkind = "agency"\nname = "Ministry of Works"\nacronym = "MOW"\nparent = "oman"\n'
EGYPT = '\n[egypt]\nkind = "country"\ncountry = "EG"\n'
BODY = MILESTONE.replace("2024-first", "2024-body").replace("First visit", "Ministry visits")
BODY = BODY.replace("oman, un-desa (funder)", "ministry, un-desa, egypt")
VIEWS = """\
:::{partner-matrix}
:::

:::{milestone-list}
:partner: oman
:::

:::{milestone-list}
:region: western-asia
:::
"""


@pytest.fixture
def register(project: Project) -> Project:
    """Oman takes part once itself, and once through its ministry."""
    project.write("data/partners.toml", DATA["partners"] + EGYPT + MINISTRY)
    project.write("years/2024.md", year_page(MILESTONE, BODY))
    project.write("views.md", f"---\norphan: true\n---\n# Views\n\n{VIEWS}")
    return project


def entry_of(page: Element, key: str) -> Element:
    """The entry of a partner in the index."""
    return next(
        div for div in page.all("div", "ms-partner") if any(d.attributes.get("id") == key for d in div.all("dt"))
    )


def test_pages_count_what_a_body_took_part_in(register: Project) -> None:
    """Index, filter, matrix and lists have it, each time once, and say through whom."""
    build = register.build()
    assert build.warnings == []
    pages = Pages(build.outdir)
    oman = entry_of(pages["index.html"], "partner-oman")
    assert "2024 2 2 milestones" in oman.text  # as a number and in words, of which a style shows one
    marks = ["First visit (Visit)", "Ministry visits (Visit), through MOW"]
    assert [mark.text for mark in oman.all("a", "ms-mark")] == marks
    assert "2 milestones, 2024 (1 through MOW)" in pages["partners/oman.html"].text
    assert "1 milestone" in entry_of(pages["index.html"], "partner-ministry").text
    assert {"Oman 2", "Western Asia 2"} <= {label.text for label in pages["index.html"].all("label")}
    rows = [row for row in pages["index.html"].all("li", "ms-entry") if "Ministry visits" in row.text]
    assert [row.attributes.get("data-partner") for row in rows] == ["oman"]
    names = [mark.attributes["title"] for mark in pages["views.html"].all("a", "ms-mark")]
    assert "Ministry visits (Visit), through MOW" in names
    assert [len(group.all("li", "ms-entry")) for group in pages["views.html"].all("ul", "ms-entries")] == [2, 2]


def test_data_and_text_say_through_whom(register: Project) -> None:
    """Programs get the keys of the bodies; readers of text their names."""
    records = json.loads(register.build().read("data/milestones.json"))["milestones"]
    parts = {record["id"]: record["partners"] for record in records}
    assert {"key": "oman", "through": ["ministry"]} in parts["2024-body"]
    assert [part["key"] for part in parts["2024-first"]] == ["oman", "un-desa"]
    text = " ".join(register.build("text").read("index.txt").split())
    assert "Oman: 2 milestones, 2024" in text
    assert "* December 2024: Ministry visits (through MOW)" in text


def test_a_milestone_is_found_by_the_names_of_the_country(register: Project) -> None:
    """A new name of the country reaches the search, though no page names the country."""
    register.write("years/2024.md", year_page(BODY))
    register.build()
    register.write("data/partners.toml", DATA["partners"].replace('["sultanate"]', '["Magan"]') + EGYPT + MINISTRY)
    assert '"magan"' in register.build().read("searchindex.js")
