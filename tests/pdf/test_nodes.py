"""Nodes that need more than their text: code, formulas, numbers, the index, other languages."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pikepdf
import pytest
from docutils import nodes

GRAPHS = ["sphinx_pdf", "sphinx.ext.graphviz"]


def tagged(path, key):
    """Every value of *key* in the structure of a PDF."""
    with pikepdf.open(path) as pdf:
        return [str(item[key]) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and key in item]


def page(directive, *lines, options=()):
    """A page with one directive."""
    body = "\n".join(f"   {line}" for line in [*options, "", *lines])
    return f"Page\n====\n\n.. {directive}\n{body}\n"


def test_code_has_colours_numbers_and_emphasis(build):
    """The text comes back with its spaces; keywords have a dark colour, an emphasised line a grey ground."""
    options = [":linenos:", ":lineno-start: 9", ":emphasize-lines: 2"]
    built = build(page("code-block:: python", "def f():", "    return 1  # one", options=options))
    assert "9 def f(): 10 return 1 # one" in built.text()
    drawn = built.reader.pages[2].get_contents().get_data()
    assert b"0 0.2509804 0.47843137" in drawn
    assert b"0.87058824" in drawn


def test_code_that_is_not_in_its_language_is_told_and_shown(build):
    """The author hears of it with file and line; the reader sees the code."""
    built = build(page("code-block:: json", "{not json"))
    assert "{not json" in built.text()
    assert "page.rst:4: WARNING: this is not json, and is shown without colours" in built.warnings


def test_markup_inside_literal_text_is_kept(build):
    """Links in a parsed literal lead on, its lines stay lines."""
    built = build(page("parsed-literal::", "one *two*", "  `three <https://example.org/>`__"))
    assert "one two\nthree" in "\n".join(line.strip() for line in built.reader.pages[2].extract_text().split("\n"))
    assert "https://example.org/" in built.links()


def test_a_formula_is_drawn_with_its_source_for_screen_readers(build):
    """In a line and on its own, with its number."""
    built = build(page("math:: e = mc^2", options=[":label: energy"]) + "\nSee :eq:`energy` and :math:`\\sqrt{a}`.\n")
    assert built.warnings == ""
    assert {"e = mc^2", "\\sqrt{a}"} <= set(tagged(built.pdf, "/Alt"))
    assert "(1) See (1) and" in built.text()


@pytest.mark.parametrize("formula", ["\\frac{a", "x^", "\\foo{x}"])
def test_a_formula_that_is_not_understood_is_shown_as_its_source(build, formula):
    """With a message that names file and line."""
    built = build(page(f"math:: {formula}"))
    assert formula in built.text()
    assert "page.rst:4: WARNING: this formula is shown as its source" in built.warnings


def test_numbers_are_those_of_sphinx(build):
    """Sections below a numbered toctree, tables and listings, and the references to them."""
    index = "Start\n=====\n\n.. toctree::\n   :numbered:\n\n   page\n"
    text = "Page\n====\n\nSee :numref:`t` and :numref:`c`.\n\nPart\n----\n\n.. table:: Years\n   :name: t\n\n"
    text += "   == ==\n   a  b\n   == ==\n\n.. code-block:: none\n   :caption: Listed\n   :name: c\n\n   code\n"
    built = build(text, {"index.rst": index}, numfig=True)
    assert "See Table 1.1 and Listing 1.1." in built.text()
    assert "Table 1.1 Years" in built.text()
    assert "Listing 1.1 Listed" in built.text()
    chapter, parts = built.bookmarks()
    assert [chapter, *parts] == ["1\N{EN SPACE}Page", "1.1\N{EN SPACE}Part"]


def test_the_index_has_the_pages_of_this_document(build):
    """An entry of a document that is not printed is left out, and one page is named once."""
    text = "Page\n====\n\n.. index:: stone\n   single: stone; grey\n\nA stone.\n"
    text += "\n.. index:: stone\n\nAnother.\n"
    built = build(text, {"other.rst": ":orphan:\n\nOther\n=====\n\n.. index:: river\n\nA river.\n"})
    assert "Index S stone, 3 grey, 3" in built.text()
    assert "river" not in built.text()
    assert built.bookmarks() == ["Page", "Index"]


def test_a_passage_in_another_language_is_marked(build):
    """A screen reader changes its voice for words and for paragraphs."""
    conf = "extensions = ['sphinx_pdf']\nfrom docutils import nodes\n"
    conf += "def mark(app, tree, name):\n    for node in tree.findall():\n"
    conf += "        if isinstance(node, (nodes.emphasis, nodes.note)): node['lang'] = 'fr'\n"
    conf += "def setup(app):\n    app.connect('doctree-resolved', mark)\n"
    built = build("Page\n====\n\nSome *mots* here.\n\n.. note:: Un mot.\n", {"conf.py": conf})
    assert "Some mots here." in built.text()
    assert "fr" in tagged(built.pdf, "/Lang")
    assert b"/Lang(fr)" in built.reader.pages[2].get_contents().get_data()


def test_tabs_cards_and_badges_of_sphinx_design_read_well(build):
    """The label of a tab is a small heading; a badge keeps its word."""
    text = "Page\n====\n\n.. tab-set::\n\n   .. tab-item:: First\n\n      One\n\n"
    text += ":bdg:`new`\n\n.. card:: Title\n\n   Body\n"
    built = build(text, {"conf.py": "extensions = ['sphinx_pdf', 'sphinx_design']\n"})
    assert built.warnings == ""
    assert "First One new Title Body" in built.text()


@pytest.mark.parametrize("large", [False, True])
def test_blocks_inside_a_paragraph_keep_their_text(build, as_large, large):
    """Sphinx puts the paragraphs and lists of a described parameter into the paragraph with its name."""
    as_large(large=large)
    about = [
        "f(first, second)",
        "",
        ":param first: once",
        "",
        "   twice `there <https://example.org/>`__",
        "",
        "   * thrice",
    ]
    built = build(page("py:function:: " + about[0], *about[2:], ":param second: again"))
    assert built.warnings == ""
    assert "first – once twice there1 – thrice" in built.text()


def test_an_empty_list_of_fields_is_nothing(build, monkeypatch):
    """An extension that says nothing of an object leaves one behind."""
    empty = ModuleType("empty")
    empty.setup = lambda app: app.connect("doctree-resolved", lambda _app, tree, _name: tree.append(nodes.field_list()))
    monkeypatch.setitem(sys.modules, "empty", empty)
    built = build("Page\n====\n\nWords.\n", extensions=["sphinx_pdf", "empty"])
    assert built.code == 0
    assert "Words." in built.text()


def test_a_figure_whose_picture_cannot_be_read_keeps_its_words(build, assert_valid):
    """The alternative text, and the caption."""
    built = build(page("figure:: broken.png", "What it shows", options=[":alt: Broken"]), {"broken.png": "no picture"})
    assert "Broken What it shows" in built.text()
    assert_valid(built.pdf)


def test_a_figure_without_a_picture_is_its_caption(build, assert_valid):
    """As one that another program would have to draw; what is not shown is told."""
    options = [":caption: A graph", ":name: graph"]
    named = page("graphviz::", "digraph { a -> b }", options=options) + "\nSee :ref:`this <graph>`.\n"
    built = build(named, extensions=GRAPHS)
    assert "the PDF has no form for the node 'graphviz'" in built.warnings
    assert "A graph" in built.text()
    assert_valid(built.pdf)


def test_a_note_of_a_linked_figure_stands_where_its_address_is_met_first(build):
    """The picture leads there, and so does its caption."""
    caption = "See `the portal <https://example.org/x>`__."
    figure = page("figure:: crest.svg", caption, options=[":alt: Crest", ":target: https://example.org/x"])
    built = build(figure, {"crest.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'})
    assert built.code == 0
    assert "See the portal1." in built.text()


def test_a_summary_of_autosummary_is_a_table(build):
    """Other builders take it for a comment."""
    built = build(page("autosummary::", "os.path.join"), extensions=["sphinx_pdf", "sphinx.ext.autosummary"])
    assert "os.path.join(a, *p)" in built.text().replace("join (", "join(")


def test_the_rubric_above_footnotes_is_left_out(build):
    """They stand at the foot of their pages."""
    built = build("Page\n====\n\nWords [#a]_.\n\n.. rubric:: Footnotes\n\n.. [#a] A note.\n")
    assert "Footnotes" not in built.text()
    assert "A note." in built.text()


def test_an_image_taller_than_a_page_keeps_its_shape(build):
    """Where its height alone is given."""
    square = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    built = build(page("image:: square.svg", options=[":alt: Square", ":height: 1200px"]), {"square.svg": square})
    drawn = built.reader.pages[2].get_contents().get_data().decode("latin-1")
    scales = {tuple(map(float, found)) for found in re.findall(r"([\d.]+) 0 0 (-?[\d.]+) [-\d.]+ [-\d.]+ cm", drawn)}
    (width, height) = max(scales)
    assert width > 9
    assert abs(width) == pytest.approx(abs(height))
