"""The real register as its readers have it."""

from __future__ import annotations

import re
import runpy
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import page as validator
import pytest
from pypdf import PdfReader
from tests.support.pdf import page_texts
from tests.support.records import comparable, read_data, read_records, records_of_load
from tests.support.variants import variant

from sphinx_milestones import load
from sphinx_milestones.views.marks import ALL

if TYPE_CHECKING:
    from tests.support.html_pages import Element, Pages
    from tests.support.site import Site

ROOT = Path(__file__).parents[2]
FACTS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("source_page_facts.toml").read_text(encoding="utf-8")
)
YEARS = [2010, 2011, 2012, 2013, 2014, 2015, 2018, 2019, 2021, 2022, 2023, 2024, 2025]
BUILDERS = [
    "pdf",
    "html",
    "dirhtml",
    "singlehtml",
    "epub",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "gettext",
    "linkcheck",
    "dummy",
]


@cache
def titles() -> dict[str, str]:
    """The titles by id, as the pages are written."""
    pages = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs/years").glob("*.md")))
    found = (re.findall(r"^:+\{milestone\} (.+)\n:id: (.+)$", page, re.MULTILINE) for page in pages)
    return {identifier: title for matches in found for title, identifier in matches}


def year_page(identifier: str) -> str:
    """The page of a milestone."""
    return f"years/{identifier[:4]}.html"


def section(html: Pages, identifier: str) -> Element:
    """A milestone on its year page."""
    return html[year_page(identifier)].by_id(identifier)


def squeezed(text: str) -> str:
    """Text without white space, which a PDF does not keep."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="session")
def records(html: Pages) -> dict[str, dict[str, Any]]:
    """The milestones of `data/milestones.json` by id."""
    data = read_data((html.folder / "data/milestones.json").read_text(encoding="utf-8"))
    return {record["id"]: record | {"data": data} for record in data["milestones"]}


@pytest.fixture(scope="session")
def pdf(site: Site) -> PdfReader:
    """The register's PDF."""
    return PdfReader(site.folder("pdf") / "milestones.pdf")


@pytest.fixture(scope="session")
def pdf_text(site: Site) -> str:
    """All words of the PDF without white space."""
    return squeezed("".join(page_texts(site.folder("pdf") / "milestones.pdf")))


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_is_content(site: Site, builder: str) -> None:
    """A strict build ends well and says nothing."""
    done = site.build(builder)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_milestones_of_the_source_page_are_there() -> None:
    """There are sixteen, each under its id."""
    assert len(FACTS) == 16
    assert titles().keys() >= FACTS.keys()


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_internal_link_leads_somewhere(site: Site, html: Pages, builder: str) -> None:
    """Each file and each anchor that a page links to exists."""
    pages = html if builder == "html" else type(html)(site.folder(builder))
    dead = pages.dead_links()
    if builder != "html":  # the other language is built for one
        dead = [(page, address) for page, address in dead if "/ar/" not in f"/{address}"]
    assert dead == []


@variant
def test_every_link_to_a_milestone_or_partner_leads_somewhere_on_a_single_page(site: Site, html: Pages) -> None:
    """Their anchors stand there once; the links of Sphinx's own `{ref}` name two anchors at once (sphinx#14221)."""
    pages = type(html)(site.folder("singlehtml"))
    ids = [each for each in pages.ids("index.html") if each in FACTS or each.startswith("partner-")]
    assert len(ids) == len(set(ids)) > len(FACTS)
    assert [address for _, address in pages.dead_links() if address.rpartition("#")[2] in ids] == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_pages_are_well_formed(site: Site, html: Pages, builder: str) -> None:
    """No id is twice on a page, and every element is closed where it should be."""
    pages = html if builder == "html" else type(html)(site.folder(builder))
    assert len(pages.names) > 17
    for name in pages.names:
        ids = pages.ids(name)
        assert sorted({each for each in ids if ids.count(each) > 1}) == [], name
        assert pages.errors(name) == [], name


@variant
def test_the_epub_is_well_formed(site: Site) -> None:
    """Each of its pages is XML, as readers of EPUB want it."""
    pages = sorted(site.folder("epub").rglob("*.xhtml"))
    assert len(pages) > 17
    for page in pages:
        text = page.read_text(encoding="utf-8").partition("<!DOCTYPE html>")[2]
        ElementTree.fromstring(re.sub(r"&(?!amp|lt|gt|quot|apos|#)(\w+);", "-", text))


