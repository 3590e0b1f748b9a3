"""Self-hosted web fonts: families from font packages, subset by script when the site is built.

A font package (`fontpkg-…` on PyPI) contains the files of a family. For each script that a family covers, one WOFF2
file is written, with a name that changes with its content, and a style sheet that lists them all. Browsers load what a
page needs, from the site alone.

Settings: `web_fonts`, the families in order of preference; `web_font_weights`, the lightest and the boldest weight.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from .cut import chosen_subsets, cut
from .settings import chosen_families, chosen_weights
from .style_sheet import style_sheet

FOLDER, SHEET = "fonts", "web-fonts.css"


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the settings, and connect to the start of a build."""
    app.add_config_value("web_fonts", [], "html", types=[list, tuple])
    app.add_config_value("web_font_weights", (400, 600), "html", types=[tuple, list])
    app.connect("builder-inited", write_fonts)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_fonts(app: Sphinx) -> None:
    """Write the fonts and their style sheet, and link the latter from every page."""
    if app.builder.format != "html" or app.builder.name == "epub" or not app.config.web_fonts:
        return
    families = chosen_families(app.config)
    weights = chosen_weights(app.config, families)
    folder = Path(app.builder.outdir, "_static", FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    faces = {face.path(folder).name: face for face in chosen_subsets(families, weights)}
    for name, face in faces.items():
        if not (folder / name).is_file():
            (folder / name).write_bytes(cut(face))
    for old in {path.name for path in folder.glob("*.woff2")} - faces.keys():
        (folder / old).unlink()
    sheet = folder.parent / SHEET
    content = style_sheet(families, faces, weights)
    if not sheet.is_file() or sheet.read_text(encoding="utf-8") != content:
        sheet.write_text(content, encoding="utf-8")
    app.add_css_file(SHEET, priority=400)
