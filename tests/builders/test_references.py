"""Roles and references: their text, their targets, and the messages about those without a target."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from sphinx.util.inventory import InventoryFile
from tests.support.html_pages import Pages
from tests.support.project import CONF, DATA, Build, Project
from tests.support.records import read_records

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

STATES = {
    "external": 'status = "external"\nurl = "https://example.org/report.pdf"\n',
    "on-request": 'status = "on-request"\n',
    "withdrawn": 'status = "withdrawn"\n',
    "not-located": 'status = "not-located"\n',
}
SHOWN = {
    "external": "Report (PDF, 3.8 MB, 87 pages)",
    "on-request": "Report (PDF, 3.8 MB, 87 pages), on request",
    "withdrawn": "Report (PDF, 3.8 MB, 87 pages), withdrawn by its publisher",
    "not-located": "Report (PDF, 3.8 MB, 87 pages), not located",
}

# what an author writes → the text that is shown, and where it leads from another page
REFERENCES = {
    "{milestone}`2024-first`": ("First visit", "years/2024.html#2024-first"),
    "{milestone}`the visit <2024-first>`": ("the visit", "years/2024.html#2024-first"),
    "{ms:milestone}`2024-first`": ("First visit", "years/2024.html#2024-first"),
    "{ref}`2024-first`": ("First visit", "years/2024.html#2024-first"),
    "{ref}`the visit <2024-first>`": ("the visit", "years/2024.html#2024-first"),
    "{any}`2024-first`": ("First visit", "years/2024.html#2024-first"),
    "[](#2024-first)": ("First visit", "years/2024.html#2024-first"),
    "[the *visit*](#2024-first)": ("the visit", "years/2024.html#2024-first"),
    "{partner}`oman`": ("Oman", "partners/oman.html"),
    "{partner}`the Sultanate <oman>`": ("the Sultanate", "partners/oman.html"),
    "{ms:partner}`un-desa`": ("Department of Economic and Social Affairs", "partners/un-desa.html"),
    "[](#partner-oman)": ("Oman", "partners/oman.html"),
    "{any}`oman`": ("Oman", "partners/oman.html"),
    "[](years/2024.md#2024-first)": ("First visit", "years/2024.html#2024-first"),
    "[the *visit*](years/2024.md#2024-first)": ("the visit", "years/2024.html#2024-first"),
    "[](index.md#partner-oman)": ("Oman", "partners/oman.html"),
}


def page_with(project: Project, text: str, name: str = "notes") -> Pages:
    """The pages of a build in which a page has *text* in it; nothing may be wrong with it."""
    project.write(f"{name}.md", f"# Notes\n\n{text}\n")
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", f"years/*\n{name}"))
    build = project.build()
    assert build.warnings == []
    return Pages(build.outdir)


def reference_in(pages: Pages, name: str = "notes.html") -> tuple[str, str]:
    """Text and address of the one reference in a page's text."""
    (body,) = pages[name].all("div", "body")
    (link,) = body.all("a", "reference")
    return link.text, link.attributes["href"]


@pytest.mark.parametrize("written", REFERENCES)
def test_a_reference_leads_to_its_target(project: Project, written: str) -> None:
    """Each way to write one gives a link with the right words."""
    pages = page_with(project, f"See {written} there.")
    assert reference_in(pages) == REFERENCES[written]
    assert pages.dead_links() == []


def test_a_reference_works_in_a_table_and_in_a_heading(project: Project) -> None:
    """It is a link there too, and the heading's words reach the navigation."""
    pages = page_with(
        project, "| What |\n| --- |\n| {milestone}`2024-first` |\n\n## On {milestone}`2024-first`\n\nWords."
    )
    (cell,) = pages["notes.html"].all("td")
    assert cell.hrefs == ["years/2024.html#2024-first"]
    assert pages["notes.html"].all("h2")[0].text == "On First visit"
    assert pages.dead_links() == []


def test_a_reference_within_a_page_needs_no_file_name(project: Project) -> None:
    """On the milestone's own page only the anchor is named."""
    text = (project.root / "years/2024.md").read_text(encoding="utf-8")
    project.write("years/2024.md", text.replace("Body text.", "See {milestone}`2024-first` and {ref}`2024-first`."))
    build = project.build()
    assert build.warnings == []
    assert [href for href in Pages(build.outdir)["years/2024.html"].hrefs if href == "#2024-first"][1:]


