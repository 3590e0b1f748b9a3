"""Keys that begin like an anchor in the index of partners are keys as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.project import DATA, MILESTONE, year_page
from tests.support.records import read_records

if TYPE_CHECKING:
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

# what an author writes → the text that is shown, and where it leads from another page
WRITTEN = {
    "{milestone}`partner-summit`": ("The summit", "years/2024.html#partner-summit"),
    "{any}`partner-summit`": ("The summit", "years/2024.html#partner-summit"),
    "[](#partner-summit)": ("The summit", "years/2024.html#partner-summit"),
    "{partner}`partner-fund`": ("The fund", "partners/partner-fund.html"),
    "{any}`partner-fund`": ("The fund", "partners/partner-fund.html"),
    "[](#partner-fund)": ("The fund", "partners/partner-fund.html"),
    "[](#partner-partner-fund)": ("The fund", "partners/partner-fund.html"),
    "{document}`partner-survey`": ("The survey, not located", None),
}


@pytest.fixture
def prefixed(project: Project) -> Project:
    """A register in which a milestone, a partner and a document have such keys."""
    fund = '\n[partner-fund]\nkind = "organisation"\nname = "The fund"\n'
    survey = '\n[partner-survey]\ntitle = "The survey"\nstatus = "not-located"\n'
    project.write("data/partners.toml", DATA["partners"] + fund)
    project.write("data/documents.toml", DATA["documents"] + survey)
    summit = MILESTONE.replace("2024-first", "partner-summit").replace("First visit", "The summit")
    summit = summit.replace("oman, un-desa (funder)", "partner-fund").replace("report", "partner-survey")
    project.write("years/2024.md", year_page(MILESTONE, summit))
    return project


@pytest.mark.parametrize("written", WRITTEN)
def test_a_reference_has_words_and_an_address(prefixed: Project, written: str) -> None:
    """On another page, and in the data if it is in the text of a milestone."""
    prefixed.write("notes.md", f"# Notes\n\nSee {written}.\n")
    prefixed.write("index.md", (prefixed.root / "index.md").read_text().replace("years/*", "years/*\nnotes"))
    page = (prefixed.root / "years/2024.md").read_text(encoding="utf-8")
    prefixed.write("years/2024.md", page.replace("Body text.", f"See {written}.", 1))
    build = prefixed.build()
    assert build.warnings == []
    words, address = WRITTEN[written]
    (body,) = Pages(build.outdir)["notes.html"].all("div", "body")
    assert f"See {words}." in body.text
    assert [link.attributes["href"] for link in body.all("a", "reference")] == ([address] if address else [])
    records = read_records(build.read("data/milestones.json"))
    assert [record["text"] for record in records if record["id"] == "2024-first"] == [f"See {words}."]


def test_a_page_follows_the_name_of_its_partner(prefixed: Project) -> None:
    """A page that has nothing of the register but that one reference."""
    prefixed.write("notes.md", "# Notes\n\nSee {partner}`partner-fund`.\n")
    prefixed.write("index.md", (prefixed.root / "index.md").read_text().replace("years/*", "years/*\nnotes"))
    prefixed.build()
    data = (prefixed.root / "data/partners.toml").read_text(encoding="utf-8")
    prefixed.write("data/partners.toml", data.replace("The fund", "The bank"))
    assert "See The bank." in Pages(prefixed.build().outdir)["notes.html"].text
