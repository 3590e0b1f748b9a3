"""The extension's settings in one table: default, what a change rebuilds, type, and text of the reference page.

`setting_checks` checks them when a build begins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from sphinx_milestones.core.records import Text
from sphinx_milestones.register.column_types import localized_text
from sphinx_milestones.register.editions import EDITIONS
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.digits import LATIN, NUMBERING_SYSTEMS
from sphinx_milestones.views.fields import FIELDS

from .forge import FORGES


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of ``conf.py``."""

    default: str | bool | int | list[str] | dict[str, str]
    rebuild: Literal["env", "html"]
    help: str
    localized: bool = False  # text, or texts by language


SETTINGS: Mapping[str, Setting] = {
    "milestones_data": Setting("data", "env", "The folder with the data files, relative to `conf.py`."),
    "milestones_host": Setting("", "env", "The key of the default host, for milestones without a `host` field."),
    "milestones_host_label": Setting(
        "",
        "env",
        "The label shown for the host, if “Host” would claim more than is known: text, or texts by language.",
        localized=True,
    ),
    "milestones_required_fields": Setting(
        [field.name for field in FIELDS.values() if field.required],
        "env",
        "The fields that every milestone must have. `id` is always one of them.",
    ),
    "milestones_pdf": Setting(
        "",
        "html",
        "The PDF that `pdf-download` offers, as a path relative to `conf.py`. It is copied to `pdf/` in the output, "
        "and so are the editions next to it that a page offers.",
    ),
    "milestones_editions": Setting(
        [],
        "env",
        f"The parts of the register that get a PDF of their own: {', '.join(f'`{name}`' for name in EDITIONS)}.",
    ),
    "milestones_partner_pages": Setting(
        "partners",
        "html",
        "The folder, next to the page with the `partner-index`, for a page on each partner; empty for no such pages.",
    ),
    "milestones_new_days": Setting(
        60,
        "html",
        "For how many days rows mark a milestone as new or changed, counted back from the last day on which any was "
        "added, changed or checked; 0 for no marks.",
    ),
    "milestones_search_languages": Setting(
        [],
        "env",
        "Language codes, such as `ar`: the search also finds countries by their CLDR names in these languages.",
    ),
    "milestones_digits": Setting(
        LATIN,
        "env",
        "The digits of dates and numbers that the extension writes: `latn` (2024), `arab` (٢٠٢٤) or `arabext` (۲۰۲۴).",
    ),
    "milestones_languages": Setting(
        [],
        "env",
        "The languages of the data files, such as `en` and `ar`: first that of the pages' source, then those that have "
        "message catalogues. By default, the data are in the language of the build.",
    ),
    "milestones_licence": Setting(
        "",
        "html",
        "The licence of the data: its SPDX identifier, such as `CC-BY-4.0`, or a URL. The data package states it.",
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
        "The URL for editing a milestone, with `{path}` (of its page, relative to `conf.py`) and `{line}` in it. "
        "The default is that of `milestones_forge`.",
    ),
    "milestones_report_url": Setting(
        "",
        "html",
        "The URL for reporting an error, with `{id}`, `{title}` and `{address}` of the milestone in it. "
        "The default is the page with the `milestone-form`.",
    ),
    "milestones_forge": Setting(
        {},
        "html",
        "Where the repository is hosted, for readers who propose a change: `repository` (its URL), `branch`, `folder` "
        f"(that of `conf.py` in it) and `kind` ({', '.join(FORGES)}).",
    ),
    "milestones_mail": Setting(
        "", "html", "The email address for proposals from readers, such as `register@example.org`."
    ),
}


def setup(app: Sphinx) -> None:
    """Declare the settings."""
    for name, setting in SETTINGS.items():
        types: set[type] = {list, tuple} if isinstance(setting.default, list) else {type(setting.default)}
        types |= {dict} if setting.localized else set()
        app.add_config_value(name, setting.default, setting.rebuild, types, setting.help)


def why_wrong_type(name: str, value: object) -> str | None:
    """Return why the value of a setting has the wrong type; None if it has the right one."""
    setting = SETTINGS[name]
    if isinstance(setting.default, list):
        if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
            return None
        wanted, example = "a list of strings", '["…", "…"]'
    elif isinstance(setting.default, dict):
        if isinstance(value, dict):
            return None
        wanted, example = "a dictionary", '{"…": "…"}'
    elif isinstance(setting.default, bool):
        if isinstance(value, bool):
            return None
        wanted, example = "True or False", "True"
    elif isinstance(setting.default, int):
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return None
        wanted, example = "a whole number from 0", str(setting.default)
    elif isinstance(value, str) or (setting.localized and isinstance(value, dict)):
        return None
    else:
        wanted, example = "a string", '"…"'
    return f"“{value!r}” is not {wanted}. Write {name} = {example}, or delete the setting."


def own_labels(config: Config) -> dict[str, Text]:
    """Return the register's own labels of fields, by name.

    :raises ValueError: if one is invalid; the message states why
    """
    label = config.milestones_host_label
    if isinstance(label, dict):
        label = {str(language): text for language, text in label.items()}
    return {"host": localized_text(label)} if label else {}


def numbering_system(config: Config) -> str:
    """Return the numbering system of dates and numbers; the default one if that of the setting is unknown."""
    digits: str = config.milestones_digits
    return digits if digits in NUMBERING_SYSTEMS else LATIN


def required_fields(config: Config, register: Register) -> list[str]:
    """Return the names of the fields that every milestone must have, always including `id`, which links need."""
    return register.model.required_fields(config.milestones_required_fields)


def folder_of_data(builder: Builder) -> Path | None:
    """Return the folder of the data files; None if it is missing, unless it is the default one."""
    data: str = builder.config.milestones_data
    folder = Path(builder.confdir, data)
    missing = not folder.exists() and data == SETTINGS["milestones_data"].default
    return folder if folder.is_dir() or missing else None


def partner_folder(builder: Builder) -> str:
    """Return the name of the folder for partner pages; empty if there are to be none."""
    folder: str = builder.config.milestones_partner_pages
    return folder if re.fullmatch(r"\w[\w-]*", folder) else ""


def path_of_pdf(builder: Builder) -> Path | None:
    """Return the path of the PDF of the full register; None if the project has none."""
    setting: str = builder.config.milestones_pdf
    return Path(builder.confdir, setting) if setting else None
