"""The register that each case changes."""

project = "A register"
extensions = ["myst_parser", "sphinx_milestones"]
myst_enable_extensions = ["colon_fence"]
html_theme = "basic"
html_use_index = False
html_copy_source = False
exclude_patterns = ["parts"]
