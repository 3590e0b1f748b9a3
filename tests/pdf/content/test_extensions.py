"""Extensions show their own nodes by handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.pdf import BuildProject

CONF = """
from docutils import nodes
from sphinx_pdf.content import kinds

extensions = ["sphinx_pdf"]
project = "R"

class rating(nodes.General, nodes.Element): pass

def show(translator, node):
    {show}

def wrap(app, tree, name):
    for node in list(tree.findall(nodes.paragraph)):
        node.replace_self(rating("", node.deepcopy(), stars=3))

def setup(app):
    app.add_node(rating, html=(show, None), pdf=(show, None))
    app.connect("doctree-resolved", wrap)
"""
PAGE = "Page\n====\n\nA #text.\n"


def test_handler_of_an_extension_is_used(build: BuildProject) -> None:
    """Its strings are text, and it translates the children of its node."""
    show = 'return [kinds.RUBRIC(c=["★" * node["stars"], " #panic()"]), *translator.translate_blocks(node)]'
    built = build(PAGE, {"conf.py": CONF.format(show=show)})
    assert built.warnings == ""
    assert "★★★ #panic() A #text." in built.text()


@pytest.mark.parametrize(
    "show",
    ["return None", "return [1]", 'return [{"t": "unknown"}]', "return [kinds.PARAGRAPH()]", "raise ValueError('no')"],
)
def test_handler_that_fails_does_not_cost_the_text(build: BuildProject, show: str) -> None:
    """One message names the class of the node."""
    built = build(PAGE, {"conf.py": CONF.format(show=show)})
    assert "A #text." in built.text()
    assert built.warnings.count("cannot show the node 'rating'; showing its text") == 1


def test_pages_of_autosummary_are_printed(build: BuildProject) -> None:
    """The entries of the table of autosummary link to them."""
    conf = "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\nproject = 'R'\n"
    conf += "extensions = ['sphinx_pdf', 'sphinx.ext.autosummary']\nautosummary_generate = True\n"
    module = '"""A module."""\n\ndef greet():\n    """Say hello to everybody."""\n'
    page = "Page\n====\n\n.. autosummary::\n   :toctree: made\n\n   summed_up.greet\n"
    built = build(page, {"conf.py": conf, "summed_up.py": module})
    assert built.warnings == ""
    assert built.text().count("Say hello to everybody.") == 2
    links = [note.get_object() for page in built.reader.pages for note in page.get("/Annots", [])]
    assert any("/Dest" in link or link.get("/A", {}).get("/S") == "/GoTo" for link in links)