def test_a_reference_on_a_single_page_leads_to_its_target(project: Project) -> None:
    """In singlehtml every reference to a milestone or a partner is an anchor of that one page."""
    project.write("notes.md", "# Notes\n\n" + "\n\n".join(REFERENCES) + "\n")
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "years/*\nnotes"))
    build = project.build("singlehtml")
    assert build.warnings == []
    pages = Pages(build.outdir)
    hrefs = pages["index.html"].by_id("notes").hrefs
    assert hrefs.count("#2024-first") == 10
    assert hrefs.count("#partner-oman") == 5
    assert {href.removeprefix("#") for href in hrefs} <= set(pages.ids("index.html"))


@pytest.mark.parametrize("state", STATES)
def test_a_document_is_shown_with_its_facts_and_its_state(project: Project, state: str) -> None:
    """It is linked only where it can be opened, and otherwise says why not."""
    entry = '[report]\ntitle = "Report"\nmedia_type = "application/pdf"\nsize = "3.8 MB"\npages = 87\n'
    project.write("data/documents.toml", entry + STATES[state])
    pages = page_with(project, "See {document}`report`.")
    (paragraph,) = pages["notes.html"].all("div", "body")[0].all("p")
    assert paragraph.text == f"See {SHOWN[state]}."
    assert paragraph.hrefs == (["https://example.org/report.pdf"] if state == "external" else [])


def test_a_hosted_document_is_offered(project: Project) -> None:
    """The link leads to a copy of the file beside the pages, from any depth of folders."""
    project.write("data/documents/report.txt", "Words.")
    project.write(
        "data/documents.toml",
        '[report]\ntitle = "Report"\nmedia_type = "text/plain"\nstatus = "available"\nfile = "report.txt"\n',
    )
    pages = page_with(project, "See {document}`report`.", "deep/notes")
    assert reference_in(pages, "deep/notes.html") == ("Report (TXT, 6 B)", "../documents/report.txt")
    assert pages.dead_links() == []


@pytest.mark.parametrize("settings", ["", "nitpicky = True\n"])
@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("{milestone}`2024-frist`", "{milestone}: unknown milestone “2024-frist”. Did you mean “2024-first”?"),
        ("{milestone}`text <2024-frist>`", "{milestone}: unknown milestone “2024-frist”. Did you mean “2024-first”?"),
        ("{partner}`omann`", "{partner}: unknown partner “omann”. Did you mean “oman”?"),
        ("{document}`reprot`", "{document}: unknown document “reprot”. Did you mean “report”?"),
        ("{ref}`2024-frist`", "undefined label: '2024-frist'"),
        ("[](#2024-frist)", "'myst' cross-reference target not found: '2024-frist'"),
    ],
)
def test_an_unknown_target_is_reported_once(project: Project, written: str, message: str, settings: str) -> None:
    """One message, at its line, with the nearest target where the register has one; where Sphinx is strict, too."""
    project.write("conf.py", CONF + settings)
    project.write("notes.md", f"# Notes\n\nSee {written}.\n")
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "years/*\nnotes"))
    (warning,) = project.build().warnings
    assert warning.startswith("notes.md:3: WARNING: ")
    assert message in warning


ADDRESSES = {
    "milestone": ("2024-first", "First visit", "years/2024.html#2024-first"),
    "partner": ("oman", "Oman", "partners/oman.html"),
    "year": ("2024", "2024", "years/2024.html"),
    "document": ("report", "Report", "index.html#document_report"),
}


@pytest.fixture
def inventory(project: Project) -> str:
    """The mapping of intersphinx to the register."""
    project.build()
    return f'intersphinx_mapping = {{"register": ("https://example.org/", "{project.root}/_build/html/objects.inv")}}\n'


def links_of(build: Build) -> list[tuple[str, str]]:
    """The text and the address of each link on the first page of another project."""
    (body,) = Pages(build.outdir)["index.html"].all("div", "body")
    return [(link.text, link.attributes["href"]) for link in body.all("a", "reference")]


def test_another_project_refers_to_each_by_role_and_by_link(inventory: str, tmp_path: Path) -> None:
    """Through intersphinx, with this extension: milestones, partners, years and documents."""
    other = Project(tmp_path / "other")
    other.write("conf.py", CONF.replace('"myst_parser"', '"myst_parser", "sphinx.ext.intersphinx"') + inventory)
    for name, text in DATA.items():
        other.write(f"data/{name}.toml", text if name in ("partners", "kinds") else "")
    written = [
        f"{{external:ms:{name}}}`{key}` [](inv:register:ms:{name}#{key})" for name, (key, *_) in ADDRESSES.items()
    ]
    other.write("index.md", "# Other\n\n" + " ".join([*written, "[its text](inv:#2024-first)\n"]))
    build = other.build()
    assert [line for line in build.warnings if "[milestones.entry-unused]" not in line] == []
    twice = [(text, f"https://example.org/{url}") for _, text, url in ADDRESSES.values() for _ in range(2)]
    assert links_of(build) == [*twice, ("its text", "https://example.org/years/2024.html#2024-first")]


