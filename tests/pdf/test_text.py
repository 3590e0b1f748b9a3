"""Text is data: whatever an author writes is what a reader finds, and links are safe."""

from __future__ import annotations

import pikepdf
import pytest
from pypdf import mult

HOSTILE = [
    "#strong[x] #let y = 1; #panic() $x^2$ <label> @key = no heading",
    "\\textbf{x} \\input{/etc/passwd} %comment ~ {brace} & ^",
    "<script>alert(1)</script> &amp; &#x41; <b>bold</b>",
    "\"quotes\" 'single' `ticks` // no comment /* nor this */ -- --- ...",
    'json \\u0041 \\" \\n {"t": "code"} [1, 2]',
    "{{ jinja }} {% raw %} ${shell} $(id)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_unchanged(build, text):
    """Syntax of Typst, HTML, LaTeX and JSON is printed as it stands, also in titles and code."""
    escaped = "".join(f"\\{char}" if not char.isalnum() and char != " " else char for char in text)
    title = f"{escaped}\n{'=' * len(escaped)}"
    built = build(f"{title}\n\nBody {escaped}\n\n.. code-block:: none\n\n   Code {text}\n", smartquotes=False)
    found = built.text()
    assert f"Body {text}" in found
    assert f"Code {text}" in found
    assert built.bookmarks() == [text]


def test_external_link_has_its_address_in_a_footnote(build):
    """Print shows where a link leads, unless its text says so already."""
    built = build("Page\n====\n\nSee `the portal <https://example.org/portal>`_ and https://example.com/shown here.\n")
    assert "See the portal1 and https://example.com/shown here." in built.pages()[2]
    assert built.pages()[2].count("https://example.org/portal") == 1
    assert built.pages()[2].count("https://example.com/shown") == 1
    assert built.links() == ["https://example.org/portal", "https://example.com/shown", "https://example.org/portal"]


def test_an_address_is_printed_in_the_letters_that_it_stands_for(build):
    """As a browser shows it; what is no letter, or not UTF-8, stays as written, and so does the link."""
    address = "https://example.org/caf%C3%A9/%E2%80%AE%20%FF"
    built = build(f"Page\n====\n\nSee `there <{address}>`_.\n")
    assert built.links() == [address, address]
    assert "1https://example.org/café/%E2%80%AE%20%FF" in built.text()


def test_unsafe_links_are_text_and_reported(build):
    """Only http, https and mailto lead out of the PDF."""
    links = "`click <javascript:alert(1)>`_ `local <file:///etc/passwd>`_ `me <mailto:me@example.org>`_"
    built = build(f"Page\n====\n\n{links}\n")
    assert built.links() == ["mailto:me@example.org", "mailto:me@example.org"]
    assert "click local me" in built.text()
    assert built.warnings.count("[pdf.link]") == 2
    assert "page.rst:4: WARNING: not a link in the PDF, its text is kept: javascript:alert(1)" in built.warnings


def test_long_addresses_and_words_stay_inside_the_column(build):
    """Three hundred characters without a space are broken, and come back whole."""
    address = "https://example.org/" + "a" * 300 + "/b?c=d&e=f"
    built = build(f"Page\n====\n\nSee `it <{address}>`_ and {'w' * 400} end.\n")
    column_end = 170 * 72 / 25.4
    notes = [note.get_object() for note in built.reader.pages[2]["/Annots"]]
    assert max(note["/Rect"][2] for note in notes) <= column_end
    text = built.reader.pages[2].extract_text().replace("\n", "")
    assert address in text
    assert "w" * 400 in text
    assert max(map(len, built.reader.pages[2].extract_text().splitlines())) < 100


def test_a_long_word_in_a_cell_stays_in_its_column(build):
    """It is broken at its joints, and comes back whole."""
    words = ["autodoc_default_options", "sphinx.ext.autodoc.typehints", "ConfigurationValueOfThis"] * 2
    cells = "\n     - ".join(words)
    page = build(f"Page\n====\n\n.. list-table::\n\n   * - {cells}\n").reader.pages[2]
    drawn = []
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: drawn.append((text.strip(), tm[4])))
    assert max(len(text) for text, _ in drawn) < 20
    assert [word for word in words if word not in page.extract_text().replace("\n", "").replace(" ", "")] == []


