"""The checks of the settings when a build begins."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.util import find_spec
from string import Formatter

from sphinx.builders import Builder
from sphinx.config import Config

from sphinx_milestones.core.suggestions import suggest
from sphinx_milestones.core.urls import site_url
from sphinx_milestones.register.document_files import NO_PYPDF
from sphinx_milestones.register.editions import EDITIONS
from sphinx_milestones.register.register import Register
from sphinx_milestones.views.digits import NUMBERING_SYSTEMS
from sphinx_milestones.views.register_fields import fields_of

from .config import SETTINGS, folder_of_data, own_labels, partner_folder, path_of_pdf
from .downloads import DownloadablePdf
from .forge import ADDRESS, check_forge, check_mail
from .languages import check_languages

# The settings with a closed set of values: what such a value is, and all of them.
CHOICES: Mapping[str, tuple[str, Collection[str]]] = {
    "milestones_digits": ("numbering system", NUMBERING_SYSTEMS),
    "milestones_editions": ("edition type", EDITIONS),
}
# The placeholders of URL templates.
PLACEHOLDERS = {"milestones_edit_url": ("path", "line"), "milestones_report_url": ("id", "title", "address")}


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
    yield from _check_required_fields(builder.config.milestones_required_fields, register)
    folder: str = builder.config.milestones_partner_pages
    if folder and not partner_folder(builder):
        yield f"milestones_partner_pages: “{folder}” is not the name of a folder. Use letters, digits and hyphens."
    yield from check_languages(builder.config)
    yield from _check_choices(builder.config)
    if builder.config.milestones_editions and "pdf-collect-documents" not in builder.events.events:
        yield "milestones_editions: the PDF builder is not enabled. Add “sphinx_pdf” to `extensions`."
    for name, known in PLACEHOLDERS.items():
        yield from _check_url_template(name, builder.config[name], known)
    yield from check_forge(builder.config.milestones_forge)
    yield from check_mail(builder.config.milestones_mail)
    yield from check_licence(builder.config.milestones_licence)
    path = path_of_pdf(builder) if builder.format == "html" else None
    if path and path.is_file() and DownloadablePdf.measure(path) is None:
        problem = "cannot be read as a PDF. Rebuild it." if find_spec("pypdf") else f"{NO_PYPDF}."
        yield f"milestones_pdf: “{builder.config.milestones_pdf}” {problem}"


def _check_choices(config: Config) -> Iterator[str]:
    """Yield a message for each value that is not one of those that a setting accepts."""
    for name, (noun, known) in CHOICES.items():
        values: Sequence[str] = [config[name]] if isinstance(config[name], str) else config[name]
        for value in (value for value in values if value not in known):
            yield f"{name}: unknown {noun} “{value}”. {suggest(value, known)}"


def check_licence(licence: str) -> Iterator[str]:
    """Yield a message if *licence* is neither an SPDX identifier nor the URL of a page."""
    if licence and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.+-]*", licence) and not site_url(licence):
        advice = "Write one such as “CC-BY-4.0”, or the URL of its text."
        yield f"milestones_licence: “{licence}” is neither the SPDX identifier of a licence nor a URL. {advice}"


def _check_required_fields(names: Sequence[str], register: Register) -> Iterator[str]:
    """Yield a message for each name that is not a field, one if `id` is missing, and one if two files have names."""
    fields = fields_of(register)
    if register.model.required is not None and names != SETTINGS["milestones_required_fields"].default:
        yield "milestones_required_fields: register.toml has `required`, which is used instead. Delete the setting."
    for name in (name for name in names if name not in fields):
        yield f"milestones_required_fields: “{name}” is not a field. {suggest(name, fields)}"
    if "id" not in names:
        yield "milestones_required_fields: “id” is missing, but links to a milestone need it. Add it."


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
