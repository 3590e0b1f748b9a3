"""The handlers of the events of a build, which write the fonts and link their style sheet."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from .cut import FILE_NAME, Subset, chosen_subsets, cut
from .settings import chosen_families, chosen_weights
from .style_sheet import style_sheet

FOLDER, SHEET = "web-fonts", "web-fonts.css"
# Requests the letters that every page needs before its style sheets do, so that no text moves when they arrive. It is
# the same on each page, for a policy that allows it by its hash; browsers refuse it for pages opened as files.
PRELOAD = """
    <script>if (location.protocol !== "file:") document.head.append(Object.assign(document.createElement("link"), \
{{rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", \
href: document.documentElement.dataset.content_root + "_static/{folder}/{name}"}}));</script>"""


def add_fingerprint(app: Sphinx, config: Config) -> None:
    """Add a setting, not for conf.py, that changes with the style sheet.

    Pages request the sheet by its content, and Sphinx rewrites them when a setting has changed.
    """
    app.add_config_value("web_fonts_fingerprint", fingerprint(config), "html", types=[str])


def fingerprint(config: Config) -> str:
    """Return a hash of the style sheet; empty if there is none, or if a wrong setting, reported later, prevents it."""
    try:
        return sha256(_plan(config)[0].encode()).hexdigest() if config.web_fonts else ""
    except ConfigError:
        return ""


def update_fonts(app: Sphinx) -> None:
    """Write the fonts and their style sheet, link the latter from every page, and delete what is no longer used."""
    if app.builder.format != "html" or app.builder.name == "epub":
        return
    folder = Path(app.builder.outdir, "_static", FOLDER)
    if app.config.web_fonts:
        sheet, faces = _plan(app.config)
        folder.mkdir(parents=True, exist_ok=True)
        for name, face in faces.items():
            if not (folder / name).is_file():
                _replace(folder / name, cut(face))
        if not (folder / SHEET).is_file() or (folder / SHEET).read_bytes() != sheet.encode():
            _replace(folder / SHEET, sheet.encode())
        _delete_unused(folder, {SHEET, *faces})
        app.add_css_file(f"{FOLDER}/{SHEET}", priority=400)
        app.connect("html-page-context", partial(add_preload, PRELOAD.format(folder=FOLDER, name=next(iter(faces)))))
    else:
        _delete_unused(folder, set())


def add_preload(script: str, _app: Sphinx, _page: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """Let a page request the first subset at once (`html-page-context`)."""
    context["metatags"] = (context.get("metatags") or "") + script


def _plan(config: Config) -> tuple[str, dict[str, Subset]]:
    """Return the style sheet, and the subsets by file name.

    :raises ConfigError: if a setting is wrong.
    """
    families = chosen_families(config)
    weights = chosen_weights(config, families)
    faces = {face.file_name: face for face in chosen_subsets(families, weights)}
    return style_sheet(families, faces, weights), faces


def _replace(path: Path, content: bytes) -> None:
    """Write a file atomically: an interrupted build leaves no part of it under its name."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(content)
    part.replace(path)


def _delete_unused(folder: Path, used: set[str]) -> None:
    """Delete what earlier builds wrote, except *used*; files of the project in the same folder remain."""
    for path in sorted(folder.glob("*")):
        written = FILE_NAME.fullmatch(path.name) or path.name in (SHEET, f"{SHEET}.part")
        if written and path.name not in used:
            path.unlink()
    with suppress(OSError):  # it has other files, or does not exist
        folder.rmdir()