def test_another_project_refers_to_each_without_this_extension(inventory: str, tmp_path: Path) -> None:
    """Links of MyST need no domain of their own."""
    other = Project(tmp_path / "other")
    conf = 'extensions = ["myst_parser", "sphinx.ext.intersphinx"]\nhtml_theme = "basic"\n'
    other.write("conf.py", conf + inventory)
    written = [f"[](inv:register:ms:{name}#{key})" for name, (key, *_) in ADDRESSES.items()]
    other.write("index.md", "# Other\n\n" + " ".join(written) + "\n")
    build = other.build()
    assert build.warnings == []
    assert links_of(build) == [(text, f"https://example.org/{url}") for _, text, url in ADDRESSES.values()]


def test_a_year_is_a_link_to_its_page(project: Project) -> None:
    """By the role of the domain; one without a page is reported with the closest."""
    project.write("notes.md", "# Notes\n\nIn {ms:year}`2024`, not in {ms:year}`2042`.\n")
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "years/*\nnotes"))
    build = project.build()
    assert ("2024", "years/2024.html") in [
        (link.text, link.attributes["href"]) for link in Pages(build.outdir)["notes.html"].all("a", "reference")
    ]
    (warning,) = build.warnings
    assert "notes.md:3: WARNING: {ms:year}: unknown year “2042”. Did you mean “2024”?" in warning


def test_the_inventory_is_in_order(project: Project) -> None:
    """Names are sorted and have no spaces, and each one's address is right."""
    build = project.build()
    inventory = InventoryFile.loads((build.outdir / "objects.inv").read_bytes(), uri="")
    assert list(inventory.data["ms:milestone"]) == ["2024-first"]
    assert list(inventory.data["ms:partner"]) == ["home", "oman", "un-desa"]
    assert inventory.data["ms:milestone"]["2024-first"].uri == "years/2024.html#2024-first"
    assert inventory.data["ms:partner"]["oman"].uri == "partners/oman.html"
    assert inventory.data["ms:milestone"]["2024-first"].display_name == "First visit"
    assert inventory.data["ms:partner"]["oman"].display_name == "Oman"
    assert {name: [*objects] for name, objects in inventory.data.items() if name in ("ms:year", "ms:document")} == {
        "ms:year": ["2024"],
        "ms:document": ["report"],
    }


def test_the_search_makes_no_address_of_a_title(project: Project) -> None:
    """Sphinx takes the anchor of an object from the name that it shows, so it gets none; ours are added beside it."""
    build = project.build()
    assert json.loads(build.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))["objects"] == {}
    scripts = [
        script.attributes.get("src", "").partition("?")[0]
        for script in Pages(build.outdir)["search.html"].all("script")
    ]
    assert [name for name in scripts if "milestones-" in name] == [
        "_static/milestones-words.js",
        "_static/milestones-search.js",
    ]
    assert "milestones-words.js" not in build.read("index.html")


def test_what_no_reader_sees_is_not_in_the_data(project: Project) -> None:
    """Comments, raw text and the content of an `only` stay out of the data."""
    page = (project.root / "years/2024.md").read_text(encoding="utf-8").replace(":::", "::::")
    hidden = "% a note to the editor\n\n```{raw} latex\n\\newpage\n```\n\n:::{only} latex\nIn print.\n:::\n\nBody text."
    project.write("years/2024.md", page.replace("Body text.", hidden))
    build = project.build()
    assert build.warnings == []
    (record,) = read_records(build.read("data/milestones.json"))
    assert record["text"] == "Body text."


def test_a_heading_in_a_milestone_keeps_its_words(project: Project) -> None:
    """In reStructuredText too, where docutils by itself would drop it."""
    text = (
        ":year: 2024\n\n2024\n====\n\n.. milestone:: First visit\n   :id: 2024-first\n   :date: 2024\n"
        "   :kind: visit\n   :partners: oman, un-desa\n   :topics: statistics\n   :documents: report\n"
        "   :sources: page\n\n   Above.\n\n   A heading\n   ---------\n\n   Below.\n"
    )
    (project.root / "years/2024.md").unlink()
    project.write("years/2024.rst", text)
    build = project.build()
    assert build.warnings == []
    assert re.search(r"Above\. A heading Below\.", build.text("years/2024.html"))


