"""Links lead where they should, and their URLs are printed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.support.pdf import svg

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

    from sphinx_pdf.typst.typesetting import ProcessLimits


def test_external_link_has_its_url_in_a_footnote(build: BuildProject) -> None:
    """A link whose text is its URL needs none."""
    built = build("Page\n====\n\nSee `the portal <https://example.org/portal>`_ and https://example.com/shown here.\n")
    assert "See the portal1 and https://example.com/shown here." in built.pages()[2]
    assert built.pages()[2].count("https://example.org/portal") == 1
    assert built.pages()[2].count("https://example.com/shown") == 1
    assert built.links() == ["https://example.org/portal", "https://example.com/shown", "https://example.org/portal"]


def test_percent_encoded_letters_are_printed_decoded(build: BuildProject) -> None:
    """What is not a letter, or not UTF-8, is printed as written; the link itself is unchanged."""
    url = "https://example.org/caf%C3%A9/%E2%80%AE%20%FF"
    built = build(f"Page\n====\n\nSee `there <{url}>`_.\n")
    assert built.links() == [url, url]
    assert "1https://example.org/café/%E2%80%AE%20%FF" in built.text()


def test_unsafe_links_are_reported_and_printed_as_text(build: BuildProject) -> None:
    """Only http, https and mailto are allowed."""
    links = "`click <javascript:alert(1)>`_ `local <file:///etc/passwd>`_ `me <mailto:me@example.org>`_"
    built = build(f"Page\n====\n\n{links}\n")
    assert built.links() == ["mailto:me@example.org", "mailto:me@example.org"]
    assert "click local me" in built.text()
    assert built.warnings.count("[pdf.link]") == 2
    message = "only links to http, https, mailto are allowed; showing the text of javascript:alert(1)"
    assert f"page.rst:4: WARNING: {message}" in built.warnings


def test_links_to_files_are_text(build: BuildProject) -> None:
    """One message for all of them."""
    built = build("Page\n====\n\nSee `one <conf.py>`_ and `two <../data.csv>`_.\n")
    assert "See one and two." in built.text()
    assert built.warnings.count("WARNING") == 1
    assert "a PDF has no links to files of the project, such as conf.py; showing the text" in built.warnings


def test_reference_to_a_document_outside_the_pdf_is_text(build: BuildProject) -> None:
    """A PDF of a part of a project gives no warning for its references to the rest."""
    other = ":orphan:\n\n.. _other:\n\nAnother page\n============\n"
    built = build("Page\n====\n\nSee :ref:`other` and :doc:`more <other>`.\n", {"other.rst": other})
    assert "See Another page and more." in built.text()
    assert built.warnings == ""


def test_linked_image_has_its_url_printed(build: BuildProject) -> None:
    """A link around an image has no text, so its URL follows in a footnote."""
    image = ".. image:: crest.svg\n   :alt: Crest\n   :target: https://example.org/crest\n"
    built = build(f"Page\n====\n\n{image}", {"crest.svg": svg()})
    assert built.links() == ["https://example.org/crest"] * 2
    assert "Crest" in built.tag_entries("/Alt")


def test_url_of_a_linked_figure_is_a_note_at_its_first_link(build: BuildProject) -> None:
    """Here both the image and its caption link to it."""
    figure = (
        "Page\n====\n\n.. figure:: crest.svg\n   :alt: Crest\n   :target: https://example.org/x\n\n"
        "   See `the portal <https://example.org/x>`__.\n"
    )
    built = build(figure, {"crest.svg": svg()})
    assert built.code == 0
    assert "See the portal1." in built.text()


def test_many_urls_in_a_list_are_printed_in_brackets(build: BuildProject, limits: ProcessLimits | None) -> None:
    """Typst would lay out the whole list again for each of hundreds of footnotes."""
    listed = "".join(f"* `entry {n} <https://example.org/{n}>`__\n" for n in range(700))
    built = build(f"Page\n====\n\n{listed}\nAnd `one <https://example.org/600>`__ more.\n", limits=limits)
    text = built.text()
    assert re.search(r"entry 600 \(https://example\.org/600 ?\)", text)  # PDFium puts spaces where Typst breaks a URL
    assert "And one1 more." in text


def test_rubric_of_footnotes_is_left_out(build: BuildProject) -> None:
    """Footnotes are in the footer of their pages; any other rubric is printed."""
    rubrics = ".. rubric:: References\n\n.. rubric:: Footnotes\n\n.. [#a] A note.\n"
    built = build(f"Page\n====\n\nText [#a]_.\n\n{rubrics}")
    assert "Text 1. References 1A note." in built.text()


def test_link_to_the_index_leads_there(build: BuildProject) -> None:
    """Without entries there is no index, and the link is text."""
    entry = ".. index:: thing\n\nThing.\n\n"
    with_index = build(f"Page\n====\n\n{entry}See the :ref:`genindex`.\n")
    assert with_index.warnings == ""
    page = with_index.reader.pages[-1]
    links = [note.get_object() for note in with_index.reader.pages[2].get("/Annots", [])]
    assert "See the Index" in with_index.text()
    assert [link["/Dest"] for link in links if "/Dest" in link] or [link for link in links if "/A" in link]
    assert "Index" in page.extract_text()
    assert build("Page\n====\n\nSee the :ref:`genindex`.\n").warnings == ""
