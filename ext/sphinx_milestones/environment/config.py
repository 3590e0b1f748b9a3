"""The extension's settings, one table: default, when a change rebuilds, type, and what the reference page says.

What is wrong with them is found when a build begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Literal

from babel import localedata
from sphinx.application import Sphinx
from sphinx.builders import Builder

from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.register.queries import EDITIONS
from sphinx_milestones.register.register import Register

from .downloads import Pdf


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of ``conf.py``."""

    default: str | bool | list[str]
    rebuild: Literal["env", "html"]
    help: str


SETTINGS: Mapping[str, Setting] = {
    "milestones_data": Setting("data", "env", "The folder of the data files, beside `conf.py`."),
    "milestones_host": Setting("", "env", "The key of the partner that hosts where a milestone names no `host`."),
    "milestones_pdf": Setting(
        "",
        "html",
        "The PDF that `pdf-download` offers, as a path from `conf.py`; it is copied to `pdf/` beside the pages, and "
        "so are the editions beside it that a page offers.",
    ),
    "milestones_editions": Setting(
        [],
        "env",
        "Which parts of the register the PDF builder makes a PDF of: `year` for each year, `partner` for a brief on "
        "each partner.",
    ),
    "milestones_search_languages": Setting(
        [],
        "env",
        "Codes of languages, such as `ar`, in which a search finds countries too: their names are those of CLDR.",
    ),
    "milestones_headers": Setting(
        False,
        "html",
        "Whether files for common hosts are written beside the pages, with a strict Content-Security-Policy and other "
        "headers that a server should send.",
    ),
    "milestones_edit_url": Setting(
        "",
        "html",
        "Where a milestone can be edited: an address with `{path}` (of its page, from `conf.py`) and `{line}` in it.",
    ),
    "milestones_report_url": Setting(
        "",
        "html",
        "Where a mistake can be reported: an address with `{id}`, `{title}` and `{address}` of the milestone in it.",
    ),
}
ADDRESS = re.compile(r"https?://|mailto:")
# What the address templates are filled with.
PLACES = {"milestones_edit_url": ("path", "line"), "milestones_report_url": ("id", "title", "address")}


def setup(app: Sphinx) -> None:
    """Declare the settings."""
    for name, setting in SETTINGS.items():
        types = (list, tuple) if isinstance(setting.default, list) else (type(setting.default),)
        app.add_config_value(name, setting.default, setting.rebuild, types, setting.help)


def wrong_settings(builder: Builder, register: Register) -> Iterator[str]:
    """What to tell of values that lead nowhere."""
    if not folder_of_data(builder):
        data: str = builder.config.milestones_data
        yield f"milestones_data: there is no folder “{data}” beside `conf.py`. Correct it, or make the folder."
    host: str = builder.config.milestones_host
    if host and host not in register.partners and "partners" not in register.broken:
        yield f"milestones_host: “{host}” is not in partners.toml. {suggest(host, register.partners)}"
    languages: Sequence[str] = builder.config.milestones_search_languages
    for code in (code for code in languages if not localedata.exists(str(code).replace("-", "_"))):
        yield f"milestones_search_languages: “{code}” is not the code of a language, such as “ar”. Correct it."
    kinds: Sequence[str] = builder.config.milestones_editions
    for kind in (kind for kind in kinds if kind not in EDITIONS):
        yield f"milestones_editions: there is no edition for each “{kind}”. {suggest(str(kind), EDITIONS)}"
    if kinds and "pdf-collect-documents" not in builder.events.events:
        yield "milestones_editions: nothing makes the PDFs. Add “sphinx_pdf” to the extensions."
    for name, known in PLACES.items():
        yield from _wrong_address(name, builder.config[name], known)
    path = path_of_pdf(builder) if builder.format == "html" else None
    if path and path.is_file() and Pdf.measure(path) is None:
        yield f"milestones_pdf: “{builder.config.milestones_pdf}” cannot be read as a PDF. Build it again."


def _wrong_address(name: str, address: str, known: Sequence[str]) -> Iterator[str]:
    """What to tell of an address with places to fill."""
    try:
        parts = list(Formatter().parse(address))
    except ValueError:
        yield f"{name}: a brace has no counterpart. Write a place to fill as “{{{known[0]}}}”."
        return
    for _, place, form, conversion in parts:
        if place is not None and (place not in known or form or conversion):
            yield f"{name}: “{{{place}}}” is no place to fill, or has more than a name in it. {suggest(place, known)}"
    if address and not ADDRESS.match(address):
        yield f"{name}: “{address}” is no address. It begins with “https://”, “http://” or “mailto:”."


def folder_of_data(builder: Builder) -> Path | None:
    """The folder of the data files; None where it is not there, though the default one need not be."""
    data: str = builder.config.milestones_data
    folder = Path(builder.confdir, data)
    missing = not folder.exists() and data == SETTINGS["milestones_data"].default
    return folder if folder.is_dir() or missing else None


def path_of_pdf(builder: Builder) -> Path | None:
    """Where the PDF of the whole register is to be found; None where the project has none."""
    setting: str = builder.config.milestones_pdf
    return Path(builder.confdir, setting) if setting else None
