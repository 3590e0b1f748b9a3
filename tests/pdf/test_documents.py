"""The documents to make: entries of the configuration, those of extensions, and the selection of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pikepdf
import pytest

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject, Built

PAGE = "2024\n====\n\nDay\n---\n\nSee :ref:`other <other>` and :ref:`day`.\n\n.. _day:\n\nNight\n-----\n\nAll.\n"
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
FILES = {"conf.py": CONF, "page.rst": PAGE, "other.rst": ":orphan:\n\n.. _other:\n\nOther\n=====\n"}


class BuildEditions(Protocol):
    """Builds the whole project and editions of some names."""

    def __call__(self, *names: str, **config: Any) -> Built:
        """Return the result."""


@pytest.fixture
def editions(build: BuildProject) -> BuildEditions:
    """Build with an extension that adds editions."""

    def editions(*names: str, **config: Any) -> Built:
        return build("", FILES, html_context={"editions": names}, **config)

    return editions


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (("index", "a.pdf", "Title"), "use (start document, target name, title, author), and options if it needs some"),
        ("index", "use (start document, target name, title, author), and options if it needs some"),
        (("index", "a.pdf", 3, "Author"), "the first four parts must be strings"),
        (
            ("index", "a.pdf", "Title", "Author", "a5"),
            "the options must be a dict of settings, such as",
        ),
        (("nowhere", "a.pdf", "Title", "Author"), "no document 'nowhere'; available: index, page"),
        (("indexes", "a.pdf", "Title", "Author"), "no document 'indexes'; did you mean 'index'?"),
        (("index", "../a.pdf", "Title", "Author"), "must be a file inside the output folder"),
        (("index", "", "Title", "Author"), "must be a file inside the output folder"),
        (("index", "a.pdf", " ", "Author"), "the title is empty; an accessible PDF needs one"),
        (("index", "good", "Title", "Author"), "another entry has the same target name"),
    ],
)
def test_invalid_entry_is_one_warning_and_the_others_are_made(build: BuildProject, entry: object, reason: str) -> None:
    """The warning shows the entry and what is wrong with it."""
    built = build(PAGE, pdf_documents=[("index", "good.pdf", "Title", "Author"), entry])
    assert built.names == ["good.pdf"]
    (line,) = [line for line in built.warnings.splitlines() if "pdf.config" in line]
    assert f"skipped the entry {entry!r} of pdf_documents" in line
    assert reason in line


def test_target_can_be_in_a_folder(build: BuildProject) -> None:
    """Editions can have a folder of their own; the suffix is added."""
    built = build("Page\n====\n", pdf_documents=[("index", "briefs/oman", "Oman", "")])
    assert built.names == ["briefs/oman.pdf"]


def test_extension_adds_a_document_with_its_own_doctree(editions: BuildEditions) -> None:
    """The doctree contains copies: links within it work, links to the rest of the project are text."""
    built = editions("pilot")
    assert built.warnings == ""
    pdf = built.open("years/pilot.pdf")
    assert pdf.pages()[0] == "Pilot Below the title Authority"
    assert pdf.bookmarks() == ["Day", "Night"]
    assert "See other and Night." in pdf.pages()[2]
    annotations: Any = pdf.reader.pages[2]["/Annots"]
    assert len(annotations) == 1


def test_document_has_attachments(editions: BuildEditions) -> None:
    """The attached data can be extracted unchanged."""
    with pikepdf.open(editions("pilot").folder / "years/pilot.pdf") as pdf:
        file = pdf.attachments["data.json"].get_file()
        assert (file.read_bytes(), file.mime_type) == (b"[1]", "application/json")


def test_document_no_longer_requested_is_deleted(editions: BuildEditions) -> None:
    """The output is that of a clean build; a file that the builder did not make stays."""
    built = editions("pilot", "visit")
    (built.folder / "years/own.pdf").write_bytes(b"own")
    assert editions("visit").names == ["register.pdf", "years/own.pdf", "years/visit.pdf"]


def test_single_document_can_be_made(editions: BuildEditions) -> None:
    """`pdf_only` selects it by its target, and leaves the others untouched."""
    assert editions("pilot", "visit", pdf_only="years/pilot").names == ["years/pilot.pdf"]
    assert editions("pilot", "visit", pdf_only="register").names == ["register.pdf", "years/pilot.pdf"]


@pytest.mark.parametrize(
    ("only", "message"),
    [
        ("years/pliot", "no PDF has the name 'years/pliot'; did you mean 'years/pilot'?"),
        ("x", "no PDF has the name 'x'; available: register, years/pilot, years/visit"),
        (2024, "no PDF has the name 2024; available:"),
    ],
)
def test_unknown_name_in_pdf_only_is_an_error(editions: BuildEditions, only: object, message: str) -> None:
    """The error suggests the closest name, or lists the names; nothing is made."""
    built = editions("pilot", "visit", pdf_only=only)
    assert f"ERROR: pdf_only: {message}" in built.warnings
    assert built.code == 1
    assert built.names == []


def test_invalid_document_of_an_extension_is_skipped_with_a_warning(editions: BuildEditions) -> None:
    """It is validated as an entry of the configuration is."""
    built = editions("pilot", "pilot")
    assert "skipped the PDF 'years/pilot.pdf' of an extension: another entry has the same" in built.warnings


@pytest.mark.parametrize(
    ("added", "message"),
    [
        ("text", "an attachment must be (name, content as bytes, media type), not 't'"),
        ([("notes.txt", "no bytes", "text/plain")], "an attachment must be (name, content as bytes, media type), not"),
        ([("notes.txt",)], "an attachment must be (name, content as bytes, media type), not"),
        ([("a", b"", "")] * 2, "each attachment needs a name of its own; found 'a', 'a'"),
        ([("", b"", "")], "each attachment needs a name of its own; found ''"),
    ],
)
def test_invalid_attachment_is_reported(build: BuildProject, added: object, message: str) -> None:
    """The document is skipped, and the build goes on."""
    handler = f"def setup(app):\n    app.connect('pdf-collect-attachments', lambda *_: {added!r})\n"
    built = build("Page\n====\n", {"conf.py": f"extensions = ['sphinx_pdf']\n{handler}"})
    assert message in built.warnings


def test_author_that_is_not_set_is_not_printed(build: BuildProject) -> None:
    """Sphinx has "Author name not set" in its place."""
    built = build("Page\n====\n", {"conf.py": "extensions = ['sphinx_pdf']\nproject = 'Register'\n"})
    assert built.pages()[0] == "Register"
    metadata = built.reader.metadata
    assert metadata is not None
    assert not metadata.author
