"""A large document, laid out several times in processes of its own: like a small one, but for its memory."""

from __future__ import annotations

import shutil
from pathlib import Path

import pikepdf
import pytest

EVERY_NODE = Path(__file__).parent / "every_node"
#: How far above its place a link leads, in points: a heading of a large document starts with the space above it.
NEAR = 30


@pytest.fixture
def laid_out(tmp_path, run, monkeypatch):
    """The PDF of a project that uses every node as a small document, and as a large one."""

    def laid_out(name, least):
        monkeypatch.setattr("sphinx_pdf.typesetting.LARGE", least)
        shutil.copytree(EVERY_NODE, tmp_path / name)
        return run(tmp_path / name)

    return laid_out("small", 10**9), laid_out("large", 0)


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
    """The roles of the elements of a tagged PDF, in the order in which they are read."""

    def below(kid):
        for element in kid if isinstance(kid, pikepdf.Array) else [kid]:
            if isinstance(element, pikepdf.Dictionary):
                yield from [str(element["/S"])] if "/S" in element else []
                yield from below(element.get("/K", 0))

    with pikepdf.open(pdf) as file:
        return list(below(file.Root.StructTreeRoot.K))


def test_a_large_document_is_tagged_as_a_small_one(laid_out):
    """A screen reader meets the same elements; only the number of a note in the text is a link without a label."""
    small, large = ([role for role in roles(built.pdf) if role != "/Lbl"] for built in laid_out)
    assert large == small
    assert {"/TOC", "/TOCI", "/H2", "/LI", "/Note", "/Link"} < set(large)


def test_pages_that_never_settle_are_told(build, monkeypatch):
    """The PDF is made all the same, as Typst itself does it."""
    monkeypatch.setattr("sphinx_pdf.typesetting.LARGE", 0)
    monkeypatch.setattr("sphinx_pdf.press.MOST_LAYOUTS", 1)
    built = build("Page\n====\n\n.. _here:\n\nPart\n----\n\nSee :ref:`here`.\n")
    assert "WARNING: the pages moved each time that they were laid out" in built.warnings
    assert "See Part." in built.text()
