"""The doctree of a PDF: which documents and which content are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject, Built


def test_html_only_content_is_left_out_with_the_documents_it_names(every_node: Built) -> None:
    """Neither raw HTML is printed, nor a document outside the toctrees."""
    text = every_node.text()
    assert not [words for words in ("Only HTML", "Hush", "rawhtml", "Not in the PDF") if words in text]
    assert "See All nodes, Start and Lists, outside, Outside." in text


def test_document_of_an_html_toctree_is_printed_if_another_toctree_names_it(build: BuildProject) -> None:
    """The toctree that is left out comes first here."""
    trees = "".join(f".. only:: {tag}\n\n   .. toctree::\n\n      page\n\n" for tag in ("html", "pdf"))
    assert "Plain text" in build("Page\n====\n\nPlain text.", {"index.rst": f"S\n=\n\n{trees}"}).text()


def test_text_below_a_toctree_is_in_the_preface(build: BuildProject) -> None:
    """Text below the first heading of the start document stays there, after the chapters."""
    index = "Start\n=====\n\n.. toctree::\n   :hidden:\n\n   page\n\nA welcome.\n\n.. toctree::\n\n   more\n\n"
    index += "A word.\n\nLast\n----\n\nThe end.\n\n.. toctree::\n\n   end\n"
    files = {"index.rst": index, "more.rst": "More\n====\n\nMore.\n", "end.rst": "End\n===\n\nAll.\n"}
    built = build("Page\n====\n\nOne.\n", files)
    assert "A welcome. A word. Register 2" in built.pages()[1]
    assert built.bookmarks() == ["Page", "More", "Last", ["End"]]


@pytest.mark.parametrize(
    "first", [".. meta::\n   :description lang=en: A page", ".. _here:", ".. |unused| replace:: x", ".. index:: thing"]
)
def test_preface_without_text_takes_no_page(build: BuildProject, first: str) -> None:
    """What is not printed may stand before the chapters; a link may lead there."""
    text = "See :ref:`this <here>`." if "here" in first else "Text."
    index = f"Start\n=====\n\n{first}\n\n.. toctree::\n\n   page\n"
    built = build(f"Page\n====\n\n{text}\n", {"index.rst": index})
    assert built.warnings == ""
    assert [page.partition(" ")[0] for page in built.pages()][:3] == ["Register", "Table", "Page"]


@pytest.mark.parametrize(
    ("before", "below", "bookmarks"),
    [
        ("A welcome.", "", ["Page"]),
        ("", "", ["Page"]),
        ("", "Read this.", ["Contents", ["Page"]]),
    ],
)
def test_lone_section_of_toctrees_is_unwrapped(
    build: BuildProject, before: str, below: str, bookmarks: list[object]
) -> None:
    """Its title, such as "Contents", would be above all chapters; links to it lead to the start of the document."""
    index = (
        f"Start\n=====\n\n{before} See toc_.\n\n.. _toc:\n\nContents\n--------\n\n{below}\n\n.. toctree::\n\n   page\n"
    )
    built = build("Page\n====\n\nText.\n", {"index.rst": index})
    assert built.warnings == ""
    assert built.bookmarks() == bookmarks
