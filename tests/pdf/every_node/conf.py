"""A project that uses every node the builder knows."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # for autodoc

project = "Every node"
author = "A. Author & B. Author"
extensions = ["sphinx_pdf", "sphinx.ext.autodoc", "sphinx.ext.todo", "sphinx_design"]
numfig = True
todo_include_todos = True
rst_prolog = ".. |sub| replace:: substituted *text*\n"
pdf_documents = [("index", "every-node", "Every node", author)]
