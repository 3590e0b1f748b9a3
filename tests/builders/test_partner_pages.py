"""A page for each partner, beside the page with their index: what it shows, and where links to a partner lead."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile
from tests.builders.test_indexes import LATER, PARTNERS, SOURCES, VISIT, WORKSHOP
from tests.support.html_pages import Pages
from tests.support.project import CONF, INDEX, year_page

if TYPE_CHECKING:
    from tests.support.html_pages import Element
    from tests.support.project import Project

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

PAGES = {"home", "ministry", "oman", "un-desa"}


@pytest.fixture
def register(project: Project) -> Project:
    """Partners of all sorts: a country with a body, a body alone, a host."""
    noted = PARTNERS.replace('acronym = "MOW"', 'acronym = "MOW"\nnote = "It builds <roads>."\nuntil = "2023"')
    project.write("data/partners.toml", noted)
    project.write("data/sources.toml", SOURCES)
    project.write("years/2024.md", year_page(VISIT.replace(":documents: lost, hosted, elsewhere, asked, gone\n", "")))
    project.write("years/2022.md", year_page(WORKSHOP, LATER.replace(":host: oman\n", ""), year=2022))
    project.write("data/documents.toml", "")
    return project


def lines(page: Element) -> list[list[str]]:
    """What each entry of a page shows: date, title, sentence, and the facts below."""
    found = []
    for item in page.all("li", "ms-entry"):
        *paragraphs, line = item.all("p")
        parts = [part for part in line.children if not isinstance(part, str)]
        found.append([each.text for each in (*paragraphs, *parts)])
    return found


@pytest.mark.parametrize(("builder", "form"), [("html", "{}.html"), ("dirhtml", "{}/index.html")])
def test_each_partner_has_a_page(register: Project, builder: str, form: str) -> None:
    """Valid, with title, heading and description, next to that with the index; no link in the site leads nowhere."""
    build = register.build(builder)
    assert build.warnings == []
    pages = Pages(build.outdir)
    assert pages.dead_links() == []
    for name in pages.names:
        assert pages.errors(name) == [], name
    oman = pages[form.format("partners/oman")]
    assert [heading.text for heading in oman.all("h1")] == ["Oman"]
    assert oman.all("title")[0].text.startswith("Oman — ")
    (description,) = [meta for meta in oman.all("meta") if meta.attributes.get("name") == "description"]
    assert description.attributes["content"] == "Oman: 3 milestones, 2022–2024 (1 through MOW). First visit"


def test_what_a_page_shows(register: Project) -> None:
    """Names with their languages, what it is and belongs to, how much and when, and each milestone with a sentence."""
    pages = Pages(register.build().outdir)
    oman, ministry = pages["partners/oman.html"], pages["partners/ministry.html"]
    (arabic,) = oman.all("bdi")
    assert (arabic.text, arabic.attributes["lang"]) == ("سلطنة عُمان", "ar")
    assert oman.all("p", "ms-extent")[0].text == "3 milestones, 2022–2024 (1 through MOW)"
    assert lines(oman) == [
        ["December 2024", "First visit", "Body text.", "Visit", "Single source"],
        ["November 2022 – February 2023", "A long workshop", "Words.", "Workshop", "host"],
        ["2022", "A later workshop", "Words.", "Workshop", "through MOW"],
    ]
    facts = {term.text: value.text for term, value in zip(oman.all("dt"), oman.all("dd"), strict=True)}
    assert facts["Kind"] == "Country"
    assert facts["Region"] == "Western Asia"
    assert facts["Subordinate bodies"] == "Ministry of Works (MOW)"
    assert facts["Also known as"] == "Sultanate of Oman"
    assert "OM" not in facts.values()
    assert "ministry.html" in oman.hrefs
    assert "It builds <roads>." in ministry.text
    assert {"Belongs to", "Until"} <= {term.text for term in ministry.all("dt")}
    assert "oman.html" in ministry.hrefs
    assert "../index.html#partner-ministry" in ministry.hrefs


def test_the_years_of_a_page_are_those_of_the_register(register: Project) -> None:
    """Years without a milestone of the partner are there; each mark leads to its milestone and names its part."""
    oman = Pages(register.build().outdir)["partners/oman.html"]
    (strip,) = oman.all("ol", "ms-strip")
    years = [item.all("span", "ms-strip-year")[0].text for item in strip.all("li")]
    assert years == ["2022", "2023", "2024"]
    ministry = Pages(register.build().outdir)["partners/ministry.html"]
    assert ministry.all("ol", "ms-strip")[0].all("li")[2].text == "2024: 0 milestones"
    marks = [link.attributes["title"] for link in strip.all("a", "ms-mark")]
    assert marks == [
        "A long workshop (Workshop)",
        "A later workshop (Workshop), through MOW",
        "A long workshop (Workshop)",
        "First visit (Visit)",
    ]


def test_a_host_is_distinguished_from_a_partner(register: Project) -> None:
    """The page of a host does not claim that it took part."""
    home = Pages(register.build().outdir)["partners/home.html"]
    assert home.all("p", "ms-extent")[0].text == "Hosts: 2 milestones, 2022–2024"
    assert "host" not in lines(home)[0]


def test_the_index_has_a_row_for_each(register: Project) -> None:
    """Its name leads to the page and has the anchor; names in other languages, years as marks and as a text, number."""
    page = Pages(register.build().outdir)["index.html"]
    rows = {div.all("dt")[0].attributes["id"]: div for div in page.all("div", "ms-row")}
    oman, ministry = rows["partner-oman"], rows["partner-ministry"]
    assert "partners/oman.html" in oman.all("dt")[0].hrefs
    assert oman.all("dt")[0].text == "Oman سلطنة عُمان"
    assert ministry.all("dt")[0].text == "Ministry of Works (MOW) Oman"
    assert oman.all("span", "ms-in-years")[0].text == "2022–2024"
    assert oman.all("span", "ms-amount")[0].all("span", "ms-text")[0].text == "3 milestones"
    assert len(oman.all("p", "ms-cells")[0].all("a", "ms-mark")) == 4
    assert "OM" not in oman.text.split()


def test_many_years_share_columns(register: Project) -> None:
    """There is no room for a column for each of fifty; a partner has a text with its years besides."""
    register.write(
        "years/1970.md", year_page(LATER.replace("2022-later", "1970-old").replace("2022", "1970"), year=1970)
    )
    page = Pages(register.build().outdir)["index.html"]
    columns = [len(cells.all("span")) for cells in page.all("p", "ms-cells")]
    assert columns
    assert max(columns) < 30
    texts = [div.all("span", "ms-in-years")[0].text for div in page.all("div", "ms-row")]
    assert "1970, 2022–2024" in texts


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text", "xml"])
def test_other_outputs_have_the_entries_of_the_index_instead(register: Project, builder: str) -> None:
    """No page of a partner, and nothing leads to one."""
    build = register.build(builder)
    assert [line for line in build.warnings if "EPUB" not in line] == []
    assert not [path for path in build.outdir.rglob("*") if path.parent.name == "partners"]
    index = next(path for path in build.outdir.rglob("index.*") if path.suffix in (".html", ".xhtml", ".txt", ".xml"))
    assert "partners/oman" not in index.read_text(encoding="utf-8")


def test_without_a_folder_there_are_no_pages(register: Project) -> None:
    """The setting that is empty leaves the index as it is in print."""
    register.write("conf.py", CONF + 'milestones_partner_pages = ""\n')
    build = register.build()
    assert build.warnings == []
    assert not (build.outdir / "partners").exists()
    assert "../index.html#partner-oman" in Pages(build.outdir)["years/2024.html"].hrefs


@pytest.mark.parametrize("folder", ["../out", "a/b", "a b", "/"])
def test_a_folder_is_one_name(register: Project, folder: str) -> None:
    """Whatever is more is reported, and there are no pages."""
    register.write("conf.py", CONF + f"milestones_partner_pages = {folder!r}\n")
    build = register.build()
    (message,) = build.warnings
    assert message.startswith(f"conf.py:1: WARNING: milestones_partner_pages: “{folder}” is not the name of a folder.")
    assert not list(build.outdir.rglob("oman.html"))


@pytest.mark.parametrize(
    ("home", "page"),
    [("all/names", "all/partners/oman.html"), ("partners/index", "partners/oman.html"), ("who", "partners/oman.html")],
)
def test_pages_are_beside_that_with_the_index(register: Project, home: str, page: str) -> None:
    """In the folder of that page if it has the name already, else in a new one."""
    register.write("index.md", INDEX.replace(":::{partner-index}\n:::\n", "").replace("years/*", f"years/*\n{home}"))
    register.write(f"{home}.md", "# Who\n\n:::{partner-index}\n:::\n")
    build = register.build()
    assert build.warnings == []
    assert (build.outdir / page).is_file()
    assert Pages(build.outdir).dead_links() == []


@pytest.mark.parametrize(("builder", "name"), [("html", "partners/oman"), ("dirhtml", "partners/oman/index")])
def test_a_document_at_the_address_of_a_page_is_reported(register: Project, builder: str, name: str) -> None:
    """It is written, links to the partner lead to the index, and the others have their pages."""
    register.write(f"{name}.md", "---\norphan: true\n---\n\n# By hand\n")
    build = register.build(builder)
    (message,) = build.warnings
    assert message.startswith(f"{name}.md:1: WARNING: this page has the address of the page on partner “oman”")
    assert message.endswith("[milestones.page-address]")
    pages = Pages(build.outdir)
    assert pages.dead_links() == []
    (written,) = [page for page in pages.names if "By hand" in pages[page].all("title")[0].text]
    assert written in ("partners/oman.html", "partners/oman/index.html")
    index = pages["index.html"]
    assert [
        div.all("dt")[0].attributes["id"] for div in index.all("div", "ms-partner") if not div.all("p", "ms-cells")
    ] == ["partner-oman"]


def test_what_refers_to_a_partner_leads_to_its_page(register: Project) -> None:
    """Other projects, the search, and search engines by its address."""
    register.write("conf.py", CONF + 'html_baseurl = "https://example.org/"\n')
    build = register.build()
    inventory = InventoryFile.loads((build.outdir / "objects.inv").read_bytes(), uri="").data["ms:partner"]
    assert {key: item.uri for key, item in inventory.items()} == {key: f"partners/{key}.html" for key in PAGES}
    script = build.read("_static/milestones-words.js")
    rows = json.loads(script.removeprefix("var milestonesToSearch = ").removesuffix(";\n"))
    assert [row[:3] for row in rows if row[0] == "partners/oman"] == [["partners/oman", "", "Oman"]]
    canonical = re.findall(r'<link rel="canonical" href="([^"]*)"', build.read("partners/oman.html"))
    assert canonical == ["https://example.org/partners/oman.html"]


EXTENSION = """

def setup(app):
    app.connect("html-page-context", note)


def note(app, pagename, *_):
    with open(app.confdir / "seen", "a") as file:
        print(pagename, file=file)
"""


def test_extensions_see_the_pages(register: Project) -> None:
    """One that lists all pages for search engines gets them by the event of each page."""
    register.write("conf.py", CONF + EXTENSION)
    register.build()
    assert "partners/oman" in (register.root / "seen").read_text(encoding="utf-8").split()
