"""Configuration of a register of people: no partner is an organisation, and partners are optional."""

project = "First steps of computing"
author = copyright = "The sphinx-milestones contributors"
version = release = "1"
language = "en_GB"

extensions = ["myst_parser", "sphinx_milestones", "sphinx_pdf"]
myst_enable_extensions = ["colon_fence"]
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = project

milestones_pdf = "../../../../_build/manual/computing/pdf/computing.pdf"
pdf_documents = [("index", "computing.pdf", project, author)]
