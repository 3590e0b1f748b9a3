"""Year editions and partner briefs, as those who print them have them."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pypdf import PdfReader
from tests.support.html_pages import Pages
from tests.support.pdf import OpenPdf, drawing_commands, find_violations, text_of
from tests.support.project import CONF, MILESTONE, Project, year_page

from sphinx_milestones.register.editions import EDITIONS
from sphinx_milestones.views.year_strip import MAX_MARKS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have

OTHER = (
    MILESTONE.replace("2024-first", "2023-other")
    .replace("First visit", "Other visit")
    .replace("2024-12", "2023-05")
    .replace("oman, un-desa (funder)", "un-desa")
    .replace(":documents: report\n", "")
    .replace("Body text.", "See {milestone}`2024-first`, and more.[^more]\n\nA picture of it.")
)
PARTS = ("partner-oman", "partner-un-desa", "year-2023", "year-2024")
ALL = sorted(["register", *PARTS, *(f"{name}-full" for name in PARTS)])
LISTS = "\n".join(f":::{{{name}}}\n:::\n" for name in ("partner-index", "document-list", "source-list"))


@pytest.fixture
def register(project: Project) -> Project:
    """Two years and two partners, with editions of all types."""
    settings = f'milestones_pdf = "_build/pdf/register.pdf"\nmilestones_editions = {list(EDITIONS)}\n'
    settings += 'pdf_documents = [("index", "register.pdf", "A register", "")]\n'
    project.write("conf.py", CONF.replace('"sphinx_milestones"', '"sphinx_milestones", "sphinx_pdf"') + settings)
    other = f"{year_page(OTHER, year=2023)}\n[^more]: What the note says.\n"
    project.write("years/2023.md", other)
    project.write("index.md", "# A register\n\n```{toctree}\n:glob:\nyears/*\nlists\n```\n\n:::{pdf-download}\n:::\n")
    project.write("lists.md", f"# Lists\n\n{LISTS}")
    return project


def pages_of(path: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    return OpenPdf(path).pages()


def names(folder: Path) -> list[str]:
    """The names of the PDFs in a folder."""
    return sorted(path.stem for path in folder.rglob("*.pdf"))


def test_each_year_and_each_partner_has_an_edition(register: Project) -> None:
    """A host has none: it takes no part of its own."""
    build = register.build("pdf")
    assert build.warnings == []
    assert names(build.outdir) == ALL


def test_a_brief_is_a_page_with_its_sources_overleaf(register: Project) -> None:
    """Both names, one sentence, each milestone in a few lines; on the next page what the sources are."""
    folder = register.build("pdf").outdir
    first, second = pages_of(folder / "partner-un-desa.pdf")
    assert first.startswith("Partner brief Department of Economic and Social Affairs (UN DESA) ")
    sentence = "UN DESA share 2 milestones, in 2023 and 2024."
    for expected in (sentence, "First visit December 2024", "Body text.", "Other visit May 2023"):
        assert expected in first, expected
    assert "With: Oman" in first
    assert "These milestones in full: partner-un-desa-full.pdf" in first
    assert (
        "Sources The page Home Authority, undated, https://example.org/page Named in: First visit; Other visit"
        in second
    )
    other = text_of(folder / "partner-oman.pdf")
    assert "First visit" in other
    assert "Other visit" not in other


def test_a_brief_has_the_name_in_another_language(register: Project) -> None:
    """That of the register, or of CLDR in a language that its readers search in."""
    arabic = 'milestones_search_languages = ["ar"]\n'
    register.write("conf.py", (register.root / "conf.py").read_text(encoding="utf-8") + arabic)
    folder = register.build("pdf").outdir
    with pikepdf.open(folder / "partner-oman.pdf") as pdf:
        languages = {str(item.Lang) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Lang" in item}
    assert "ar" in languages
    assert (pages_of(folder / "year-2024.pdf")[0]).startswith("Year in brief 2024 1 milestone with 2 partners.")


def test_a_brief_says_where_the_site_has_more(register: Project) -> None:
    """The page of the partner, else its entry, or the page of the year, if the address of the site is known."""
    assert "On the web" not in text_of(register.build("pdf").outdir / "partner-oman.pdf")
    site = {"html_baseurl": "https://example.org/r/"}
    folder = register.build("pdf", confoverrides=site).outdir
    assert "On the web: https://example.org/r/partners/oman.html" in text_of(folder / "partner-oman.pdf")
    assert "On the web: https://example.org/r/years/2024.html" in text_of(folder / "year-2024.pdf")
    folder = register.build("pdf", confoverrides={**site, "milestones_partner_pages": ""}).outdir
    assert "On the web: https://example.org/r/lists.html#partner-oman" in text_of(folder / "partner-oman.pdf")


def test_drawings_have_the_style_of_the_pdf(register: Project) -> None:
    """The bars of a strip have its accent colour, and the years below them its font for headings."""
    many = "".join(OTHER.replace("2023-other", f"other-{n}").replace("[^more]", "") for n in range(MAX_MARKS + 1))
    register.write("years/2023.md", year_page(many, year=2023))
    settings = {"pdf_theme": {"accent": "#123456", "sans": "Noto Sans Mono"}, "pdf_only": "partner-un-desa"}
    build = register.build("pdf", confoverrides=settings)
    assert build.warnings == []
    page = OpenPdf(build.outdir / "partner-un-desa.pdf").reader.pages[0]
    bars = re.findall(rb"0\.0705\d* 0\.2039\d* 0\.3372\d* scn \S+ \S+ m(?:\s\S+ \S+ l){3}", drawing_commands(page))
    assert len(bars) == 2  # a bar for each year
    resources: Any = page["/Resources"]
    fonts = {str(font["/BaseFont"]).partition("+")[2] for font in resources["/Font"].values()}
    assert fonts == {"NotoSansMono-Regular", "IBMPlexSerif-Regular"}


def test_what_sources_say_differently_is_overleaf(register: Project) -> None:
    """Without the notes that only a page has."""
    note = ":::{sources-differ}\nOne says two.[^more]\n:::\n"
    nested = OTHER.replace("A picture of it.", note).replace(":::{milestone}", "::::{milestone}").removesuffix(":::\n")
    other = f"{year_page(f'{nested}::::', year=2023)}\n[^more]: What the note says.\n"
    register.write("years/2023.md", other)
    build = register.build("pdf")
    assert build.warnings == []
    first, second = pages_of(build.outdir / "year-2023.pdf")
    assert "Sources differ" in first
    assert "One says two." not in first
    assert "Where sources differ Other visit One says two. Sources" in second


def test_the_brief_of_many_milestones_flows_on(register: Project) -> None:
    """Each has a sentence; what follows them is overleaf."""
    more = [
        OTHER.replace("2023-other", f"other-{n}").replace("See {mile", f"First sentence of {n}. See {{mile")
        for n in range(9)
    ]
    register.write("years/2023.md", f"{year_page(''.join(more), year=2023)}\n[^more]: What the note says.\n")
    pages = pages_of(register.build("pdf").outdir / "partner-un-desa.pdf")
    text = " ".join(pages)
    assert [n for n in range(9) if f"First sentence of {n}." not in text] == []
    assert "See First visit, and more" not in text
    assert "More Sources are overleaf." not in pages[0]
    assert sum("These milestones in full" in page for page in pages) == 1


def test_a_partner_in_full_has_who_it_is_and_each_milestone_in_full(register: Project) -> None:
    """With its documents, and its sources by number; of other partners only what the milestones say."""
    folder = register.build("pdf").outdir
    text = text_of(folder / "partner-un-desa-full.pdf")
    assert text.startswith("Partner in full Department of Economic and Social Affairs (UN DESA) ")
    for expected in ("Kind Organisation", "First visit Date December 2024", "Body text.", "Other visit Date May 2023"):
        assert expected in text, expected
    assert "Documents Report (PDF, 3.8 MB, 87 pages), not located" in text
    assert "[1] The page Home Authority, undated, https://example.org/page Named in: First visit; Other visit" in text
    other = text_of(folder / "partner-oman-full.pdf")
    assert "Kind Country Region Western Asia" in other
    assert "First visit" in other
    assert "Other visit" not in other


def test_bodies_are_named_in_full(register: Project) -> None:
    """The full form of an acronym is nowhere else in it."""
    ministry = '[ministry]\nkind = "agency"\nname = "Ministry of Works"\nacronym = "MOW"\nparent = "oman"\n'
    register.write("data/partners.toml", (register.root / "data/partners.toml").read_text() + ministry)
    page = (register.root / "years/2023.md").read_text().replace("partners: un-desa", "partners: un-desa, ministry")
    register.write("years/2023.md", page)
    folder = register.build("pdf").outdir
    assert "Bodies that took part Ministry of Works (MOW), 2023" in text_of(folder / "partner-oman.pdf")
    assert "Subordinate bodies Ministry of Works (MOW)" in text_of(folder / "partner-oman-full.pdf")


def test_a_brief_says_through_which_body_a_partner_took_part(register: Project) -> None:
    """Below the title of the milestone, which is in full."""
    ministry = '[ministry]\nkind = "agency"\nname = "Ministry of Works"\nacronym = "MOW"\nparent = "oman"\n'
    register.write("data/partners.toml", (register.root / "data/partners.toml").read_text() + ministry)
    page = (register.root / "years/2023.md").read_text().replace("partners: un-desa", "partners: un-desa, ministry")
    register.write("years/2023.md", page)
    folder = register.build("pdf").outdir
    text = text_of(folder / "partner-oman-full.pdf")
    assert "Other visit Through MOW Date May 2023" in text
    assert "First visit Date December 2024" in text
    assert "Through MOW · With: UN DESA" in text_of(folder / "partner-oman.pdf")
    assert "Through" not in text_of(folder / "partner-ministry.pdf")


def test_an_interval_over_the_end_of_a_year_is_in_both_editions(register: Project) -> None:
    """Also in that of a year in which nothing begins."""
    page = (register.root / "years/2024.md").read_text().replace(":date: 2024-12\n", ":date: 2024-12-30/2025-01-02\n")
    register.write("years/2024.md", page)
    folder = register.build("pdf").outdir
    assert [name for name in names(folder) if "full" not in name][-3:] == ["year-2023", "year-2024", "year-2025"]
    for year in (2024, 2025):
        assert "First visit December 30, 2024 – January 2, 2025" in text_of(folder / f"year-{year}.pdf")


def test_a_year_edition_has_its_partners(register: Project) -> None:
    """Each is counted for that year alone."""
    text = text_of(register.build("pdf").outdir / "year-2023-full.pdf")
    assert text.startswith("Year in full 2023 ")
    assert "Partners Organisations Department of Economic and Social Affairs (UN DESA): 1 milestone" in text
    assert "Documents" not in text


def test_an_edition_keeps_the_notes_of_its_milestones(register: Project) -> None:
    """It has the note; what is outside the edition is named without a link."""
    folder = register.build("pdf").outdir
    text = text_of(folder / "year-2023-full.pdf")
    assert "See First visit, and more.1" in text
    assert "What the note says." in text
    for other in ("year-2024-full", "year-2023"):
        assert "What the note says." not in text_of(folder / f"{other}.pdf")


def test_each_edition_is_offered_where_it_belongs(register: Project) -> None:
    """With its true size and pages: on its year's page, and in the partner's entry."""
    built = register.build("pdf").outdir
    site = register.build()
    assert site.warnings == []
    pages = Pages(site.outdir)
    assert names(site.outdir / "pdf") == names(built)
    (year,) = pages["years/2023.html"].all("p", "ms-download")
    sizes = [f"{(built / f'{name}.pdf').stat().st_size / 1e3:.0f} KB" for name in ("year-2023", "year-2023-full")]
    assert year.text == f"Milestones of 2023 (PDF, {sizes[0]}, 2 pages) In full: 2023 (PDF, {sizes[1]}, 1 page)"
    assert year.hrefs == ["../pdf/year-2023.pdf", "../pdf/year-2023-full.pdf"]
    entry = next(item for item in pages["lists.html"].all("div", "ms-partner") if "Oman" in item.text)
    assert re.search(r"Brief: Oman \(PDF, \d+ KB, 2 pages\)", entry.text)
    assert "pdf/partner-oman.pdf" in entry.hrefs
    (offered,) = pages["partners/oman.html"].all("p", "ms-download")
    assert re.search(r"Brief: Oman \(PDF, \d+ KB, 2 pages\) In full: Oman \(PDF, \d+ KB, 1 page\)", offered.text)
    assert offered.hrefs == ["../pdf/partner-oman.pdf", "../pdf/partner-oman-full.pdf"]
    (whole,) = pages["index.html"].all("p", "ms-download")
    assert whole.text.startswith("The full register (PDF, ")
    assert pages.dead_links() == []


def test_an_edition_that_no_page_offers_is_not_copied(register: Project) -> None:
    """Without an index of partners there is nothing that leads to the briefs."""
    lists = (register.root / "lists.md").read_text(encoding="utf-8")
    register.write("lists.md", lists.replace(":::{partner-index}\n:::\n", ""))
    register.build("pdf")
    site = register.build()
    assert site.warnings == []
    assert names(site.outdir / "pdf") == ["register", *(name for name in ALL if name.startswith("year"))]


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
    left = [name for name in ALL if "2023" not in name]
    assert names(register.build("pdf").outdir) == left
    site = register.build()
    assert names(site.outdir) == left
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
    pages = len(PdfReader(built / "year-2023-full.pdf").pages)
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
    for name in ("year-2023", "year-2023-full"):
        with pikepdf.open(built / f"{name}.pdf") as pdf:
            assert not pdf.attachments


def test_one_edition_can_be_made_alone(register: Project) -> None:
    """By its name, as `make pdf EDITION=partner-oman` does."""
    build = register.build("pdf", confoverrides={"pdf_only": "partner-oman"})
    assert names(build.outdir) == ["partner-oman"]


def test_editions_follow_the_standards(register: Project) -> None:
    """PDF/UA-1 and PDF/A-3a, each of them."""
    built = register.build("pdf").outdir
    assert {path.stem: found for path in built.glob("*.pdf") if (found := find_violations(path))} == {}


def test_an_edition_survives_an_id_that_something_else_has(register: Project) -> None:
    """The mistake is reported; the milestone is printed all the same."""
    text = year_page(MILESTONE.replace("2024-first", "visits")).replace("# 2024\n", "# 2024\n\n(visits)=\nBefore it.\n")
    register.write("years/2024.md", text)
    build = register.build("pdf")
    assert "milestones.id-duplicate" in build.stderr
    assert "First visit Date December 2024" in text_of(build.outdir / "year-2024-full.pdf")
