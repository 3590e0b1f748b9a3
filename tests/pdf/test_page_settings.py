"""Settings of the page, the lists after the contents, the cover, the template and raw content, seen in the PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from tests.support.pdf import drawn_texts, svg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pypdf import PageObject
    from tests.support.pdf import BuildProject, Built

MM = 72 / 25.4
TEXT = "Page\n====\n\n" + "A text that is long enough for several lines of the column, and for a few more. " * 4
FIGURES = """Page
====

.. figure:: drawing.svg
   :alt: A drawing

   A drawing with a note [1]_

.. table:: A table

   === ===
   a   b
   === ===

.. figure:: drawing.svg
   :alt: Another

   Another *drawing*

.. [1] The note.
"""


def size(page: PageObject) -> tuple[int, int]:
    """Return the width and height of a page, in millimetres."""
    return round(float(page.mediabox.width) / MM), round(float(page.mediabox.height) / MM)


def corner(page: PageObject) -> tuple[float, float]:
    """Return where the text below the running header begins from the left and from the top, in millimetres."""
    _header, *runs = sorted((-y, x) for x, y, _text in drawn_texts(page))
    return min(x for _y, x in runs) / MM, float(page.mediabox.height) / MM + runs[0][0] / MM


def page_with(built: Built, text: str) -> PageObject:
    """Return the last page with a text."""
    return [page for page in built.reader.pages if text in " ".join(page.extract_text().split())][-1]


def test_margins_are_those_of_the_setting(build: BuildProject) -> None:
    """Text begins at the left margin; by default, margins are in proportion to the paper."""
    margins = {"top": "60mm", "bottom": "1in", "left": "25mm", "right": "3cm"}
    left, top = corner(page_with(build(TEXT, pdf_margins=margins), "long enough"))
    assert left == pytest.approx(25, abs=0.5)
    assert 60 < top < 67
    left, _top = corner(page_with(build(TEXT, pdf_paper="a5"), "long enough"))
    assert left == pytest.approx(34 * 148 / 210, abs=0.5)


@pytest.mark.parametrize("paper", ["a7", "a5", "a2"])
def test_images_fit_any_paper(build: BuildProject, paper: str, assert_valid: Callable[[Path], None]) -> None:
    """A wide image is as wide as the column, on the paper; so is the picture of the cover."""
    page = "Page\n====\n\n.. image:: drawing.svg\n   :alt: A\n   :width: 4000px\n"
    cover = {"picture": "drawing.svg", "alt": "Cover"}
    built = build(page, {"drawing.svg": svg(400, 100)}, pdf_paper=paper, pdf_cover=cover)
    assert built.warnings == ""
    assert_valid(built.pdf)
    assert set(built.tag_entries("/Alt")) == {"A", "Cover"}


def test_size_of_text(build: BuildProject) -> None:
    """The type of headings grows with that of text."""

    def sizes(built: Built) -> dict[str, float]:
        found: dict[str, float] = {}

        def visit(text: str, _matrix: Any, _text_matrix: Any, _font: Any, size: float) -> None:
            if text.strip():
                found[text.split()[0]] = size

        page_with(built, "long enough").extract_text(visitor_text=visit)
        return found

    before, after = sizes(build(TEXT)), sizes(build(TEXT, pdf_theme={"size": 12}))
    assert (before["A"], after["A"]) == (10, 12)
    assert after["Page"] == pytest.approx(1.2 * before["Page"])


def test_lists_of_figures_and_tables_follow_the_contents(
    build: BuildProject, assert_valid: Callable[[Path], None], limits: Any
) -> None:
    """They have the captions without marks of notes, and page numbers; a note is printed once."""
    theme = {"lists": ["figures", "tables"]}
    built = build(FIGURES, {"drawing.svg": svg()}, limits=limits, pdf_theme=theme, numfig=True)
    assert built.warnings == ""
    assert_valid(built.pdf)
    contents = built.pages()[1]
    assert "List of figures Fig. 1 A drawing with a note 3" in contents.replace("\u2060", "").replace("  ", " ")
    assert "Fig. 2 Another drawing 3" in contents.replace("\u2060", "")
    assert "List of tables Table 1 A table 3" in contents.replace("\u2060", "")
    assert built.text().count("The note.") == 1


def test_list_without_entries_is_left_out(build: BuildProject) -> None:
    """Without entries, the list would be only its title."""
    assert "List of" not in build(TEXT, pdf_theme={"lists": ["figures", "tables"]}).text()


def test_template_reads_its_files(build: BuildProject) -> None:
    """Files and folders named by the setting are beside it; a change of one makes the PDF again."""
    template = (
        '#import "style.typ": *\n#import "nodes.typ": layout\n#import "parts/words.typ": greeting\n'
        "#set document(title: content.title)\n#set text(font: book, fallback: false)\n"
        '#greeting #read("one.txt") #layout(content.body)\n'
    )
    files = {"own.typ": template, "parts/words.typ": "#let greeting = [Welcome]", "one.txt": "reader"}
    settings: dict[str, Any] = {"pdf_template": "own.typ", "pdf_template_files": ["parts", "one.txt"]}
    built = build(TEXT, files, **settings)
    assert built.warnings == ""
    assert built.text().startswith("Welcome reader Page")
    assert build(TEXT, {**files, "one.txt": "friend"}, **settings).text().startswith("Welcome friend")


RAW = (
    "Page\n====\n\n.. role:: typ(raw)\n   :format: typst\n\nA :typ:`#(1 + 2)` b.\n\n.. raw:: typst\n\n   #upper[done]\n"
)


def test_raw_typst_is_evaluated_by_permission(build: BuildProject) -> None:
    """A role of the format is evaluated like the directive."""
    built = build(RAW, pdf_raw_typst=True)
    assert built.warnings == ""
    assert "A 3 b. DONE" in built.text()


def test_raw_typst_without_permission_is_reported(build: BuildProject) -> None:
    """One message says how to permit it; nothing of it is printed."""
    built = build(RAW)
    assert built.warnings.count("raw Typst is left out; pdf_raw_typst = True permits it") == 1
    assert "DONE" not in built.text()


def test_raw_typst_with_an_error_does_not_cost_the_pdf(build: BuildProject) -> None:
    """Its source is printed, and reported at its line."""
    built = build(RAW.replace("#upper[done]", "#nothing-of-that-name"), pdf_raw_typst=True)
    assert "page.rst:9: WARNING: cannot typeset this; showing its text: unknown variable" in built.warnings
    assert "#nothing-of-that-name" in built.text()


@pytest.mark.parametrize("source", [("pdf", "PageBreak"), ("latex", "\\newpage"), ("latex", "\\clearpage")])
def test_page_break(build: BuildProject, source: tuple[str, str]) -> None:
    """The commands of rst2pdf and of LaTeX begin a new page."""
    kind, command = source
    built = build(f"Page\n====\n\nBefore.\n\n.. raw:: {kind}\n\n   {command}\n\nAfter.\n")
    assert built.warnings == ""
    before, after = (next(n for n, page in enumerate(built.pages()) if text in page) for text in ("Before.", "After."))
    assert after == before + 1


def test_page_break_inside_a_list_is_reported(build: BuildProject) -> None:
    """No page can begin there; the text is printed without a break."""
    built = build("Page\n====\n\n* One\n\n  .. rst-class:: pdf-new-page\n\n  Two\n")
    assert built.warnings.count("no page can begin inside a list, a table or another block") == 1
    assert "One Two" in built.text()


def test_landscape(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """A section or a block of the class has pages of its own, with room for wide images."""
    page = "Page\n====\n\nFirst.\n\n.. rst-class:: pdf-landscape\n\n.. image:: drawing.svg\n   :alt: A\n"
    page += "   :width: 600pt\n\nLast.\n\n.. rst-class:: pdf-landscape\n\nNext\n----\n\nTurned.\n"
    built = build(page, {"drawing.svg": svg(900, 100)})
    assert built.warnings == ""
    assert_valid(built.pdf)
    assert [size(page) for page in built.reader.pages][2:] == [(210, 297), (297, 210), (210, 297), (297, 210)]


def test_table_too_wide_for_the_page_is_in_landscape(build: BuildProject) -> None:
    """Only if that is wide enough for its longest words; a table within a list stays."""

    def table(words: int, indent: str = "") -> str:
        cells = f"\n{indent}     - ".join(f"{'letters' * 2}{n}" for n in range(words))
        return f"{indent}.. list-table::\n\n{indent}   * - {cells}\n\n"

    for words, expected in ((3, (210, 297)), (7, (297, 210)), (20, (210, 297))):
        built = build(f"Page\n====\n\n{table(words)}", folder=f"words-{words}")
        assert built.warnings == ""
        assert size(built.reader.pages[-1]) == expected
    assert size(page_with(build(f"Page\n====\n\n* Item\n\n{table(7, '  ')}", folder="list"), "letters")) == (210, 297)


def test_each_document_can_have_options(build: BuildProject) -> None:
    """They are added to those of the project; a wrong one is reported with its document."""
    options = {"paper": "a5", "theme": {"size": 12}, "colour": 1}
    documents = [("index", "one.pdf", "One", ""), ("index", "two.pdf", "Two", "", options)]
    built = build(TEXT, pdf_documents=documents, pdf_theme={"depth": 0})
    one, two = (PdfReader(built.folder / f"{name}.pdf") for name in ("one", "two"))
    assert (size(one.pages[0]), size(two.pages[0])) == ((210, 297), (148, 210))
    assert "Table of Contents" not in "".join(page.extract_text() for page in [*one.pages, *two.pages])
    (line,) = built.warnings.splitlines()
    assert "the option colour of two.pdf: unknown option; did you mean 'cover'?; using that of the project" in line


def test_page_of_a_pdf_needs_a_pdf_without_standards(build: BuildProject) -> None:
    """No PDF/UA can contain it: its alternative text is shown then."""
    source = build(TEXT, folder="source").pdf
    page = "Page\n====\n\n.. image:: one.pdf\n   :alt: A letter\n"
    for standards, found in (([], False), (["ua-1"], True)):
        folder = f"standards-{len(standards)}"
        build(page, folder=folder)
        source.parent.with_name(folder).joinpath("one.pdf").write_bytes(source.read_bytes())
        built = build(page, folder=folder, pdf_standards=standards)
        assert ("one.pdf is a PDF, which no PDF/UA or PDF/A can contain" in built.warnings) == found
        assert ("A letter" in built.text()) == found
