"""A project with every node that the builder supports."""

import sys
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))  # for autodoc

project = "Every node"
author = "A. Author & B. Author"
extensions = ["sphinx_pdf", "sphinx.ext.autodoc", "sphinx.ext.todo", "sphinx_design"]
numfig = True
todo_include_todos = True
pdf_raw_typst = True
rst_prolog = ".. |sub| replace:: substituted *text*\n"
pdf_documents = [("index", "every-node", "Every node", author)]


def mark_french(_app: Sphinx, tree: nodes.document, _docname: str) -> None:
    """Mark the language of each node of the class ``french``."""
    for node in tree.findall(nodes.Element):
        if "french" in node.get("classes", []):
            node["lang"] = "fr"


def setup(app: Sphinx) -> None:
    """Mark passages in another language, as an extension would."""
    app.connect("doctree-resolved", mark_french)
