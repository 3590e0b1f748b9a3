"""The extension's settings, one table: default, when a change rebuilds, type, and what the reference page says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sphinx.application import Sphinx


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of ``conf.py``."""

    default: str | list[str]
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
}


def setup(app: Sphinx) -> None:
    """Declare the settings."""
    for name, setting in SETTINGS.items():
        types = (str,) if isinstance(setting.default, str) else (list, tuple)
        app.add_config_value(name, setting.default, setting.rebuild, types, setting.help)
