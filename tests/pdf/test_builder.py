"""The builder: reproducible, silent if nothing changed, precise about errors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.pdf import LARGE

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject, Built

    from sphinx_pdf.typst.typesetting import ProcessLimits

PAGE = "2024\n====\n\n.. _pilot:\n\nPilot\n-----\n\nSee `it <https://example.org/>`_ and :ref:`pilot`.\n"
WITH_BROKEN_IMAGE = f"{PAGE}\n.. image:: crest.svg\n   :alt: Crest\n"
BROKEN_IMAGE = {"crest.svg": "not a drawing"}
#: A template that lays out a document, up to an error that a test adds.
TEMPLATE = '#import "style.typ": *\n#import "nodes.typ": layout\n#set document(title: content.title)\n'


def modification_times(built: Built) -> dict[str, int]:
    """Return when each file of the output was written."""
    return {str(path): path.stat().st_mtime_ns for path in built.folder.rglob("*")}


def test_bytes_depend_on_the_sources_alone(build: BuildProject) -> None:
    """A build in another folder gives the same bytes."""
    first = build(PAGE, folder="one").pdf.read_bytes()
    assert build(PAGE, folder="two").pdf.read_bytes() == first


def test_source_date_epoch_dates_the_pdf(build: BuildProject, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variable, a PDF/A has the date 1 January 1980, and another PDF has none."""

    def year(folder: str, **config: Any) -> int | None:
        metadata = build(PAGE, folder=folder, **config).reader.metadata
        assert metadata is not None
        return metadata.creation_date.year if metadata.creation_date else None

    assert year("none", pdf_standards=["ua-1"]) is None
    assert year("one") == 1980
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert year("two") == 2023


def test_nothing_is_typeset_or_written_if_nothing_changed(build: BuildProject) -> None:
    """A second build leaves every file of the output untouched, and says so."""
    first = build(PAGE)
    before = modification_times(first)
    again = build(PAGE)
    assert modification_times(again) == before
    assert "typesetting register.pdf" in first.status
    assert "typesetting" not in again.status
    assert "register.pdf is up to date" in again.status


def test_edit_gives_the_pdf_of_a_clean_build(build: BuildProject) -> None:
    """A changed page is printed, as if there had been no PDF before."""
    build(PAGE, folder="one")
    edited = build(PAGE + "\nMore.\n", folder="one")
    assert "More." in edited.text()
    assert edited.pdf.read_bytes() == build(PAGE + "\nMore.\n", folder="two").pdf.read_bytes()


def test_typesetting_messages_have_a_location_and_are_repeated(build: BuildProject) -> None:
    """A build that finds the PDF up to date repeats what is wrong with it."""
    first = build(WITH_BROKEN_IMAGE, BROKEN_IMAGE)
    assert "page.rst:11: WARNING: cannot read the image crest.svg; showing its alternative text" in first.warnings
    again = build(WITH_BROKEN_IMAGE, BROKEN_IMAGE)
    assert "up to date" in again.status
    assert again.warnings == first.warnings


def test_block_that_cannot_be_typeset_is_reported_with_its_line(build: BuildProject) -> None:
    """The PDF of an earlier build is deleted, so that nobody takes it for the new one."""
    template = TEMPLATE + '#show emph: it => panic("no emphasis")\n#set text(font: book)\n#layout(content.body)\n'
    build(PAGE, {"own.typ": template}, pdf_template="own.typ")
    built = build(f"{PAGE}\nSome *odd* text.\n", {"own.typ": template}, pdf_template="own.typ")
    assert built.code == 1
    (line, *_) = built.warnings.splitlines()
    assert re.search(r"page\.rst:11: ERROR: could not make register\.pdf: panicked with: no emphasis", line)
    assert built.names == []


def test_error_in_a_template_is_reported_with_its_line(build: BuildProject, limits: ProcessLimits | None) -> None:
    """The size of the document makes no difference."""
    template = f"{TEMPLATE}#unknown-name\n#layout(content.body)\n"
    built = build(PAGE, {"own.typ": template}, limits=limits, pdf_template="own.typ")
    assert built.code == 1
    assert "own.typ:4: ERROR: could not make register.pdf: unknown variable: unknown-name" in built.warnings


def test_lost_or_changed_pdf_is_made_again(build: BuildProject) -> None:
    """A record is used only if the PDF is still the one that it describes."""
    pdf = build(PAGE).pdf
    content = pdf.read_bytes()
    pdf.write_bytes(b"other")
    assert build(PAGE).pdf.read_bytes() == content
    pdf.unlink()
    assert build(PAGE).pdf.read_bytes() == content


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"\xff", b'{"inputs": 1, "pdf": 1}'])
def test_damaged_record_is_ignored(build: BuildProject, damaged: bytes) -> None:
    """The PDF is made again, with all messages, and so is the record."""
    first = build(WITH_BROKEN_IMAGE, BROKEN_IMAGE)
    (record,) = first.folder.parent.rglob("*.digest")
    content = record.read_bytes()
    record.write_bytes(damaged)
    assert build(WITH_BROKEN_IMAGE, BROKEN_IMAGE).warnings == first.warnings
    assert record.read_bytes() == content


def test_temporary_file_of_an_interrupted_build_is_deleted(build: BuildProject) -> None:
    """Such a file may be in any folder of the output."""
    temporary = build(PAGE).folder / "briefs/.oman.pdf.draft"
    temporary.parent.mkdir()
    temporary.write_bytes(b"%PDF")
    build(PAGE)
    assert not temporary.exists()


def test_large_document_has_the_bytes_of_a_small_one_if_it_has_few_links(build: BuildProject) -> None:
    """Typst in a process of its own makes the same PDF and reports the same warnings."""
    small = build(WITH_BROKEN_IMAGE, BROKEN_IMAGE, folder="small")
    limits = type(LARGE)(characters=0)
    large = build(WITH_BROKEN_IMAGE, BROKEN_IMAGE, folder="large", limits=limits)
    assert large.pdf.read_bytes() == small.pdf.read_bytes()
    assert "cannot read the image crest.svg" in large.warnings
