"""Year editions and partner briefs, as those who print them have them."""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pypdf import PdfReader
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.pdf.conftest import faults
from tests.support.html_pages import Pages
from tests.support.project import CONF, MILESTONE, Project, year_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.site import Site

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

OTHER = (
    MILESTONE.replace("2024-first", "2023-other")
    .replace("First visit", "Other visit")
    .replace("2024-12", "2023-05")
    .replace("oman, un-desa (funder)", "un-desa")
    .replace(":documents: report\n", "")
    .replace("Body text.", "See {milestone}`2024-first`, and more.[^more]\n\nA picture of it.")
)
LISTS = "\n".join(f":::{{{name}}}\n:::\n" for name in ("partner-index", "document-list", "source-list"))


def words(path: Path) -> str:
    """The text of a PDF, every run of white space made one space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.fixture
def register(project: Project) -> Project:
    """Two years and two partners, with editions of both kinds."""
    settings = 'milestones_pdf = "_build/pdf/register.pdf"\nmilestones_editions = ["year", "partner"]\n'
    settings += 'pdf_documents = [("index", "register.pdf", "A register", "")]\n'
    project.write("conf.py", CONF.replace('"sphinx_milestones"', '"sphinx_milestones", "sphinx_pdf"') + settings)
    other = f"{year_page(OTHER, year=2023)}\n[^more]: What the note says.\n"
    project.write("years/2023.md", other)
    project.write("index.md", "# A register\n\n```{toctree}\n:glob:\nyears/*\nlists\n```\n\n:::{pdf-download}\n:::\n")
    project.write("lists.md", f"# Lists\n\n{LISTS}")
    return project


def names(folder: Path) -> list[str]:
    """The names of the PDFs in a folder."""
    return sorted(path.stem for path in folder.rglob("*.pdf"))


def test_each_year_and_each_partner_has_an_edition(register: Project) -> None:
    """A host has none: it takes no part of its own."""
    build = register.build("pdf")
    assert build.warnings == []
    assert names(build.outdir) == ["partner-oman", "partner-un-desa", "register", "year-2023", "year-2024"]


def test_a_brief_says_who_the_partner_is_and_has_each_milestone_in_full(register: Project) -> None:
    """With its documents, and its sources by number; of other partners only what the milestones say."""
    folder = register.build("pdf").outdir
    text = words(folder / "partner-un-desa.pdf")
    assert text.startswith("Department of Economic and Social Affairs (UN DESA) A register · Partner brief")
    for said in ("Kind Organisation", "First visit Date December 2024", "Body text.", "Other visit Date May 2023"):
        assert said in text, said
    assert "Documents Report (PDF, 3.8 MB, 87 pages), not located" in text
    assert "Sources [1]" in text
    assert "[1] The page Home Authority, undated https://example.org/page Named in: First visit; Other visit" in text
    other = words(folder / "partner-oman.pdf")
    assert "Kind Country Region Western Asia Identifiers ISO 3166: OM" in other
    assert "First visit" in other
    assert "Other visit" not in other


def test_a_brief_names_bodies_in_full(register: Project) -> None:
    """What an acronym stands for is nowhere else in it."""
    ministry = '[ministry]\nkind = "agency"\nname = "Ministry of Works"\nacronym = "MOW"\nparent = "oman"\n'
    register.write("data/partners.toml", (register.root / "data/partners.toml").read_text() + ministry)
    page = (register.root / "years/2023.md").read_text().replace("partners: un-desa", "partners: un-desa, ministry")
    register.write("years/2023.md", page)
    text = words(register.build("pdf").outdir / "partner-oman.pdf")
    assert "Its bodies Ministry of Works (MOW)" in text


def test_a_year_edition_has_its_partners(register: Project) -> None:
    """Each is counted for that year alone."""
    text = words(register.build("pdf").outdir / "year-2023.pdf")
    assert text.startswith("2023 A register · Year edition")
    assert "Partners Organisations Department of Economic and Social Affairs (UN DESA): 1 milestone" in text
    assert "Documents" not in text


def test_an_edition_keeps_the_notes_of_its_milestones(register: Project) -> None:
    """The note stands in it; what lies outside of it is named without a link."""
    folder = register.build("pdf").outdir
    text = words(folder / "year-2023.pdf")
    assert "See First visit, and more.1" in text
    assert "What the note says." in text
    assert "What the note says." not in words(folder / "year-2024.pdf")


def test_each_edition_is_offered_where_it_belongs(register: Project) -> None:
    """With its true size and pages: on its year's page, and in the partner's entry."""
    built = register.build("pdf").outdir
    site = register.build()
    assert site.warnings == []
    pages = Pages(site.outdir)
    assert names(site.outdir / "pdf") == names(built)
    (year,) = pages["years/2023.html"].all("p", "ms-download")
    size = f"{(built / 'year-2023.pdf').stat().st_size / 1e3:.0f} KB"
    assert (year.text, year.hrefs) == (f"Milestones of 2023 (PDF, {size}, 1 page)", ["../pdf/year-2023.pdf"])
    entry = next(item for item in pages["lists.html"].all("div", "ms-partner") if "Oman" in item.text)
    assert re.search(r"Brief: Oman \(PDF, \d+ KB, 1 page\)", entry.text)
    assert "pdf/partner-oman.pdf" in entry.hrefs
    (whole,) = pages["index.html"].all("p", "ms-download")
    assert whole.text.startswith("The whole register (PDF, ")
    assert pages.dead_links() == []


def test_an_edition_that_no_page_offers_is_not_copied(register: Project) -> None:
    """Without an index of partners there is nothing that leads to the briefs."""
    lists = (register.root / "lists.md").read_text(encoding="utf-8")
    register.write("lists.md", lists.replace(":::{partner-index}\n:::\n", ""))
    register.build("pdf")
    site = register.build()
    assert site.warnings == []
    assert names(site.outdir / "pdf") == ["register", "year-2023", "year-2024"]


def test_without_pdfs_no_page_offers_any(register: Project) -> None:
    """A site that is built alone has no dead link."""
    site = register.build()
    assert site.warnings == []
    assert "ms-download" not in site.read("years/2023.html")
    assert "Brief" not in site.text("lists.html")


def test_an_edition_goes_with_its_last_milestone(register: Project) -> None:
    """It is deleted from both outputs, and the pages that named it are as in a clean build."""
    register.build("pdf")
    register.build()
    (register.root / "years/2023.md").unlink()
    assert names(register.build("pdf").outdir) == ["partner-oman", "partner-un-desa", "register", "year-2024"]
    site = register.build()
    assert names(site.outdir) == ["partner-oman", "partner-un-desa", "register", "year-2024"]
    edited = site.read("lists.html")
    shutil.rmtree(site.outdir)
    assert register.build(freshenv=True).read("lists.html") == edited


def test_a_changed_edition_is_offered_with_its_new_size(register: Project) -> None:
    """A longer text makes a larger file; the page that names it is written again, others are not."""
    register.build("pdf")
    register.build()
    register.write(
        "years/2023.md", year_page(OTHER.replace("A picture of it.", "More words about it. " * 400), year=2023)
    )
    built = register.build("pdf").outdir
    before = (register.root / "_build/html/years/2024.html").stat().st_mtime_ns
    site = register.build()
    pages = len(PdfReader(built / "year-2023.pdf").pages)
    assert f"{pages} pages" in site.text("years/2023.html")
    assert (site.outdir / "years/2024.html").stat().st_mtime_ns == before


def test_the_whole_carries_the_data_of_the_site(register: Project) -> None:
    """Byte for byte what the site offers, and no edition of a part has them."""
    built = register.build("pdf").outdir
    site = register.build()
    with pikepdf.open(built / "register.pdf") as pdf:
        attached = pdf.attachments["milestones.json"].get_file()
        assert attached.mime_type == "application/json"
        assert attached.read_bytes().decode() == site.read("data/milestones.json")
        assert len(json.loads(attached.read_bytes())["milestones"]) == 2
    with pikepdf.open(built / "year-2023.pdf") as pdf:
        assert not pdf.attachments


def test_one_edition_can_be_made_alone(register: Project) -> None:
    """By its name, as `make pdf EDITION=partner-oman` does."""
    build = register.build("pdf", confoverrides={"pdf_only": "partner-oman"})
    assert names(build.outdir) == ["partner-oman"]


def test_editions_follow_the_standards(register: Project) -> None:
    """PDF/UA-1 and PDF/A-3a, each of them."""
    built = register.build("pdf").outdir
    assert {path.stem: found for path in built.glob("*.pdf") if (found := faults(path))} == {}


@pytest.mark.parametrize("editions", ["milestones", "year-*", "partner-[a-m]*", "partner-[n-z]*"])
def test_the_editions_of_this_register_follow_the_standards(site: Site, editions: str) -> None:
    """A validator finds no fault in any of them: PDF/UA-1 and PDF/A-3a."""
    paths = sorted(site.folder("pdf").glob(f"{editions}.pdf"))
    assert {path.stem: found for path in paths if (found := faults(path))} == {}
    assert paths


def test_the_whole_of_this_register_has_its_parts_in_their_order(site: Site) -> None:
    """A title, how to read it, contents, timeline, matrix, years, the index of partners, sources, and its revision."""
    whole = PdfReader(site.folder("pdf") / "milestones.pdf")
    records = json.loads((site.folder("html") / "data/milestones.json").read_text(encoding="utf-8"))["milestones"]
    years = [str(year) for year in sorted({int(record["date"]["from"][:4]) for record in records}, reverse=True)]
    chapters = [entry.title for entry in whole.outline if not isinstance(entry, list)]
    ends = ["Partners", "Documents and sources", "Colophon"]
    assert chapters == ["About this register", "Timeline", *years, *ends]
    pages = [" ".join(page.extract_text().split()) for page in whole.pages]
    assert pages[0].startswith("International Digital Twinning Milestones")
    assert "How to read it" in pages[1]
    assert any("Partners by year" in page for page in pages[3:])
    assert re.search(r"Colophon Revision \d{4}\.\d\d Reviewed \d+ \w+ \d{4}, all entries", pages[-1])


def test_the_index_of_partners_names_the_page_of_each_milestone(site: Site) -> None:
    """Where its heading stands."""
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(site.folder("pdf") / "milestones.pdf").pages]
    index = next(number for number, page in enumerate(pages) if "Partners The countries, agencies" in page)
    named = re.findall(r"• ([^•]*?) p\. (\d+)", " ".join(pages[index:]))
    assert len(named) > 30
    for words_of_it, number in named:
        title = re.sub(r" \([a-z, ]+\)$", "", words_of_it.partition(": ")[2])
        assert f"{title} Date " in pages[int(number) - 1], words_of_it


def test_every_edition_of_this_register_can_be_heard_and_followed(site: Site) -> None:
    """By the tags: language, title, headings without a gap, list items with labels, links that say where they lead."""
    paths = sorted(site.folder("pdf").glob("*.pdf"))
    assert len(paths) > 35
    for path in paths:
        with pikepdf.open(path) as pdf:
            assert str(pdf.Root.Lang) == "en-GB", path
            assert bool(pdf.Root.MarkInfo.Marked), path
            assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle), path
            items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
            roles = Counter(str(item.S) for item in items if item.get("/Type") == "/StructElem")
            levels = sorted(int(role[2:]) for role in roles if re.fullmatch(r"/H\d", role))
            assert levels == list(range(1, len(levels) + 1)), path
            assert roles["/LI"] == roles["/LBody"] > 0, path
            assert roles["/Link"] > 0, path
            notes = [item for item in items if item.get("/Subtype") == "/Link"]
            assert [item for item in notes if not str(item.get("/Contents", ""))] == [], path
            assert bool(pdf.Root.get("/Outlines")), path
            assert list(pdf.attachments) == (["milestones.json"] if path.stem == "milestones" else []), path


def test_the_guide_for_contributors_prints_as_well(site: Site) -> None:
    """Its pages give a PDF without a warning or a fault."""
    target, warning = site.root / "_build/guide", StringIO()
    documents = [("contributing/index", "contributing.pdf", "Contributing", "")]
    overrides = {"pdf_documents": documents, "milestones_editions": []}
    arguments = (site.root / "docs", site.root, target, target / "doctrees", "pdf", overrides, None, warning)
    with patch_docutils(), docutils_namespace():
        Sphinx(*arguments).build()
    assert strip_colors(warning.getvalue()) == ""
    assert {path.stem: faults(path) for path in target.glob("*.pdf")} == {"contributing": []}


def test_an_edition_survives_an_id_that_something_else_has(register: Project) -> None:
    """The mistake is reported; the milestone is printed all the same."""
    text = year_page(MILESTONE.replace("2024-first", "visits")).replace("# 2024\n", "# 2024\n\n(visits)=\nBefore it.\n")
    register.write("years/2024.md", text)
    build = register.build("pdf")
    assert "milestones.id-duplicate" in build.stderr
    assert "First visit Date December 2024" in words(build.outdir / "year-2024.pdf")


def test_the_pictures_of_this_register_can_be_seen_and_heard(site: Site) -> None:
    """In the PDF the chart says its main fact and each mark its milestone; all are drawings, none is a bitmap."""
    records = json.loads((site.folder("html") / "data/milestones.json").read_text(encoding="utf-8"))["milestones"]
    parts = [record for record in records for _ in record["partners"]]
    with pikepdf.open(site.folder("pdf") / "milestones.pdf") as pdf:
        items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        figures = [item for item in items if item.get("/Type") == "/StructElem" and str(item.S) == "/Figure"]
        marks = Counter(str(item.Alt) for item in figures if str(item.P.S) == "/Link")
        others = [str(item.Alt) for item in figures if str(item.P.S) != "/Link"]
        assert not [item for item in items if item.get("/Subtype") == "/Image"]
    assert marks == Counter(f"{part['title']} ({part['kind']['label']})" for part in parts)
    assert [alt for alt in others if alt.startswith(f"{len(records)} milestones from ")]
    assert "Total" in words(site.folder("pdf") / "milestones.pdf")
