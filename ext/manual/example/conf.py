"""Configuration of the register."""

project = "Milestones of the North Isles Library Consortium"
author = copyright = "North Isles Library Consortium"
version = release = "1"
language = "en"

extensions = ["myst_parser", "sphinx_milestones", "sphinx_pdf"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = [".venv", "_build"]

html_theme = "furo"
html_title = project

milestones_host = "north-isles"
milestones_pdf = "_build/pdf/milestones.pdf"
milestones_editions = ["year", "year-full", "partner", "partner-full"]
pdf_documents = [("index", "milestones.pdf", project, author)]
