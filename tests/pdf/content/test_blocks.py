"""Nodes of Sphinx and of extensions that are more than a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

    from sphinx_pdf.typst.typesetting import ProcessLimits


def test_unsupported_node_is_reported_once_and_its_text_printed(build: BuildProject) -> None:
    """One warning for each class of node, not for each node."""
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
    assert "unsupported node 'strange'; showing its text [pdf.unknown]" in built.warnings


#: A project whose extension replaces the paragraph "Other words." by what a function ``odd`` returns for it.
ODD = """
from docutils import nodes
from sphinx import addnodes
extensions = ['sphinx_pdf']
def wrap(app, tree, name):
    for node in list(tree.findall(nodes.paragraph)):
        if node.astext().startswith('Other words'):
            new = odd(node.deepcopy())
            new.source, new.line = node.source, node.line
            node.replace_self(new)
def setup(app):
    app.connect('doctree-resolved', wrap)
def odd(node):
"""


@pytest.mark.parametrize(
    ("odd", "kind"),
    [
        ("nodes.enumerated_list('', nodes.list_item('', node), start='x')", "enumerated_list"),
        ("nodes.table('', nodes.paragraph('', '', node))", "table"),
        ("nodes.figure('', nodes.image(uri=5), nodes.caption('', '', node))", "image"),
        ("nodes.paragraph('', '', node, lang=5)", "paragraph"),
        ("nodes.field_list('', nodes.field('', nodes.field_name('', '', node)))", "field_list"),
        ("nodes.citation('')", "citation"),
        ("nodes.literal_block('', '', node, linenos=True, highlight_args={'linenostart': 'x'})", "literal_block"),
        ("nodes.option_argument('', '', node, delimiter=5)", "option_argument"),
    ],
)
def test_malformed_node_is_reported_and_its_text_printed(build: BuildProject, odd: str, kind: str) -> None:
    """One warning for each class of node, with its location; what is around it is as usual."""
    page = "Page\n====\n\nFirst words.\n\nOther words.\n\nOther words.\n\nLast words.\n"
    built = build(page, {"conf.py": f"{ODD}    return {odd}\n"})
    other = "" if kind == "citation" else "Other words."
    assert re.search(rf"First words\.( ?{other}){{2}} Last words\.", built.text())
    assert built.warnings.count("WARNING: cannot show") == 1
    assert f"page.rst:6: WARNING: cannot show the node '{kind}'; showing its text: " in built.warnings


def test_block_that_typst_refuses_is_printed_as_its_text(build: BuildProject, limits: ProcessLimits | None) -> None:
    """It is found by typesetting parts of the document; what is around it is as usual."""
    page = "Page\n====\n\nFirst `words <https://example.org/>`_.\n\nOther words, *odd* ones.\n\nSee `Page`_.\n"
    odd = "nodes.enumerated_list('', nodes.list_item('', node), start=-5)"
    built = build(page, {"conf.py": f"{ODD}    return {odd}\n"}, limits=limits)
    assert "First words1. Other words, odd ones. See Page." in built.text()
    assert built.warnings.count("WARNING") == 1
    assert "page.rst:6: WARNING: cannot typeset this; showing its text: " in built.warnings


def test_notes_and_anchors_of_a_malformed_node_are_not_lost(build: BuildProject) -> None:
    """They are placed at the next reference, and links to what is lost are text."""
    page = "Page\n====\n\n.. _lost:\n\nOther words [#n]_ and `a link <https://example.org/>`_.\n\n"
    page += "Again [#n]_ and `the link <https://example.org/>`_, see `it <lost_>`_.\n\n.. [#n] The note.\n"
    built = build(
        page, {"conf.py": f"{ODD}    return nodes.definition_list('', nodes.term('', '', node), node, lang=5)\n"}
    )
    assert "Again 1 and the link2, see it." in built.text()
    assert "1The note. 2https://example.org/" in built.text()


def test_nodes_of_any_depth_are_printed(build: BuildProject) -> None:
    """Also those that take no room in the nesting of Typst."""
    wrap = "    for _ in range(300):\n        node = nodes.container('', node)\n    return node\n"
    built = build("Page\n====\n\nOther words.\n", {"conf.py": ODD + wrap})
    assert "Other words." in built.text()
    assert built.warnings.count("nesting too deep; shown as plain text [pdf.depth]") == 1
    unknown = wrap.replace("nodes.container", "nodes.Element")
    assert "Other words." in build("Page\n====\n\nOther words.\n", {"conf.py": ODD + unknown}).text()


def test_raw_text_without_a_format_is_left_out(build: BuildProject) -> None:
    """It may be intended for any builder."""
    built = build("Page\n====\n\nOther words.\n\nLast.\n", {"conf.py": f"{ODD}    return nodes.raw('', 'x')\n"})
    assert (built.warnings, "Page Last." in built.text()) == ("", True)


def test_deep_nesting_is_reported_and_its_text_printed(build: BuildProject) -> None:
    """Each list that is nested too deeply is printed as plain text from there on."""
    lists = "".join("  " * n + f"* level {n}\n\n" for n in range(40))
    built = build(f"Page\n====\n\n{lists}")
    assert "level 38 level 39" in built.text()
    assert built.warnings.count("nesting too deep; shown as plain text [pdf.depth]") == 1
    assert build(f"Page\n====\n\n{lists}Between.\n\n{lists}").warnings.count("[pdf.depth]") == 2


def test_hard_line_breaks_of_myst_are_printed(build: BuildProject) -> None:
    """MyST makes raw HTML of a backslash at the end of a line."""
    built = build("Page\n====\n", {"page.rst": "Unused\n======\n", "index.md": "# Start\n\none\\\ntwo\n"})
    assert "one\ntwo" in built.reader.pages[1].extract_text()


def test_tabs_cards_and_badges_of_sphinx_design_are_printed(build: BuildProject) -> None:
    """The label of a tab and the title of a card are rubrics; a badge is its text."""
    text = "Page\n====\n\n.. tab-set::\n\n   .. tab-item:: First\n\n      One\n\n"
    text += ":bdg:`new`\n\n.. card:: Title\n   :link: https://example.org/card\n\n   Body\n"
    built = build(text, {"conf.py": "extensions = ['sphinx_pdf', 'sphinx_design']\n"}, pdf_show_urls="no")
    assert built.warnings == ""
    assert "First One new Title Body" in built.text()
    # The link over the card is that of its title.
    assert "https://example.org/card" in built.links()


def test_blocks_inside_a_paragraph_are_printed(build: BuildProject, limits: ProcessLimits | None) -> None:
    """Sphinx puts the description of a parameter into the paragraph of its name."""
    lines = [":param first: once", "", "   twice `there <https://example.org/>`__", "", "   * thrice"]
    body = "\n".join(f"   {line}" for line in ["", *lines, ":param second: again"])
    built = build(f"Page\n====\n\n.. py:function:: f(first, second)\n{body}\n", limits=limits)
    assert built.warnings == ""
    assert "first – once twice there1 – thrice" in built.text()


def test_autosummary_is_a_table(build: BuildProject) -> None:
    """Its node is a subclass of a comment."""
    page = "Page\n====\n\n.. autosummary::\n\n   os.path.join\n"
    built = build(page, extensions=["sphinx_pdf", "sphinx.ext.autosummary"])
    assert "os.path.join(a, *p)" in built.text().replace("join (", "join(")


def test_index_has_the_pages_of_this_document(build: BuildProject) -> None:
    """An entry of a document outside is left out, and each page is listed once."""
    text = "Page\n====\n\n.. index:: stone\n   single: stone; grey\n\nA stone.\n"
    text += "\n.. index:: stone\n\nAnother.\n"
    built = build(text, {"other.rst": ":orphan:\n\nOther\n=====\n\n.. index:: river\n\nA river.\n"})
    assert "Index S stone, 3 grey, 3" in built.text()
    assert "river" not in built.text()
    assert built.bookmarks() == ["Page", "Index"]
