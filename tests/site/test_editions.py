"""Year editions and partner briefs of this register, as those who print them have them."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pypdf import PdfReader
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils
from tests.support.pdf import OpenPdf, find_violations, page_texts
from tests.support.records import read_records

if TYPE_CHECKING:
    from tests.support.site import Site

pytestmark = pytest.mark.filterwarnings("ignore:'myst_parser")  # it uses what Sphinx 11 will not have


@pytest.mark.parametrize(
    "editions", ["milestones", "year-*", "partner-[a-f]*", "partner-[g-m]*", "partner-[n-t]*", "partner-[u-z]*"]
)
def test_the_editions_of_this_register_follow_the_standards(site: Site, editions: str) -> None:
    """A validator finds no fault in any of them: PDF/UA-1 and PDF/A-3a."""
    paths = sorted(site.folder("pdf").glob(f"{editions}.pdf"))
    assert {path.stem: found for path in paths if (found := find_violations(path))} == {}
    assert paths


def test_the_whole_of_this_register_has_its_parts_in_their_order(site: Site) -> None:
    """A cover, how to read it, contents, years, the index of partners, sources and the colophon; nothing twice."""
    whole = PdfReader(site.folder("pdf") / "milestones.pdf")
    records = read_records((site.folder("html") / "data/milestones.json").read_text(encoding="utf-8"))
    years = [str(year) for year in sorted({int(record["date"]["earliest"][:4]) for record in records}, reverse=True)]
    chapters = [entry.title for entry in whole.outline if not isinstance(entry, list)]
    ends = ["Partners", "Documents and sources", "Colophon"]
    assert chapters == ["About this register", *years, *ends]
    pages = page_texts(site.folder("pdf") / "milestones.pdf")
    assert pages[0].startswith(
        "Kingdom of Bahrain digital government How Bahrain shares its digital government experience"
    )
    assert (
        f"International Digital Twinning Milestones of the Kingdom of Bahrain. {len(records)} milestones with "
        in pages[0]
    )
    assert "How to read it" in pages[1]
    assert len(pages) < 25
    assert [title for title in (record["title"] for record in records) if pages[2].count(title) != 1] == []
    colophon = " ".join(pages[-2:])
    assert re.search(r"Colophon Status .+ Revision \d{4}\.\d\d Last review \d+ \w+ \d{4}, all entries", colophon)


def test_the_index_of_partners_names_the_page_of_each_milestone(site: Site) -> None:
    """The position of its heading."""
    pages = page_texts(site.folder("pdf") / "milestones.pdf")
    index = next(number for number, page in enumerate(pages) if "Partners The countries, agencies" in page)
    named = re.findall(r"• ([^•]*?) p\. (\d+)", " ".join(pages[index:]))
    assert len(named) > 30
    for words_of_it, number in named:
        title = re.sub(r" \((through [\w ,]+|[a-z, ]+)\)$", "", words_of_it.partition(": ")[2])
        assert f"{title} Date " in pages[int(number) - 1], words_of_it


def test_every_edition_of_this_register_can_be_heard_and_followed(site: Site) -> None:
    """By the tags: language, title, headings without a gap, list items with labels, links that say where they lead."""
    paths = sorted(site.folder("pdf").glob("*.pdf"))
    assert len(paths) > 70
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


def test_every_brief_of_this_register_begins_with_a_page_that_is_complete(site: Site) -> None:
    """A name, a sentence and the titles of all milestones; sources and differences follow on a page of their own."""
    records = read_records((site.folder("html") / "data/milestones.json").read_text(encoding="utf-8"))
    keys = sorted({part["key"] for record in records for part in record["partners"]})
    for key in keys:
        named = [record["title"] for record in records if key in {part["key"] for part in record["partners"]}]
        pages = OpenPdf(site.folder("pdf") / f"partner-{key}.pdf").pages()
        assert re.match(r"Partner brief .+ share (one milestone|\d milestones), .+\.", pages[0]), key
        assert [title for title in named if title not in pages[0]] == [], key
        assert "Sources" in " ".join(pages[1:]), key
        assert "https://" not in pages[0], key


def test_the_guide_for_contributors_prints_as_well(site: Site) -> None:
    """Its pages give a PDF without a warning or a fault."""
    target, warning = site.root / "_build/guide", StringIO()
    documents = [("contributing/index", "contributing.pdf", "Contributing", "")]
    overrides = {"pdf_documents": documents, "milestones_editions": []}
    arguments = (site.root / "docs", site.root, target, target / "doctrees", "pdf", overrides, None, warning)
    with patch_docutils(), docutils_namespace():
        Sphinx(*arguments).build()
    assert strip_colors(warning.getvalue()) == ""
    assert {path.stem: find_violations(path) for path in target.glob("*.pdf")} == {"contributing": []}


def test_the_pictures_of_this_register_can_be_seen_and_heard(site: Site) -> None:
    """The cover and the strips of briefs state what they show; all are drawings, none is a bitmap."""
    for name, alt in (
        ("milestones", r"A timeline: \d+ milestones with .+, \d{4}–\d{4}\."),
        ("partner-oman", ".+ share .+"),
    ):
        with pikepdf.open(site.folder("pdf") / f"{name}.pdf") as pdf:
            items = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
            figures = [item for item in items if item.get("/Type") == "/StructElem" and str(item.S) == "/Figure"]
            assert [item for item in figures if re.fullmatch(alt, str(item.Alt))], name
            assert not [item for item in items if item.get("/Subtype") == "/Image"]
