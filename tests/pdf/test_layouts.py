"""A large document, laid out several times in processes of its own: like a small one, but for its memory."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from sphinx_pdf.typst import compiler as press

EVERY_NODE = Path(__file__).parent / "every_node"
#: How far above its place a link leads, in points: a heading of a large document starts with the space above it.
NEAR = 30


@pytest.fixture
def laid_out(tmp_path, run, as_large):
    """The PDF of a project that uses every node as a small document, and as a large one."""

    def laid_out(name, large):
        as_large(large=large)
        shutil.copytree(EVERY_NODE, tmp_path / name)
        return run(tmp_path / name)

    return laid_out("small", large=False), laid_out("large", large=True)


def destinations(pdf):
    """Where each link within the PDF leads, in the order of the links: the page, and points from its foot."""
    with pikepdf.open(pdf) as file:
        pages = [page.objgen for page in file.pages]
        links = [note for page in file.pages for note in page.get("/Annots", []) if "/URI" not in note.get("/A", {})]
        names = {str(name): target for name, target in pikepdf.NameTree(file.Root.Names.Dests).items()}
        found = [note["/Dest"] if "/Dest" in note else note["/A"]["/D"] for note in links]
        found = [names[str(target)] if isinstance(target, pikepdf.String) else target for target in found]
        return [(pages.index(target[0].objgen), float(target[3])) for target in found]


def test_a_large_document_is_accessible_and_gives_no_warning(laid_out, assert_valid):
    """Its contents are tagged as such, and its notes as notes."""
    small, large = laid_out
    assert_valid(large.pdf)
    assert large.warnings == small.warnings == ""


def test_a_large_document_has_the_pages_of_a_small_one(laid_out):
    """The same words on the same pages, with the same numbers of pages and notes."""
    small, large = laid_out
    assert large.pages() == small.pages()
    assert large.bookmarks() == small.bookmarks()


def test_the_links_of_a_large_document_lead_to_the_same_places(laid_out):
    """To references, page numbers, notes, and from the contents and the index."""
    small, large = (destinations(built.pdf) for built in laid_out)
    assert len(small) == len(large) > 50
    for before, after in zip(small, large, strict=True):
        assert before[0] == after[0]
        assert abs(before[1] - after[1]) < NEAR


def roles(pdf):
    """The roles of the elements of a tagged PDF in reading order, each with that of the element around it."""

    def below(kid, around):
        for element in kid if isinstance(kid, pikepdf.Array) else [kid]:
            if isinstance(element, pikepdf.Dictionary):
                role = str(element.get("/S", around))
                yield from [(around, role)] if "/S" in element else []
                yield from below(element.get("/K", 0), role)

    with pikepdf.open(pdf) as file:
        return list(below(file.Root.StructTreeRoot.K, ""))


def test_a_large_document_is_tagged_as_a_small_one(laid_out):
    """A screen reader meets the same elements; only the number of a note in the text is a link without a label."""
    small, large = (Counter(role for role in roles(built.pdf) if role[1] != "/Link") for built in laid_out)
    assert large - small == {}
    assert {role for around, role in small - large if around != "/LI"} == {"/Lbl"}
    assert "/LI" not in {around for around, _ in small - large}
    assert {"/TOC", "/TOCI", "/H2", "/LI", "/Note"} < {role for _, role in large}


PAGES = {
    "conf.py": """
from docutils import nodes
extensions = ["sphinx_pdf"]
project = "Register"

def mark(app, tree, docname):
    for node in tree.findall(nodes.reference):
        node["classes"].append("page-reference")

def setup(app):
    app.connect("doctree-resolved", mark)
""",
}
SECTIONS = "".join(f"\n.. _s{n}:\n\nSection {n}\n{'-' * 12}\n\n{'Some more words. ' * 100}\n" for n in range(20))
REFERENCES = " ".join(f":ref:`s{n}` and" for n in range(20)) * 3


@pytest.mark.parametrize(
    ("settings", "shown"), [({}, 4), ({"pdf_theme": {"cover": False}}, 4), ({"language": "ar"}, 0)]
)
def test_page_numbers_of_a_large_document_are_right(build, as_large, monkeypatch, settings, shown):
    """In running text, which takes a third layout, and at the end of a paragraph; in Arabic the word is another."""
    page = f"Page\n====\n\n{REFERENCES} more.\n\nSee :ref:`s19`\n{SECTIONS}"
    jobs = []
    lay_out = press.lay_out_apart
    monkeypatch.setattr("sphinx_pdf.typst.compiler.lay_out_apart", lambda job: jobs.append(job) or lay_out(job))
    as_large(large=False)
    small = build(page, PAGES, folder="small", **settings)
    as_large(large=True)
    large = build(page, PAGES, folder="large", **settings)
    assert large.warnings == small.warnings == ""
    assert large.pages() == small.pages()
    assert len(jobs) == 3
    (number,) = {n for n, text in enumerate(large.pages(), 1) if text.count("Section 19") == 1 and "Some more" in text}
    assert large.text().count(f"Section 19 p. {number}") == shown


TEMPLATE = """
#import "style.typ": *
#import "nodes.typ": layout
#set document(title: content.title)
#set text(font: "IBM Plex Serif", lang: "en")
#set footnote(numbering: "a")
START
#layout(content.body)
"""
NOTES = "See `it <https://example.org/a>`__, `that <https://example.org/b>`__ and `it <https://example.org/a>`__.\n"


def test_a_template_of_ones_own_numbers_the_notes_of_a_large_document(build, as_large):
    """As it says, in the text and at the foot."""
    as_large(large=True)
    template = TEMPLATE.replace("START", "#title(content.title)#label(content.start)")
    built = build(f"Page\n====\n\n{NOTES}", {"own.typ": template}, pdf_template="own.typ")
    assert "See ita, thatb and ita." in built.text()


def test_a_template_without_the_label_of_the_start_is_told(build, as_large):
    """Where a link leads there: no link is made up."""
    as_large(large=True)
    template = TEMPLATE.replace("START", "#text(content.title)")
    built = build("Up to :doc:`index`.\n", {"own.typ": template}, pdf_template="own.typ")
    assert built.code == 1
    assert 'no title, heading or metadata has the label "index#"' in built.warnings


def test_pages_that_never_settle_are_told(build, as_large, monkeypatch):
    """The PDF is made all the same, as Typst itself does it."""
    as_large(large=True)
    monkeypatch.setattr("sphinx_pdf.typst.compiler.MOST_LAYOUTS", 1)
    built = build("Page\n====\n\n.. _here:\n\nPart\n----\n\nSee :ref:`here`.\n")
    assert "WARNING: the pages moved each time that they were laid out" in built.warnings
    assert "See Part." in built.text()
