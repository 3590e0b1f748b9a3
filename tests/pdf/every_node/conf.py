"""A project that uses every node the builder knows."""

project = "Every node"
author = "A. Author & B. Author"
extensions = ["sphinx_pdf", "sphinx.ext.todo", "sphinx_design"]
numfig = True
todo_include_todos = True
rst_prolog = ".. |sub| replace:: substituted *text*\n"
pdf_documents = [("index", "every-node", "Every node", author)]
