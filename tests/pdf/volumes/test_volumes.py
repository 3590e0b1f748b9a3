"""A document too large for one PDF: volumes with links to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from tests.support.pdf import CONF, PAGE_REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.pdf import BuildProject, Built

TEXT = "All speeches of that day were written down and published. " * 4
#: The size of a volume that holds two of the three chapters, in characters.
TWO_CHAPTERS = 1200


def chapter(name: str, sections: tuple[str, ...] = ("Morning", "Evening")) -> str:
    """Return a chapter of sections, each with a label, a footnote and an index entry."""
    start = f".. _{name}:\n\n{name}\n{'=' * len(name)}\n"
    see = f"See :ref:`first <First-Morning>`, :ref:`last <Third-Evening>` and `it <https://example.org/{name}>`_.\n"
    parts = [
        f".. _{name}-{section}:\n\n{section}\n{'-' * len(section)}\n\n.. index:: {section} of {name}\n\n{TEXT} {see}"
        for section in sections
    ]
    return "\n".join([start, *parts])


FILES = {
    "index.rst": "Start\n=====\n\nBefore all else.\n\n.. toctree::\n\n   one\n   two\n   three\n",
    "page.rst": ":orphan:\n\nAlone\n=====\n",
    "one.rst": chapter("First"),
    "two.rst": chapter("Second"),
    "three.rst": chapter("Third"),
}


class BuildChapters(Protocol):
    """Builds a project of three chapters."""

    def __call__(self, files: Mapping[str, str] | None = None, **config: Any) -> Built:
        """Return the result; *files* are added or replaced."""


@pytest.fixture
def chapters(build: BuildProject) -> BuildChapters:
    """Build a project of three chapters, two in a volume unless another size is given."""

    def chapters(files: Mapping[str, str] | None = None, **config: Any) -> Built:
        return build(files={**FILES, **(files or {})}, **{"pdf_volume_size": TWO_CHAPTERS, **config})

    return chapters


def title_of(built: Built, name: str) -> str | None:
    """Return the title in the metadata of a PDF."""
    metadata = built.open(name).reader.metadata
    assert metadata is not None
    return metadata.title


def test_chapters_stay_whole_and_each_volume_names_the_others(chapters: BuildChapters) -> None:
    """Title page, metadata, contents and the list of volumes show where to find a chapter."""
    built = chapters()
    assert built.warnings == ""
    assert built.names == ["register-1.pdf", "register-2.pdf"]
    first, second = map(built.open, built.names)
    assert first.pages()[0] == "Register Volume 1 of 2 First – Second Authority"
    assert second.pages()[0] == "Register Volume 2 of 2 Third Authority"
    assert title_of(built, "register-2.pdf") == "Register, Volume 2 of 2"
    assert first.chapters() == ["First", "Second", "Index"]
    assert second.chapters() == ["Third", "Index"]
    assert "Other volumes Volume 2 Third" in first.text()
    assert "Other volumes Volume 1 First – Second" in second.text()
    assert "Before all else." in first.text()
    assert "Before all else." not in second.text()


def test_links_to_another_volume_lead_to_its_file(chapters: BuildChapters) -> None:
    """Links within a volume stay links within it."""
    built = chapters()
    first, second = map(built.open, built.names)
    assert first.links().count("register-2.pdf") == 1 + 4
    assert second.links().count("register-1.pdf") == 1 + 2
    assert "See first, last and it" in second.text()


def test_page_reference_to_another_volume_names_the_volume(chapters: BuildChapters) -> None:
    """A page number of another file would mislead."""
    built = chapters({"conf.py": CONF + PAGE_REFERENCES})
    assert "See first p. 4, last vol. 2 and it" in built.open("register-1.pdf").text()
    assert "See first vol. 1, last p. 3 and it" in built.open("register-2.pdf").text()


def test_chapter_larger_than_a_volume_is_divided_before_its_sections(chapters: BuildChapters) -> None:
    """Its heading is repeated, and a URL is printed once in each volume of the chapter."""
    page = "\n".join([chapter("First"), f"Late\n----\n\nAgain `it <https://example.org/First>`_. {TEXT}\n"])
    second = chapters({"one.rst": page}, pdf_volume_size=600).open("register-2.pdf")
    assert second.chapters()[0] == "First (continued)"
    assert "Late Again it1." in second.text()
    assert "1https://example.org/First" in second.text()


def test_note_of_a_table_header_is_printed_in_each_volume(chapters: BuildChapters) -> None:
    """Also if it was first printed in the volume before."""
    table = ".. list-table::\n   :header-rows: 1\n\n   * - `it <https://example.org/First>`_\n   * - cell\n"
    page = "\n".join([chapter("First"), f"Late\n----\n\n{table}\n{TEXT}\n"])
    second = chapters({"one.rst": page}, pdf_volume_size=600).open("register-2.pdf")
    assert "Late it1 cell" in second.text()
    assert second.text().count("1https://example.org/First") == 1


def test_index_lists_the_pages_of_its_volume(chapters: BuildChapters) -> None:
    """An entry of another volume is left out."""
    built = chapters()
    assert "Morning of Second, " in built.open("register-1.pdf").text()
    assert "Morning of Second" not in built.open("register-2.pdf").text()
    assert "Morning of Third, " in built.open("register-2.pdf").text()


def test_every_volume_conforms_to_the_standards(chapters: BuildChapters, assert_valid: Callable[[Path], None]) -> None:
    """Each is accessible and archival by itself."""
    built = chapters(pdf_volume_size=300)
    assert len(built.names) == 6
    for name in built.names:
        assert_valid(built.folder / name)


def test_volumes_are_reproducible_and_replaced(chapters: BuildChapters) -> None:
    """The bytes are the same in another folder; nothing is made twice; old volumes are deleted."""
    built = chapters()
    before = {name: (built.folder / name).read_bytes() for name in built.names}
    other = chapters(folder="other")
    assert {name: (other.folder / name).read_bytes() for name in other.names} == before
    assert "typesetting" not in chapters().status
    assert chapters(pdf_volume_size=0).names == ["register.pdf"]
    assert chapters().names == list(before)


def test_build_of_another_document_keeps_the_volumes(chapters: BuildChapters) -> None:
    """`pdf_only` neither makes nor deletes the others."""
    documents = [("index", "register.pdf", "Register", ""), ("page", "alone.pdf", "Alone", "")]
    chapters(pdf_documents=documents)
    built = chapters(pdf_documents=documents, pdf_only="alone")
    assert built.names == ["alone.pdf", "register-1.pdf", "register-2.pdf"]


def test_volume_with_the_name_of_another_document_is_an_error(chapters: BuildChapters) -> None:
    """The other document keeps its file."""
    documents = [("index", "all.pdf", "All", ""), ("page", "all-2.pdf", "Alone", "")]
    built = chapters(pdf_documents=documents)
    assert built.code == 1
    assert "ERROR: skipped all-2.pdf: this volume of all.pdf has the same name as another PDF" in built.warnings
    assert built.names == ["all-1.pdf", "all-2.pdf"]
    assert title_of(built, "all-2.pdf") == "Alone"


def test_link_to_the_index_leads_to_that_of_its_volume(build: BuildProject) -> None:
    """In a volume without entries it is text."""
    text = "Word. " * 40
    first = f"First\n=====\n\n.. index:: thing\n\nThing. See the :ref:`genindex`. {text}\n"
    second = f"Second\n======\n\nSee the :ref:`genindex`. {text}\n"
    index = "Start\n=====\n\n.. toctree::\n\n   page\n   other\n"
    built = build(first, {"index.rst": index, "other.rst": second}, pdf_volume_size=300)
    assert built.warnings == ""
    assert [open_pdf.chapters() for open_pdf in map(built.open, built.names)] == [["First", "Index"], ["Second"]]
