"""Images, figures and tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from tests.support.pdf import EVERY_NODE, drawing_commands, drawn_texts, svg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.support.pdf import BuildProject

    from sphinx_pdf.typst.typesetting import ProcessLimits

BROKEN = {"broken.png": "not an image"}
#: The left edge of the column and its width, in points.
COLUMN_START, COLUMN_WIDTH = 34 / 25.4 * 72, 142 / 25.4 * 72


def image_extents(path: Path) -> list[tuple[float, float]]:
    """Return where each image of a PDF begins and ends across the page, as its tag says."""
    with pikepdf.open(path) as pdf:
        objects: list[Any] = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        attributes: list[Any] = []
        for item in objects:
            if "/A" in item:
                attributes += [*item.A] if isinstance(item.A, pikepdf.Array) else [item.A]
        boxes = [entry.BBox for entry in attributes if isinstance(entry, pikepdf.Dictionary) and "/BBox" in entry]
        return [(float(box[0]), float(box[2])) for box in boxes]


def test_image_is_reduced_to_the_column(build: BuildProject) -> None:
    """It is not wider than the text, whatever size is requested."""
    image = ".. image:: crest.svg\n   :alt: Crest\n   :width: 4000px\n"
    built = build(f"Page\n====\n\n{image}", {"crest.svg": svg()})
    assert built.warnings == ""
    ((start, end),) = image_extents(built.pdf)
    assert end - start < COLUMN_WIDTH + 1


def test_image_has_the_requested_scale_and_alignment(build: BuildProject) -> None:
    """A caption makes no difference; a larger image is reduced to the page."""
    requested = [
        ("image", ""),
        ("image", ":scale: 50"),
        ("image", ":width: 200pt\n   :scale: 50\n   :align: right"),
        ("image", ":scale: 900\n   :align: center"),
        ("figure", ":scale: 50\n   :align: center"),
    ]
    page = "".join(f".. {kind}:: crest.svg\n   :alt: Crest\n   {options}\n\n" for kind, options in requested)
    built = build(f"Page\n====\n\n{page}", {"crest.svg": svg(100, 50)})
    assert built.warnings == ""
    own, half, right, large, centred = image_extents(built.pdf)
    column_end = COLUMN_START + COLUMN_WIDTH
    assert (half[1] - half[0]) * 2 == pytest.approx(own[1] - own[0], abs=0.5)
    assert right == pytest.approx((column_end - 100, column_end), abs=1)
    assert large == pytest.approx((COLUMN_START, column_end), abs=1)
    assert (centred[0] + centred[1]) / 2 == pytest.approx(COLUMN_START + COLUMN_WIDTH / 2, abs=1)
    assert centred[1] - centred[0] == pytest.approx(half[1] - half[0], abs=0.5)


def test_image_taller_than_a_page_keeps_its_proportions(build: BuildProject) -> None:
    """Only its height is requested here."""
    page = "Page\n====\n\n.. image:: square.svg\n   :alt: Square\n   :height: 1200px\n"
    built = build(page, {"square.svg": svg(9, 9)})
    commands = drawing_commands(built.reader.pages[2]).decode("latin-1")
    scales = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) 0 0 (-?[\d.]+) [-\d.]+ [-\d.]+ cm", commands)]
    width, height = max(scales)
    assert width > 9
    assert abs(width) == pytest.approx(abs(height))


def test_image_without_alternative_text_is_reported(build: BuildProject) -> None:
    """The name of the file is used instead."""
    built = build("Page\n====\n\n.. image:: crest.svg\n", {"crest.svg": svg()})
    message = "the image crest.svg has no alternative text; using 'crest'. Add “alt”"
    assert f"page.rst:4: WARNING: {message}" in built.warnings


def test_unreadable_image_is_reported_and_its_alternative_text_printed(build: BuildProject) -> None:
    """The rest of the PDF is made."""
    built = build("Page\n====\n\n.. image:: broken.png\n   :alt: The crest\n", BROKEN)
    assert "The crest" in built.pages()[2]
    assert "cannot read the image broken.png; showing its alternative text" in built.warnings


DAMAGED = {
    "cut.png": (EVERY_NODE / "rectangle.png").read_bytes()[:60],
    "cut.jpg": (EVERY_NODE / "rectangle.jpg").read_bytes()[:200],
    "cut.gif": (EVERY_NODE / "rectangle.gif").read_bytes()[:20],
    "text.webp": b"RIFF....WEBP",
    "open.svg": b"<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'><rect",
    "flat.svg": svg(20, 0).encode(),
    "empty.svg": b"",
    "latin.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'><text>é</text></svg>".encode("latin-1"),
}


def test_damaged_images_do_not_cost_the_pdf(build: BuildProject, tmp_path: Path) -> None:
    """Each is reported with its location, and its alternative text is printed."""
    (tmp_path / "source").mkdir()
    for name, content in DAMAGED.items():
        (tmp_path / "source" / name).write_bytes(content)
    images = "".join(f".. image:: {name}\n   :alt: The {name}\n\n" for name in DAMAGED)
    built = build(f"Page\n====\n\n{images}After.\n")
    for number, name in enumerate(DAMAGED):
        message = f"page.rst:{4 + 3 * number}: WARNING: cannot read the image {name}; showing its alternative text"
        assert message in built.warnings
    assert " ".join(f"The {name}" for name in DAMAGED) + " After." in built.text()


def test_image_too_large_for_memory_is_reported(build: BuildProject, tmp_path: Path) -> None:
    """Its header alone says so."""
    (tmp_path / "source").mkdir()
    header = (EVERY_NODE / "rectangle.png").read_bytes()
    size = (30_000).to_bytes(4, "big")
    (tmp_path / "source" / "huge.png").write_bytes(header[:16] + size + size + header[24:])
    built = build("Page\n====\n\n.. image:: huge.png\n   :alt: A poster\n")
    assert "page.rst:4: WARNING: the image huge.png has 30000 × 30000 pixels, more than 100 million" in built.warnings
    assert "Page A poster" in built.text()


def test_letters_of_a_drawing_that_no_font_has_are_replaced(
    build: BuildProject, assert_valid: Callable[[Path], None]
) -> None:
    """One message names the drawing and the letters; the drawing is printed."""
    words = "<text y='9'>港口 &#x6E2F;&#21475; Port</text><text y='19'>水</text>"
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'>{words}</svg>"
    image = ".. image:: map.svg\n   :alt: A map\n"
    built = build(f"Page\n====\n\n{image}\nAfter.\n", {"map.svg": drawing})
    assert built.warnings.count("WARNING") == 1
    message = "no font has these letters of the image map.svg: 口 水 港; replaced by \N{REPLACEMENT CHARACTER}"
    assert f"page.rst:4: WARNING: {message}" in built.warnings
    assert "A map" in built.tag_entries("/Alt")
    assert_valid(built.pdf)


def test_figure_with_an_unreadable_image_keeps_its_text(
    build: BuildProject, assert_valid: Callable[[Path], None]
) -> None:
    """The alternative text and the caption are printed."""
    built = build("Page\n====\n\n.. figure:: broken.png\n   :alt: Broken\n\n   What it shows\n", BROKEN)
    assert "Broken What it shows" in built.text()
    assert_valid(built.pdf)


def test_figure_without_an_image_is_its_caption(build: BuildProject, assert_valid: Callable[[Path], None]) -> None:
    """An extension has left the image out."""
    conf = (
        "from docutils import nodes\nextensions = ['sphinx_pdf']\nproject = 'R'\n"
        "def wrap(app, tree, name):\n    for node in list(tree.findall(nodes.image)):\n"
        "        node.parent.remove(node)\n"
        "def setup(app):\n    app.connect('doctree-resolved', wrap)\n"
    )
    figure = ".. figure:: a.svg\n   :alt: A\n   :name: graph\n\n   A graph\n"
    built = build(f"Page\n====\n\n{figure}\nSee :ref:`this <graph>`.\n", {"conf.py": conf, "a.svg": svg()})
    assert built.warnings == ""
    assert "A graph" in built.text()
    assert_valid(built.pdf)


def test_header_cells_of_a_table_are_tagged(build: BuildProject) -> None:
    """A screen reader reads the header with each cell."""
    table = ".. list-table::\n   :header-rows: 1\n\n   * - Year\n     - What\n   * - 2024\n     - Visit\n"
    roles = build(f"Page\n====\n\n{table}").tag_entries("/S")
    assert (roles.count("/TH"), roles.count("/TD")) == (2, 2)


def test_cells_beyond_the_described_columns_are_printed(build: BuildProject) -> None:
    """An extension may make tables with fewer column specifications than cells."""
    conf = """from docutils import nodes
