"""The packages that PDFs need and a project without PDFs can do without: the extra ``pdf``."""

from __future__ import annotations

from importlib.util import find_spec

from sphinx.locale import __

#: The packages by the names of their modules.
PACKAGES = {"fontTools": "fonttools", "math_core": "math-core", "typst": "typst"}
INSTALL = "pip install 'sphinx-milestones[pdf]'"


def why_no_pdf() -> str:
    """Return which packages are missing and how to install them; empty if PDFs can be made."""
    missing = [name for module, name in PACKAGES.items() if not find_spec(module)]
    message = __("PDFs need packages that are not installed: %s. Install them: `%s`")
    return message % (", ".join(missing), INSTALL) if missing else ""