def pictures(path):
    """Where each picture of a PDF begins and ends across the page, as its tag says."""
    with pikepdf.open(path) as pdf:
        attributes = [item.A for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/A" in item]
        kept = [one for each in attributes for one in (each if isinstance(each, pikepdf.Array) else [each])]
        boxes = [one.BBox for one in kept if isinstance(one, pikepdf.Dictionary) and "/BBox" in one]
        return [(float(box[0]), float(box[2])) for box in boxes]


def test_a_picture_and_a_formula_are_no_wider_than_the_column(build):
    """What is asked to be larger than the page is made to fit."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
    image = ".. image:: crest.svg\n   :alt: Crest\n   :width: 4000px\n"
    built = build(f"Page\n====\n\n{image}\n.. math:: {'a + b + ' * 60}c\n", {"crest.svg": svg})
    assert built.warnings == ""
    boxes = pictures(built.pdf)
    assert len(boxes) == 2
    assert max(end - start for start, end in boxes) < 130 / 25.4 * 72 + 1


def test_a_picture_is_scaled_and_stands_where_it_is_asked_to(build):
    """By itself or with a caption; what is scaled beyond the page is made to fit."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="100" height="50"/></svg>'
    asked = [
        ("image", ""),
        ("image", ":scale: 50"),
        ("image", ":width: 200pt\n   :scale: 50\n   :align: right"),
        ("image", ":scale: 900\n   :align: center"),
        ("figure", ":scale: 50\n   :align: center"),
    ]
    page = "".join(f".. {kind}:: crest.svg\n   :alt: Crest\n   {options}\n\n" for kind, options in asked)
    built = build(f"Page\n====\n\n{page}", {"crest.svg": svg})
    assert built.warnings == ""
    left, column = 40 / 25.4 * 72, 130 / 25.4 * 72
    own, half, right, large, middle = pictures(built.pdf)
    assert (half[1] - half[0]) * 2 == pytest.approx(own[1] - own[0], abs=0.5)
    assert right == pytest.approx((left + column - 100, left + column), abs=1)
    assert large == pytest.approx((left, left + column), abs=1)
    assert (middle[0] + middle[1]) / 2 == pytest.approx(left + column / 2, abs=1)
    assert middle[1] - middle[0] == pytest.approx(half[1] - half[0], abs=0.5)


def test_reference_to_a_document_outside_is_text_without_a_warning(build):
    """A project may print a part of itself."""
    other = ":orphan:\n\n.. _other:\n\nAnother page\n============\n"
    built = build("Page\n====\n\nSee :ref:`other` and :doc:`more <other>`.\n", {"other.rst": other})
    assert "See Another page and more." in built.text()
    assert built.warnings == ""


def test_unknown_node_keeps_its_text_and_warns_once(build):
    """A node of some extension is never lost in silence, nor reported a hundred times."""
    conf = (
        "from docutils import nodes\nextensions = ['sphinx_pdf']\nproject = 'R'\n"
        "class strange(nodes.General, nodes.Element): pass\n"
        "def wrap(app, tree, name):\n"
        "    for node in list(tree.findall(nodes.paragraph)):\n"
        "        node.replace_self(strange('', node.deepcopy()))\n"
        "def setup(app):\n    app.connect('doctree-resolved', wrap)\n"
    )
    built = build("Page\n====\n\nFirst words.\n\nOther words.\n", {"conf.py": conf})
    assert "First words. Other words." in built.text()
    assert built.warnings.count("WARNING") == 1
    assert "the node 'strange': its text is shown [pdf.unknown]" in built.warnings


def test_missing_glyph_is_named_and_the_page_still_reads(build):
    """A character that no shipped font has is reported with its name and its place, once."""
    built = build("Page\n====\n\nA \N{GRINNING FACE} face \N{GRINNING FACE} and \N{CHECK MARK} check.\n")
    assert "A \N{REPLACEMENT CHARACTER} face \N{REPLACEMENT CHARACTER} and \N{CHECK MARK} check." in built.text()
    assert built.warnings.count("WARNING") == 1
    assert "page.rst:4: WARNING: no font of the PDF has U+1F600 (GRINNING FACE)" in built.warnings


def test_image_without_alternative_text_is_reported(build):
    """An accessible PDF needs words for each image; the file's name is a poor stand-in."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
    built = build("Page\n====\n\n.. image:: crest.svg\n", {"crest.svg": svg})
    assert "page.rst:4: WARNING: the image crest.svg has no alternative text; 'crest' stands for it" in built.warnings


def test_linked_image_stays_an_image_with_its_address_printed(build):
    """A link around an image has no text to print; its address still follows."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'
    image = ".. image:: crest.svg\n   :alt: Crest\n   :target: https://example.org/crest\n"
    built = build(f"Page\n====\n\n{image}", {"crest.svg": svg})
    assert built.links() == ["https://example.org/crest"] * 2
    with pikepdf.open(built.pdf) as pdf:
        alts = [str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item]
    assert "Crest" in alts


def test_image_that_cannot_be_read_is_named_and_its_words_stand_for_it(build):
    """A broken file costs its picture, not the whole PDF."""
    built = build("Page\n====\n\n.. image:: crest.svg\n   :alt: The crest\n", {"crest.svg": "no picture"})
    assert "The crest" in built.pages()[2]
    assert "the image crest.svg cannot be read" in built.warnings


def test_hard_line_breaks_of_myst_are_kept(build):
    """A backslash at the end of a line is raw HTML to Sphinx, and a new line to a reader."""
    built = build("Page\n====\n", {"page.rst": "Unused\n======\n", "index.md": "# Start\n\none\\\ntwo\n"})
    assert "one\ntwo" in built.reader.pages[1].extract_text()


def test_deep_nesting_is_reported_and_keeps_its_text(build):
    """Lists deeper than any page can show end as plain text, not as a crash."""
    lists = "".join("  " * n + f"* level {n}\n\n" for n in range(40))
    built = build(f"Page\n====\n\n{lists}")
    assert "level 38 level 39" in built.text()
    assert built.warnings.count("[pdf.depth]") == 1
    assert build(f"Page\n====\n\n{lists}Between.\n\n{lists}").warnings.count("[pdf.depth]") == 2


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_date_keeps_its_order_after_arabic_letters(build, language):
    """Letters run from right to left and the date among them from left to right, in both languages."""
    built = build("Page\n====\n\nاجتمع الطرفان في 2024-12-31 في المنامة.\n", language=language)
    drawn = []
    built.reader.pages[2].extract_text(visitor_text=lambda *found: drawn.append(found))
    assert built.warnings == ""
    assert [found for found in drawn if "2024-12-31" in found[0]]


@pytest.mark.parametrize("value", ["Visit", "* Visit", "Visit\n\n   Talk", ""])
def test_field_list_and_short_terms_are_lists_in_the_tag_tree(build, value):
    """A screen reader hears the facts of a milestone as a list of labelled items, whatever they hold."""
    built = build(f"Page\n====\n\n:Date: 2024\n:Kind: {value}\n\n2024\n   An event.\n")
    with pikepdf.open(built.pdf) as pdf:
        kinds = [str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S")]
    bullets = value.count("*")
    assert kinds.count("/L") == 2 + bullets
    assert kinds.count("/LI") == kinds.count("/Lbl") == kinds.count("/LBody") == 3 + bullets


def test_facts_are_never_alone_on_a_page(build):
    """Facts below a text have some of it above them, and are in one piece, wherever on a page they come to stand."""
    text = "\n\n".join(
        f"Part {n}\n------\n\n{'It goes on. ' * (60 + n)}\n\nLast words {n}.\n\n:Topics: one {n}\n:Sources: two {n}"
        for n in range(30, 60)
    )
    pages = build(f"Page\n====\n\n{text}\n").pages()
    for n in range(30, 60):
        assert [page for page in pages if f"Last words {n}." in page and f"one {n}" in page and f"two {n}" in page], n


def test_an_entry_of_lines_is_in_one_piece(build):
    """A term with a few lines below it stands on one page, wherever it comes to stand."""
    text = "\n\n".join(f"A partner, name {n}\n   | First {n}\n   | Second\n   | Third {n}" for n in range(30, 90))
    pages = build(f"Page\n====\n\n{text}\n").pages()
    for n in range(30, 90):
        assert [page for page in pages if f"name {n}" in page and f"First {n}" in page and f"Third {n}" in page], n


@pytest.mark.parametrize("value", ["Visit", "* Visit", "Visit\n\n   Talk"])
def test_terms_stand_level_with_what_they_mean(build, value):
    """The term and the first line beside it stand on one line of the page, in each form of the list."""
    built = build(f"Page\n====\n\n:Kind: {value}\n:Place: Hall\n")
    lines = built.reader.pages[2].extract_text(extraction_mode="layout").splitlines()
    assert [line for line in lines if "Kind" in line and "Visit" in line]
    assert [line for line in lines if "Place" in line and "Hall" in line]


def test_table_has_header_cells(build):
    """The header row of a table is marked as such, so that cells are read with it."""
    table = ".. list-table::\n   :header-rows: 1\n\n   * - Year\n     - What\n   * - 2024\n     - Visit\n"
    with pikepdf.open(build(f"Page\n====\n\n{table}").pdf) as pdf:
        kinds = [str(item.S) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S")]
    assert (kinds.count("/TH"), kinds.count("/TD")) == (2, 2)


@pytest.mark.parametrize("large", [False, True])
def test_many_addresses_of_a_list_stand_behind_the_words(build, as_large, large):
    """Typst would lay out the whole list for each of hundreds of notes."""
    as_large(large=large)
    listed = "".join(f"* `entry {n} <https://example.org/{n}>`__\n" for n in range(700))
    built = build(f"Page\n====\n\n{listed}\nAnd `one <https://example.org/600>`__ more.\n")
    assert "entry 600 (https://example.org/600)" in built.text()
    assert "And one1 more." in built.text()


LONG = [f"w{n:03}" for n in range(100)]
#: The lower margin of a page, and where its column ends, in points.
BOTTOM, COLUMN_END = 34 * 72 / 25.4, 170 * 72 / 25.4


@pytest.mark.parametrize(
    "above",
    [
        "\n".join(f"* {word}" for word in LONG),
        "::\n\n" + "\n".join(f"   {word}" for word in LONG),
        "\n".join(f"| {word}" for word in LONG),
    ],
)
def test_what_stays_with_a_list_of_fields_stays_on_the_page(build, above):
    """However long it is: nothing runs off the foot."""
    built = build(f"Page\n====\n\n{above}\n\n:Kind: Visit\n:Place: Hall\n")
    heights = {}
    for leaf in built.reader.pages[2:]:
        leaf.extract_text(visitor_text=lambda text, cm, tm, *_: heights.update({text.strip(): mult(tm, cm)[5]}))
    assert set(LONG) <= set(heights)
    assert min(heights[word] for word in LONG) > BOTTOM


def starts(leaf):
    """The runs of text of a page, each with where it starts, in points from the left."""
    found = []
    leaf.extract_text(visitor_text=lambda text, cm, tm, *_: found.append((mult(tm, cm)[4], text.strip())))
    return [(x, text) for x, text in found if text]


def test_code_without_spaces_stays_inside_the_column(build):
    """It is broken between its tokens, with a number of its line or without."""
    arguments = ",".join(f'"argument_{n}"' for n in range(12))
    for options in ("", "   :linenos:\n"):
        built = build(f"Page\n====\n\n.. code-block:: python\n{options}\n   call({arguments})\n")
        text = built.reader.pages[2].extract_text()
        assert all(f"argument_{n}" in text.replace("\n", "") for n in range(12))
        assert max(x for x, _ in starts(built.reader.pages[2])) < COLUMN_END
        assert max(map(len, text.splitlines())) < 88


def test_long_words_of_narrow_columns_are_broken(build):
    """None is printed over the next cell."""
    rows = "   * - Longitude\n     - internationalisation\n     - Remark\n"
    built = build(f"Page\n====\n\n.. list-table::\n   :widths: 10 10 80\n\n{rows}")
    found = starts(built.reader.pages[2])
    assert "Longitude" not in [text for _, text in found]
    begins = {text[:3]: x for x, text in found}
    assert begins["Rem"] > begins["int"] > begins["Lon"]
