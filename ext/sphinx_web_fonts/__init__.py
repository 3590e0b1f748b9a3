"""Self-hosted web fonts: families from font packages, subset by script when the site is built.

A font package (`fontpkg-…` on PyPI) contains the files of a family. For each script that a family covers, one WOFF2
file is written, with a name that changes with its content, and a style sheet that lists them all. Browsers load what a
page needs, from the site alone.

Settings: `web_fonts`, the families in order of preference; `web_font_weights`, the lightest and the boldest weight.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from sphinx.application import Sphinx
from sphinx.locale import __
from sphinx.util import logging

__all__ = ["setup"]

INSTALL = "pip install 'sphinx-milestones[web-fonts]'"

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the settings, and connect to the start of a build."""
    app.add_config_value("web_fonts", [], "html", types=[list, tuple])
    app.add_config_value("web_font_weights", (400, 600), "html", types=[tuple, list])
    if missing_packages():
        app.connect("builder-inited", report_missing_packages)
    else:
        from .handlers import add_fingerprint, update_fonts

        app.connect("config-inited", add_fingerprint, priority=900)  # after those that set the fonts
        app.connect("builder-inited", update_fonts)
    return {"version": version("sphinx-milestones"), "parallel_read_safe": True, "parallel_write_safe": True}


def missing_packages() -> list[str]:
    """Return the packages to install: what reads fonts, and what compresses them to WOFF2."""
    has_compressor = find_spec("brotli") or find_spec("brotlicffi")
    found = {"fonttools": find_spec("fontTools"), "brotli": has_compressor}
    return [name for name, spec in found.items() if not spec]


def report_missing_packages(app: Sphinx) -> None:
    """Report that there are no fonts without some packages, and make Sphinx exit with 1."""
    if app.config.web_fonts and app.builder.format == "html":
        message = __("web_fonts needs packages that are not installed: %s. Install them: `%s`")
        logger.error(message, ", ".join(missing_packages()), INSTALL)
        app.statuscode = 1
