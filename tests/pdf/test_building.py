"""The builder as a citizen: reproducible, quiet when nothing changed, clear about mistakes."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from docutils import nodes

import sphinx_pdf
from sphinx_pdf.content.build import HANDLERS

PAGE = "2024\n====\n\n.. _pilot:\n\nPilot\n-----\n\nSee `it <https://example.org/>`_ and :ref:`pilot`.\n"


def test_same_bytes_again_and_from_another_folder(build):
    """The PDF depends on its sources alone: not on the day, the folder or an earlier run."""
    first = build(PAGE, folder="one").pdf.read_bytes()
    assert build(PAGE, folder="two").pdf.read_bytes() == first


def test_source_date_epoch_dates_the_pdf(build, monkeypatch):
    """The agreed variable dates it; PDF/A without one has a date that nobody takes for true."""
    assert build(PAGE, folder="none", pdf_standards=["ua-1"]).reader.metadata.creation_date is None
    assert build(PAGE, folder="one").reader.metadata.creation_date.year == 1980
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert build(PAGE, folder="two").reader.metadata.creation_date.year == 2023


def test_nothing_is_typeset_or_written_when_nothing_changed(build, monkeypatch):
    """A second run leaves every file of the output as it was, and does not call Typst."""
    pdf = build(PAGE).pdf
    before = {path: path.stat().st_mtime_ns for path in pdf.parent.rglob("*")}
    monkeypatch.delattr("sphinx_pdf.builder.typeset")
    again = build(PAGE)
    assert {path: path.stat().st_mtime_ns for path in again.folder.rglob("*")} == before


def test_an_edit_shows_and_equals_a_clean_build(build):
    """A changed page gives a changed PDF, the same as if there had been none before."""
    build(PAGE, folder="one")
    edited = build(PAGE + "\nMore.\n", folder="one")
    assert "More." in edited.text()
    assert edited.pdf.read_bytes() == build(PAGE + "\nMore.\n", folder="two").pdf.read_bytes()


def test_messages_of_typesetting_name_their_place_and_are_repeated(build):
    """A build that skips typesetting says again what is wrong with the PDF."""
    page = f"{PAGE}\n.. image:: crest.svg\n   :alt: Crest\n"
    first = build(page, {"crest.svg": "no picture"}).warnings
    assert "page.rst:11: WARNING: the image crest.svg cannot be read" in first
    assert build(page, {"crest.svg": "no picture"}).warnings == first


def test_what_cannot_be_set_is_told_with_its_document_and_line(build, monkeypatch):
    """Not only with the words of the typesetter; here a form that Typst does not take stands in for a fault of ours."""
    monkeypatch.setitem(HANDLERS, nodes.emphasis, lambda *_: [{"t": "of no kind", "c": ["odd"]}])
    build(PAGE)
    built = build(f"{PAGE}\nSome *odd* words.\n")
    assert built.code == 1
    (line, *_) = built.warnings.splitlines()
    assert re.search(r"page\.rst:11: ERROR: register\.pdf could not be made: dictionary does not contain key", line)
    assert list(built.folder.rglob("*.pdf")) == []


@pytest.mark.parametrize("large", [False, True])
def test_a_fault_of_the_template_is_told_with_its_line(build, as_large, large):
    """It is in no document, small or large."""
    as_large(large=large)
    own = '#import "style.typ": *\n#import "nodes.typ": layout\n#layout(content.body)\n#nothing-of-this-name\n'
    built = build(PAGE, {"own.typ": own}, pdf_template="own.typ")
    assert built.code == 1
    assert "own.typ:4: ERROR: register.pdf could not be made: unknown variable: nothing-of-this-name" in built.warnings


def test_a_pdf_that_was_lost_or_changed_is_made_again(build):
    """The record of what was made is believed only if the PDF is still the one it tells of."""
    pdf = build(PAGE).pdf
    content = pdf.read_bytes()
    pdf.write_bytes(b"other")
    assert build(PAGE).pdf.read_bytes() == content
    pdf.unlink()
    assert build(PAGE).pdf.read_bytes() == content


@pytest.mark.parametrize("left", [b"", b"{", b"[]", b"\xff", b'{"of": 1, "pdf": 1}'])
def test_a_record_that_cannot_be_read_counts_as_none(build, left):
    """The PDF is made again, with the messages that the record held."""
    page = f"{PAGE}\n.. image:: crest.svg\n   :alt: Crest\n"
    first = build(page, {"crest.svg": "no picture"})
    (record,) = first.folder.parent.rglob("*.digest")
    whole = record.read_bytes()
    record.write_bytes(left)
    assert build(page, {"crest.svg": "no picture"}).warnings == first.warnings
    assert record.read_bytes() == whole


def test_half_a_pdf_that_a_build_left_goes(build):
    """It broke off before that took its place."""
    draft = build(PAGE).folder / "briefs/.oman.pdf.draft"
    draft.parent.mkdir()
    draft.write_bytes(b"%PDF")
    build(PAGE)
    assert not draft.exists()


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (("index", "a.pdf", "Title"), "give (start document, target name, title, author)"),
        ("index", "give (start document, target name, title, author)"),
        (("index", "a.pdf", 3, "Author"), "all four parts must be strings"),
        (("nowhere", "a.pdf", "Title", "Author"), "there is no document 'nowhere'"),
        (("index", "../a.pdf", "Title", "Author"), "must be a file below the output folder"),
        (("index", "", "Title", "Author"), "must be a file below the output folder"),
        (("index", "a.pdf", " ", "Author"), "an accessible PDF needs a title"),
        (("index", "good", "Title", "Author"), "another entry has the same target name"),
    ],
)
def test_a_bad_entry_is_one_clear_warning_and_the_others_are_made(build, entry, reason):
    """Each mistake in pdf_documents names the entry and what is wrong with it."""
    built = build(PAGE, pdf_documents=[("index", "good.pdf", "Title", "Author"), entry])
    assert built.pdf.name == "good.pdf"
    (line,) = built.warnings.splitlines()
    assert repr(entry) in line
    assert reason in line


def test_a_target_may_lie_in_a_folder(build):
    """Editions can have a folder of their own."""
    built = build(PAGE, pdf_documents=[("index", "briefs/oman", "Oman", "")])
    assert built.pdf.relative_to(built.folder) == Path("briefs/oman.pdf")


def test_no_module_reads_a_clock():
    """Nothing in the package can make today's date part of a document."""
    for file in Path(sphinx_pdf.__file__).parent.rglob("*.py"):
        calls = [node.func for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
        names = {call.attr for call in calls if isinstance(call, ast.Attribute)}
        assert not names & {"now", "today", "utcnow", "time", "localtime"}, file.name