def test_the_pages_that_readers_know_exist(html: Pages) -> None:
    """The landing page, the views, what the register says of itself, and a page for each year."""
    wanted = {f"{name}.html" for name in ("index", "timeline", "partners", "documents", "about")}
    assert wanted | {f"years/{year}.html" for year in YEARS} <= set(html.names)


@pytest.mark.parametrize("identifier", FACTS)
def test_a_milestone_has_its_place_and_its_link_on_the_timeline(html: Pages, identifier: str) -> None:
    """Its id is the anchor of a section with its title; the timeline links there under that title."""
    found = section(html, identifier)
    assert found.tag == "section"
    assert found.all("h2")[0].text == titles()[identifier]
    rows = [link for row in html["timeline.html"].all("p", "ms-title") for link in row.all("a")]
    links = {link.attributes["href"]: link.text for link in rows}
    assert links[f"{year_page(identifier)}#{identifier}"] == titles()[identifier]


@pytest.mark.parametrize("identifier", FACTS)
def test_a_milestone_and_its_partners_are_linked_both_ways(
    html: Pages, records: dict[str, dict[str, Any]], identifier: str
) -> None:
    """Each partner, the host included, leads to its page, and that page and the entry in the index lead back.

    So do those of what a partner belongs to.
    """
    record = records[identifier]
    for key, named in [*((p["key"], "through" not in p) for p in record["partners"]), (record["host"], True)]:
        assert (f"../partners/{key}.html" in section(html, identifier).hrefs) == named
        address = f"{year_page(identifier)}#{identifier}"
        assert f"../{address}" in html[f"partners/{key}.html"].hrefs
        terms = {
            term.attributes["id"]: div
            for div in html["partners.html"].all("div", "ms-partner")
            for term in div.all("dt")
        }
        assert address in terms[f"partner-{key}"].hrefs


@pytest.mark.parametrize("identifier", FACTS)
def test_a_milestone_says_what_the_source_page_says(html: Pages, identifier: str) -> None:
    """Every fact of the source page is in the text of its milestone."""
    text = section(html, identifier).text
    assert [fact for fact in FACTS[identifier] if fact not in text] == []


@pytest.mark.parametrize("identifier", FACTS)
def test_the_data_say_what_the_page_says(html: Pages, records: dict[str, dict[str, Any]], identifier: str) -> None:
    """Title, names, labels, place and body of a record are on the page that its URL leads to."""
    record = records[identifier]
    assert record["address"] == f"{year_page(identifier)}#{identifier}"
    found = section(html, identifier)
    squeezed_page = squeezed(found.text)
    data = record["data"]
    expected = [record["title"], data["kinds"][record["kind"]]["label"], record.get("place", "")]
    named = [record["host"], *(part["key"] for part in record["partners"])]
    expected += [data["partners"][key]["label"] for key in named]
    expected += [data["topics"][key]["label"] for key in record.get("topics", ())] + record["text"].split("\n\n")
    assert [text for text in expected if squeezed(text) not in squeezed_page] == []
    written = found.all("time")[0].attributes["datetime"] if found.all("time") else record["date"]["written"]
    assert record["date"]["written"].rstrip("~?") == written
    assert record["date"]["earliest"][:4] == identifier[:4]


def test_the_data_are_complete_and_in_order(records: dict[str, dict[str, Any]]) -> None:
    """All milestones and no others, oldest first, none of them incomplete."""
    assert records.keys() == titles().keys()
    starts = [record["date"]["earliest"] for record in records.values()]
    assert starts == sorted(starts)
    assert not any("incomplete" in record for record in records.values())


def test_the_home_page_counts_what_there_is(html: Pages) -> None:
    """The numbers of its first sentence, which is written by hand, are those that are computed below it."""
    page = html["index.html"]
    figures = {
        figure.all("dt")[0].text: figure.all("dd")[0].text for figure in page.all("dl", "ms-figures")[0].all("div")
    }
    text = page.all("div", "hero")[0].all("p")[0].text
    words = {"sixteen": "16"}
    number, since, partners = re.search(r"(\w+) milestones since (\d{4}), with (\d+)\s+partners", text).groups()  # type: ignore[union-attr]
    assert (words[number], partners) == (figures["milestones"], figures["partners"])
    assert int(since) == min(YEARS)
    assert figures["years with a milestone"] == str(len(YEARS))


