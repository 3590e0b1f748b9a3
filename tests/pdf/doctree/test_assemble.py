"""The doctree of a PDF: which documents and which content are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    assert "Kept text" in build("Page\n====\n\nKept text.", {"index.rst": f"S\n=\n\n{trees}"}).text()
