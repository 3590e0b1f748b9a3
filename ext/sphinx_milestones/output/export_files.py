"""The exports as files beside the pages, and what the view of them shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from sphinx.builders import Builder

from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.links import Links
from sphinx_milestones.views.data_files import DataFile, examples
from sphinx_milestones.views.exports import EXPORTS, SPREADSHEET
from sphinx_milestones.views.exports.data import ExportData

from .addresses import SiteAddresses

UNKNOWN_SITE = "https://example.org/"


def has_pages(builder: Builder) -> bool:
    """Return whether a builder makes pages for a server, which can have other files beside them."""
    return builder.format == "html" and builder.name != "epub"


def export_paths(builder: Builder) -> dict[str, str]:
    """Return the names of the exports by path in the output folder; empty if the builder writes none."""
    return {f"data/{name}": name for name in EXPORTS} if has_pages(builder) else {}


def export_texts(builder: Builder, names: Iterable[str] = EXPORTS) -> dict[str, str]:
    """Return the content of exports by name, each made once in a build."""
    build, data = domain_of(builder.env).build, export_data(builder)
    return {name: build.render_once("data", name, partial(EXPORTS[name].content, data)) for name in names}


def export_data(builder: Builder) -> ExportData:
    """Return what exports are made of, with the addresses of the HTML site whichever builder asks."""
    domain, config, addresses = domain_of(builder.env), builder.config, SiteAddresses(builder)
    return ExportData(
        domain.collection.milestones,
        domain.build.register,
        domain.build.wordings,
        addresses,
        {domain.build.code: config.project},
        config.release,
        config.milestones_licence,
        addresses.base,
    )


def data_files(links: Links) -> Iterator[DataFile]:
    """Yield the data files that readers can download, with examples; a table for spreadsheets is part of its file."""
    paths, data = export_paths(links.builder), export_data(links.builder)
    texts = export_texts(links.builder, paths.values())
    base = data.homepage or UNKNOWN_SITE
    names = {name: path for path, name in paths.items()}
    for name in (name for name in names if not name.startswith(SPREADSHEET)):
        export, spreadsheet = EXPORTS[name], f"{SPREADSHEET}{name}"
        yield DataFile(
            name,
            links.file(names[name]) or "",
            export.help,
            len(texts[name].encode()),
            export.rows(data) if export.rows else None,
            tuple(examples(name, f"{base}{names[name]}", data.languages[0])),
            links.file(names[spreadsheet]) if spreadsheet in names else None,
            base == UNKNOWN_SITE,
        )
