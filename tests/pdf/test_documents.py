"""Documents that extensions add, and the choice of one."""

from __future__ import annotations

import pikepdf
import pytest

CONF = """
from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes
from sphinx_pdf import PdfDocument
extensions = ["sphinx_pdf"]
project, author = "Register", "Authority"

def setup(app):
    app.connect("pdf-collect-documents", collect)

def collect(app):
    for name in app.config.html_context["editions"]:
        yield PdfDocument("index", f"years/{name}.pdf", name.title(), "Authority", subtitle="Below the title",
                          tree=lambda: edition(app), attachments=(("data.json", b"[1]", "application/json"),))

def edition(app):
    tree = new_document("edition")
    tree += addnodes.start_of_file(docname="page")
    tree[0] += [section.deepcopy() for section in app.env.get_doctree("page").findall(nodes.section)][1:]
    return tree
"""
PAGE = "2024\n====\n\nDay\n---\n\nSee :ref:`other <other>` and :ref:`day`.\n\n.. _day:\n\nNight\n-----\n\nAll.\n"
FILES = {"conf.py": CONF, "page.rst": PAGE, "other.rst": ":orphan:\n\n.. _other:\n\nOther\n=====\n"}


@pytest.fixture
def editions(build):
    """Build with the editions of the given names beside the whole."""
    return lambda *names, **config: build("", FILES, html_context={"editions": names}, **config)


def test_an_extension_adds_a_document_with_a_tree_of_its_own(editions):
    """Its parts are copies: links within it lead to their places, other ones stay text."""
    built = editions("pilot")
    assert built.warnings == ""
    pdf = next(built.folder.rglob("years/pilot.pdf"))
    built = type(built)(pdf.parent, "")
    assert built.pages()[0] == "Pilot Below the title Authority"
    assert built.bookmarks() == ["Day", "Night"]
    assert "See other and Night." in built.pages()[2]
    notes = [note.get_object() for note in built.reader.pages[2]["/Annots"]]
    assert len(notes) == 1


def test_a_document_carries_attachments(editions):
    """The data behind a document can be taken out of it unchanged."""
    with pikepdf.open(editions("pilot").folder / "years/pilot.pdf") as pdf:
        assert pdf.attachments["data.json"].get_file().read_bytes() == b"[1]"
        assert pdf.attachments["data.json"].get_file().mime_type == "application/json"


def test_a_document_no_longer_asked_for_is_deleted(editions):
    """The output is that of a clean build; what somebody else put there stays."""
    folder = editions("pilot", "visit").folder
    (folder / "years/own.pdf").write_bytes(b"own")
    editions("visit")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.pdf"))
    assert names == ["register.pdf", "years/own.pdf", "years/visit.pdf"]


def test_one_document_alone_can_be_made(editions):
    """pdf_only names it by its target, and leaves the others as they are."""
    built = editions("pilot", "visit", pdf_only="years/pilot")
    assert built.pdf.relative_to(built.folder).as_posix() == "years/pilot.pdf"
    editions("pilot", "visit", pdf_only="register")
    assert len(list(built.folder.rglob("*.pdf"))) == 2


def test_a_wrong_name_is_one_error_with_the_nearest(editions):
    """Nothing is made, and the message helps."""
    built = editions("pilot", "visit", pdf_only="years/pliot")
    assert "ERROR: pdf_only: there is no PDF 'years/pliot'; did you mean 'years/pilot'?" in built.warnings
    assert built.code == 1
    assert list(built.folder.rglob("*.pdf")) == []


def test_a_bad_document_of_an_extension_is_left_out_with_a_warning(editions):
    """The same rules hold as for entries of the configuration."""
    built = editions("pilot", "pilot")
    assert "the PDF 'years/pilot.pdf' of an extension is left out: another entry has the same" in built.warnings


@pytest.mark.parametrize("added", ["text", [("notes.txt", "no bytes", "text/plain")], [("notes.txt",)]])
def test_a_wrong_attachment_is_told_with_what_is_allowed(build, added):
    """The document is left out, and nothing breaks off."""
    handler = f"def setup(app):\n    app.connect('pdf-collect-attachments', lambda *_: {added!r})\n"
    built = build("Page\n====\n", {"conf.py": f"extensions = ['sphinx_pdf']\n{handler}"})
    assert "an attachment is (name, content in bytes, media type), not" in built.warnings


def test_a_name_that_is_a_number_is_told(build):
    """As any other that no PDF has."""
    built = build("Page\n====\n", pdf_only=2024)
    assert "ERROR: pdf_only: there is no PDF 2024" in built.warnings
