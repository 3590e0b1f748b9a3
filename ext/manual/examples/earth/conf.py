"""Configuration of a register that spans more than two thousand years, with centuries, decades and years before 1."""

project = "Measuring the Earth"
author = copyright = "The sphinx-milestones contributors"
version = release = "1"
language = "en_GB"

extensions = ["myst_parser", "sphinx_milestones", "sphinx_pdf"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = project

milestones_pdf = "../../../../_build/manual/earth/pdf/earth.pdf"
pdf_documents = [("index", "earth.pdf", project, author)]
