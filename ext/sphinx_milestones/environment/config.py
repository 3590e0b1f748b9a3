"""The extension's settings in one table: default, what a change rebuilds, type, and text of the reference page.

They are checked when a build begins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Literal

from babel import localedata
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import Config

from sphinx_milestones.core.records import Text
from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.register.column_types import localized_text
from sphinx_milestones.register.editions import EDITIONS
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.digits import LATIN, NUMBERING_SYSTEMS
from sphinx_milestones.views.fields import FIELDS

from .downloads import DownloadablePdf


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of ``conf.py``."""

    default: str | bool | int | list[str]
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
# The settings with a closed set of values: what such a value is, and all of them.
CHOICES: Mapping[str, tuple[str, Collection[str]]] = {
    "milestones_digits": ("numbering system", NUMBERING_SYSTEMS),
    "milestones_editions": ("edition type", EDITIONS),
}
# The placeholders of URL templates.
PLACEHOLDERS = {"milestones_edit_url": ("path", "line"), "milestones_report_url": ("id", "title", "address")}


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


def check_settings(builder: Builder, register: Register) -> Iterator[str]:
    """Yield a message for each invalid value."""
    if not folder_of_data(builder):
        data: str = builder.config.milestones_data
        yield f"milestones_data: folder “{data}” not found next to `conf.py`. Fix the name or create the folder."
    host: str = builder.config.milestones_host
    if host and host not in register.partners and "partners" not in register.broken:
        yield f"milestones_host: “{host}” is not in partners.toml. {suggest(host, register.partners)}"
    try:
        own_labels(builder.config)
    except ValueError as error:
        yield f"milestones_host_label: {error}"
    yield from _check_required_fields(builder.config.milestones_required_fields)
    folder: str = builder.config.milestones_partner_pages
    if folder and not partner_folder(builder):
        yield f"milestones_partner_pages: “{folder}” is not the name of a folder. Use letters, digits and hyphens."
    languages: Sequence[str] = builder.config.milestones_search_languages
    for code in (code for code in languages if not localedata.exists(code.replace("-", "_"))):
        yield f"milestones_search_languages: “{code}” is not a language code, such as “ar”. Fix it."
    yield from _check_choices(builder.config)
    if builder.config.milestones_editions and "pdf-collect-documents" not in builder.events.events:
        yield "milestones_editions: the PDF builder is not enabled. Add “sphinx_pdf” to `extensions`."
    for name, known in PLACEHOLDERS.items():
        yield from _check_url_template(name, builder.config[name], known)
    path = path_of_pdf(builder) if builder.format == "html" else None
    if path and path.is_file() and DownloadablePdf.measure(path) is None:
        yield f"milestones_pdf: “{builder.config.milestones_pdf}” cannot be read as a PDF. Rebuild it."


def _check_choices(config: Config) -> Iterator[str]:
    """Yield a message for each value that is not one of those that a setting accepts."""
    for name, (noun, known) in CHOICES.items():
        values: Sequence[str] = [config[name]] if isinstance(config[name], str) else config[name]
        for value in (value for value in values if value not in known):
            yield f"{name}: unknown {noun} “{value}”. {suggest(value, known)}"


def own_labels(config: Config) -> dict[str, Text]:
    """Return the register's own labels of fields, by name.

    :raises ValueError: if one is invalid; the message states why
    """
    label = config.milestones_host_label
    if isinstance(label, dict):
        label = {str(language): text for language, text in label.items()}
    return {"host": localized_text(label)} if label else {}


def _check_required_fields(names: Sequence[str]) -> Iterator[str]:
    """Yield a message for each name that is not a field, and one if `id` is missing."""
    for name in (name for name in names if name not in FIELDS):
        yield f"milestones_required_fields: “{name}” is not a field. {suggest(name, FIELDS)}"
    if "id" not in names:
        yield "milestones_required_fields: “id” is missing, but links to a milestone need it. Add it."


def numbering_system(config: Config) -> str:
    """Return the numbering system of dates and numbers; the default one if that of the setting is unknown."""
    digits: str = config.milestones_digits
    return digits if digits in NUMBERING_SYSTEMS else LATIN


def required_fields(config: Config) -> list[str]:
    """Return the names of the fields that every milestone must have, always including `id`, which links need."""
    return ["id", *config.milestones_required_fields]


def _check_url_template(name: str, template: str, known: Sequence[str]) -> Iterator[str]:
    """Yield a message for each error in a URL template."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError:
        yield f"{name}: unbalanced brace. Write a placeholder as “{{{known[0]}}}”."
        return
    for _, placeholder, form, conversion in parts:
        if placeholder is not None and (placeholder not in known or form or conversion):
            advice = suggest(placeholder, known)
            yield f"{name}: “{{{placeholder}}}” is not a placeholder that this setting accepts. {advice}"
    if template and not ADDRESS.match(template):
        yield f"{name}: “{template}” is not a valid URL. It must start with “https://”, “http://” or “mailto:”."


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