extensions = ["sphinx_pdf"]
def shorten(app, tree, name):
    for column in list(tree.findall(nodes.colspec)):
        column.parent.remove(column)
def setup(app):
    app.connect("doctree-resolved", shorten)
"""
    page = "Page\n====\n\n.. list-table::\n\n   * - one\n     - two\n   * - three\n     - four\n"
    built = build(page, {"conf.py": conf})
    assert (built.warnings, "one two three four" in built.text()) == ("", True)


HEAD_NOTES = """Page
====

Before [#first]_.

.. _table:

.. list-table::
   :header-rows: 1

   * - Name [#head]_
     - `Link <https://example.org/>`__ and [#first]_

       .. _in-header:

       A target.
%s
After [#head]_ and `again <https://example.org/>`__, see :ref:`the target <in-header>`.

.. [#first] First note.
.. [#head] Note of the header.
"""


@pytest.mark.parametrize("rows", [1, 80], ids=["one page", "several pages"])
def test_notes_of_a_table_header_are_printed_once(
    build: BuildProject, assert_valid: Callable[[Path], None], limits: ProcessLimits | None, rows: int
) -> None:
    """Each mark has the number of its note, also on later pages; the URL of a link is printed."""
    built = build(HEAD_NOTES % "".join(f"   * - {n}\n     - row\n" for n in range(rows)), limits=limits)
    assert built.warnings == ""
    pages = built.pages()[2:]
    assert [page.replace(" ", "").count("Name2Link3and1") for page in pages] == [1] * len(pages)
    assert "1First note. 2Note of the header. 3https://example.org/" in pages[0]
    text = " ".join(pages)
    assert "After 2 and again3" in text
    assert [text.count(note) for note in ("First note", "Note of the header", "3https://")] == [1, 1, 1]
    assert_valid(built.pdf)


def test_numbers_are_those_of_sphinx(build: BuildProject) -> None:
    """Sections of a numbered toctree, tables, listings and the references to them have numbers."""
    index = "Start\n=====\n\n.. toctree::\n   :numbered:\n\n   page\n"
    text = "Page\n====\n\nSee :numref:`t` and :numref:`c`.\n\nPart\n----\n\n.. table:: Years\n   :name: t\n\n"
    text += "   == ==\n   a  b\n   == ==\n\n.. code-block:: none\n   :caption: Listed\n   :name: c\n\n   code\n"
    built = build(text, {"index.rst": index}, numfig=True)
    assert "See Table 1.1 and Listing 1.1." in built.text()
    assert "Table 1.1 Years" in built.text()
    assert "Listing 1.1 Listed" in built.text()
    assert built.bookmarks() == ["1\N{EN SPACE}Page", ["1.1\N{EN SPACE}Part"]]


OPTIONS = """Page
====

.. figure:: drawing.svg
   :alt: A
   :figwidth: 50%
   :align: right

   A caption that is longer than one line of the half of the column of this page

   A legend that is longer than one line of the half of the column of this page

.. image:: drawing.svg
   :alt: B
   :target: https://example.org
   :align: right
"""


def test_figure_has_its_width_and_its_side(build: BuildProject) -> None:
    """Its caption and its legend are as wide, also where it is at the end of the column; so is a linked image there."""
    built = build(OPTIONS, {"drawing.svg": svg(100, 50)}, pdf_show_urls="no")
    assert built.warnings == ""
    middle = COLUMN_START + COLUMN_WIDTH / 2
    starts = {round(x) for x, y, text in drawn_texts(built.reader.pages[2]) if 100 < y < 740 and "Page" not in text}
    assert min(starts) == pytest.approx(middle, abs=1)
    assert [text for text in ("caption", "legend") if f"A {text} that is longer" not in built.text()] == []
    figure, linked = image_extents(built.pdf)
    assert figure[0] == pytest.approx(middle, abs=1)
    assert linked[1] == pytest.approx(COLUMN_START + COLUMN_WIDTH, abs=1)


def test_captions_have_one_size(build: BuildProject) -> None:
    """The captions of figures, tables and listings are equally large."""
    page = ".. figure:: drawing.svg\n   :alt: A\n\n   Figure\n\n.. table:: Table\n\n   = =\n   a b\n   = =\n\n"
    page += ".. code-block:: python\n   :caption: Listing\n\n   a = 1\n"
    sizes: dict[str, float] = {}

    def visit(text: str, _matrix: Any, _text_matrix: Any, _font: Any, size: float) -> None:
        if text.strip():
            sizes[text.strip()] = size

    built = build(f"Page\n====\n\n{page}", {"drawing.svg": svg()})
    built.reader.pages[2].extract_text(visitor_text=visit)
    assert sizes["Figure"] == sizes["Table"] == sizes["Listing"]
