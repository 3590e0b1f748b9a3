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
    "milestones_data": Setting("data", "env", "The folder with the data files, relative to `conf.py`."),
    "milestones_host": Setting("", "env", "The key of the default host, for milestones without a `host` field."),
    "milestones_pdf": Setting(
        "",
        "html",
        "The PDF that `pdf-download` offers, as a path relative to `conf.py`. It is copied to `pdf/` in the output, "
        "and so are the editions next to it that a page offers.",
    ),
    "milestones_editions": Setting(
        [],
        "env",
        "The parts of the register that get a PDF of their own: `year` for each year, `partner` for a brief on each "
        "partner.",
    ),
    "milestones_search_languages": Setting(
        [],
        "env",
        "Language codes, such as `ar`: the search also finds countries by their CLDR names in these languages.",
    ),
    "milestones_headers": Setting(
        False,
        "html",
        "Whether to write configuration files for common web hosts next to the pages, with a strict "
        "Content-Security-Policy and other recommended HTTP headers.",
    ),
    "milestones_edit_url": Setting(
        "",
        "html",
        "The URL for editing a milestone, with `{path}` (of its page, relative to `conf.py`) and `{line}` in it.",
    ),
    "milestones_report_url": Setting(
        "",
        "html",
        "The URL for reporting an error, with `{id}`, `{title}` and `{address}` of the milestone in it.",
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
        yield f"milestones_data: folder “{data}” not found next to `conf.py`. Fix the name or create the folder."
    host: str = builder.config.milestones_host
    if host and host not in register.partners and "partners" not in register.broken:
        yield f"milestones_host: “{host}” is not in partners.toml. {suggest(host, register.partners)}"
    languages: Sequence[str] = builder.config.milestones_search_languages
    for code in (code for code in languages if not localedata.exists(str(code).replace("-", "_"))):
        yield f"milestones_search_languages: “{code}” is not a language code, such as “ar”. Fix it."
    kinds: Sequence[str] = builder.config.milestones_editions
    for kind in (kind for kind in kinds if kind not in EDITIONS):
        yield f"milestones_editions: unknown edition type “{kind}”. {suggest(str(kind), EDITIONS)}"
    if kinds and "pdf-collect-documents" not in builder.events.events:
        yield "milestones_editions: the PDF builder is not enabled. Add “sphinx_pdf” to `extensions`."
    for name, known in PLACES.items():
        yield from _wrong_address(name, builder.config[name], known)
    path = path_of_pdf(builder) if builder.format == "html" else None
    if path and path.is_file() and Pdf.measure(path) is None:
        yield f"milestones_pdf: “{builder.config.milestones_pdf}” cannot be read as a PDF. Rebuild it."


def _wrong_address(name: str, address: str, known: Sequence[str]) -> Iterator[str]:
    """What to tell of an address with places to fill."""
    try:
        parts = list(Formatter().parse(address))
    except ValueError:
        yield f"{name}: unbalanced brace. Write a placeholder as “{{{known[0]}}}”."
        return
    for _, place, form, conversion in parts:
        if place is not None and (place not in known or form or conversion):
            yield f"{name}: “{{{place}}}” is not a plain placeholder known here. {suggest(place, known)}"
    if address and not ADDRESS.match(address):
        yield f"{name}: “{address}” is not a valid URL. It must start with “https://”, “http://” or “mailto:”."


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
