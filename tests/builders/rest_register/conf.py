"""A register in reStructuredText, for an environment with the package alone: no MyST, no furo."""

from __future__ import annotations

project = "A small register"
extensions = ["sphinx_milestones", "sphinx_pdf"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
milestones_pdf = "_build/pdf/milestones.pdf"
pdf_documents = [("index", "milestones.pdf", project, "The authors")]
