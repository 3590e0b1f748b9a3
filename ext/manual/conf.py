"""Configuration of the extension's manual. Its data is that of the example register, whose pages are among its own."""

from __future__ import annotations

from sphinx_milestones import __version__

project = "sphinx-milestones"
author = "The sphinx-milestones contributors"
copyright = author
version = release = __version__
language = "en_GB"

extensions = ["myst_parser", "sphinx_milestones", "sphinx_pdf"]
myst_enable_extensions = ["colon_fence", "deflist"]

exclude_patterns = ["examples"]  # registers with settings of their own

milestones_data = "example/data"
milestones_host = "north-isles"
milestones_pdf = "../../_build/manual/pdf/sphinx-milestones.pdf"
pdf_documents = [("index", "sphinx-milestones.pdf", project, author)]

html_theme = "furo"
html_title = project
html_use_index = False
html_copy_source = False
html_show_sphinx = False