def test_reading_it_without_a_build_gives_the_same(html: Pages) -> None:
    """Each milestone has the same fields, and the same text as written."""
    written = read_records((html.folder / "data/milestones.json").read_text(encoding="utf-8"))
    loaded = load(ROOT)
    assert (records_of_load(loaded), loaded.problems) == ([comparable(record) for record in written], ())


def test_the_pdf_has_the_milestones_of_the_html_in_the_same_order(html: Pages, pdf: PdfReader, pdf_text: str) -> None:
    """Bookmarks and text name every title, years and milestones in the order of the site's pages."""

    def flat(outline: list[Any]) -> list[str]:
        return [title for part in outline for title in (flat(part) if isinstance(part, list) else [str(part.title)])]

    pages = [name for name in reversed(html.names) if name.startswith("years/")]
    shown = [
        heading.text for name in pages for part in html[name].all("section", "milestone") for heading in part.all("h2")
    ]
    assert sorted(shown) == sorted(titles().values())
    assert [title for title in flat(pdf.outline) if title in shown] == shown
    place = 0
    for title in shown:
        place = pdf_text.find(squeezed(title), place)
        assert place >= 0, title


def test_the_pdf_has_the_partners_of_the_html_in_the_same_order(html: Pages, pdf_text: str) -> None:
    """The index in print names the partners as the index on the site does."""
    rows = html["partners.html"].all("div", "ms-partner")
    names = [squeezed(row.all("dt")[0].all("a")[0].text) for row in rows]
    assert len(names) > 20
    place = pdf_text.rfind(squeezed("The countries, agencies, organisations and regional groups that have taken part"))
    for name in names:
        place = pdf_text.find(name, place)
        assert place >= 0, name


@pytest.mark.parametrize("identifier", FACTS)
def test_the_pdf_says_what_the_source_page_says(pdf_text: str, identifier: str) -> None:
    """Every fact of the source page is in the PDF."""
    assert [fact for fact in FACTS[identifier] if squeezed(fact) not in pdf_text] == []


def test_the_pdf_is_accessible(site: Site) -> None:
    """A validator finds that it keeps to PDF/UA-1."""
    path = site.folder("pdf") / "milestones.pdf"
    report = validator.validate_pdf(path, profile=validator.ValidationProfile.PDF_UA_1)
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant


def test_the_site_offers_the_pdf_with_its_true_size_and_pages(html: Pages, site: Site, pdf: PdfReader) -> None:
    """The link's words are those of the very file that it leads to."""
    (link,) = [a for a in html["index.html"].all("a") if a.attributes.get("href") == "pdf/milestones.pdf"]
    content = (html.folder / "pdf/milestones.pdf").read_bytes()
    assert content == (site.folder("pdf") / "milestones.pdf").read_bytes()
    size = f"{len(content) / 1e6:.1f} MB" if len(content) >= 1e6 else f"{len(content) / 1e3:.0f} KB"
    assert link.text == f"The full register (PDF, {size}, {len(pdf.pages)} pages)"


def test_no_source_has_the_name_of_the_register(html: Pages) -> None:
    """In a list of sources and in a citation, the page of the Authority differs from this site."""
    page = html["years/2025.html"]
    (register,) = {element.text for element in page.all("a", "name")}
    sources = [item.text for row in page.all("dl", "ms-list") for item in row.all("li")]
    assert sources
    assert [source for source in sources if source.startswith(register)] == []
    citations = [element.all("p")[0].text for element in page.all("details", "ms-cite")]
    assert citations
    assert [cited for cited in citations if f"{register} of the Kingdom of Bahrain" not in cited] == []


def test_the_search_has_words_for_what_it_found(html: Pages) -> None:
    """Sphinx's own file for British English has empty ones, at which the search stops with an error."""
    assert '""' not in (html.folder / "_static/translations.js").read_text(encoding="utf-8")


def test_marks_have_the_same_colours_on_paper_and_on_pages() -> None:
    """The site sets those of the kinds that it has."""
    settings = runpy.run_path(str(ROOT / "conf.py"))["html_theme_options"]["light_css_variables"]
    on_pages = {name.removeprefix("ms-mark-"): value for name, value in settings.items() if name.startswith("ms-mark-")}
    assert on_pages
    assert on_pages == {name: ALL[name].color for name in on_pages}