def test_a_country_may_have_a_name_of_its_own(project: Project) -> None:
    """A name in the data file counts before the one that comes from CLDR."""
    data = (project.root / "data/partners.toml").read_text(encoding="utf-8")
    project.write("data/partners.toml", data.replace('country = "OM"', 'country = "OM"\nname = "Sultanate of Oman"'))
    assert "Sultanate of Oman" in project.build().text("years/2024.html")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{milestone}`2024-other`", "Other visit"),
        ("{milestone}`words <2024-other>`", "words"),
        ("{partner}`un-desa`", "Department of Economic and Social Affairs"),
        ("{document}`report`", "Report (PDF, 3.8\N{NO-BREAK SPACE}MB, 87 pages), not located"),
        ("[](#2024-other)", "Other visit"),
        ("{ref}`2024-other`", "Other visit"),
        ("{ref}`marked`", "A marked heading"),
        ("{ref}`words <marked>`", "words"),
        ("`{partner}` and **strong**", "{partner} and strong"),
        ("the next\nline", "the next line"),
        ("the next\\\nline", "the next\nline"),
        ("a note[^a]", "a note"),
        ("{doc}`/marked`", "A marked heading"),
        ("{doc}`../marked`", "A marked heading"),
        ("{doc}`words </marked>`", "words"),
        ("[](../marked.md)", "A marked heading"),
        ("[words](../marked.md)", "words"),
        ("[](../marked.md#marked)", "A marked heading"),
        ("[](2024.md#2024-other)", "Other visit"),
        ("[](../index.md#partner-oman)", "Oman"),
    ],
)
def test_references_in_a_body_are_text_in_the_data(project: Project, written: str, expected: str) -> None:
    """The data give the text that readers see, not the keys that the author wrote."""
    text = (project.root / "years/2024.md").read_text(encoding="utf-8")
    other = re.sub("2024-first", "2024-other", text.partition("\n\n:::")[1] + text.partition("\n\n:::")[2])
    other = other.replace("First visit", "Other visit")
    marked = "(marked)=\n# A marked heading\n\nWords.\n"
    project.write("marked.md", marked)
    project.write("index.md", (project.root / "index.md").read_text().replace("years/*", "years/*\nmarked"))
    note = "\n[^a]: A note.\n" if "[^a]" in written else ""
    project.write("years/2024.md", text.replace("Body text.", f"See {written} there.") + other + note)
    build = project.build()
    assert build.warnings == []
    records = read_records(build.read("data/milestones.json"))
    assert [record["text"] for record in records if record["id"] == "2024-first"] == [f"See {expected} there."]


def test_a_milestone_without_a_text_has_no_body_in_the_data(project: Project) -> None:
    """A member without a value is left out."""
    text = (project.root / "years/2024.md").read_text(encoding="utf-8")
    project.write("years/2024.md", text.replace("Body text.\n", ""))
    (record,) = read_records(project.build().read("data/milestones.json"))
    assert not {"text", "html", "source"} & {*record}


def test_a_milestone_inside_another_gives_it_no_words_of_the_search(project: Project) -> None:
    """What a search should find the inner one by is no text of the outer one."""
    text = (project.root / "years/2024.md").read_text(encoding="utf-8")
    inner = text.partition("\n\n:::")[1] + text.partition("\n\n:::")[2].replace("2024-first", "2024-inner")
    outer = text.replace(":::", "::::").replace("Body text.\n", f"Body text.\n{inner}")
    project.write("years/2024.md", outer.replace(":::::::", ":::"))
    build = project.build()
    records = read_records(build.read("data/milestones.json"))
    assert [record["text"] for record in records] == ["Body text.\n\nFirst visit\n\nBody text.", "Body text."]


@pytest.mark.parametrize("word", ["First", "Oman", "sultanate", "UN DESA", "Manama", "Visit", "Statistics"])
def test_the_search_finds_a_milestone_by_what_readers_type(project: Project, word: str) -> None:
    """Title, partner, acronym, other names, place, kind and topic all lead to the page."""
    text = (project.root / "years/2024.md").read_text(encoding="utf-8")
    project.write("years/2024.md", text.replace(":topics:", ":place: Manama\n:topics:"))
    build = project.build()
    index = json.loads(build.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))
    page = index["docnames"].index("years/2024")
    for part in word.lower().split():
        terms = {**index["terms"], **index["titleterms"]}
        found = [docs for term, docs in terms.items() if term and part.startswith(term[:4])]
        assert any(page in (docs if isinstance(docs, list) else [docs]) for docs in found), part


def test_the_search_finds_a_milestone_by_its_year(project: Project) -> None:
    """Sphinx drops words of digits from its terms, but a query for a year finds the page that has it as its title."""
    build = project.build()
    index = json.loads(build.read("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))
    assert [index["docnames"][number] for number, _ in index["alltitles"]["2024"]] == ["years/2024"]
