"""What the page with the form to propose a milestone knows of the project: its pages, its data files and its forge."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx

from sphinx_milestones.core.dates import Point
from sphinx_milestones.core.periods import read_period
from sphinx_milestones.environment.config import required_fields
from sphinx_milestones.environment.domain import domain_of
from sphinx_milestones.environment.forge import forge_of, repository_path
from sphinx_milestones.environment.links import Links
from sphinx_milestones.register.tables import TABLES
from sphinx_milestones.syntax.markup import Markup, markups_of
from sphinx_milestones.views.form import ENTRIES, rules
from sphinx_milestones.views.models import FORM_VIEW
from sphinx_milestones.views.register_fields import fields_of

SCRIPTS = ("milestones-proposal.js", "milestones-form.js")


def add_scripts(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add the scripts of the form to the pages that have one."""
    views: Mapping[str, Any] = domain_of(app.env).data["views"]
    pages = views if app.builder.name == "singlehtml" else [pagename]
    has_form = any(placed.view.name == FORM_VIEW for page in pages for placed in views.get(page, ()))
    if has_form and app.builder.format == "html" and app.builder.name != "epub":
        for name in SCRIPTS:
            if Path(app.outdir, "_static", name).is_file():
                app.add_js_file(name, loading_method="defer")


def required(links: Links) -> list[str]:
    """Return the names of the controls that must be filled in; a strict build requires sources too."""
    fields = fields_of(links.register)
    needed = required_fields(links.builder.config, links.register)
    asked = [name for name in needed if name in fields and fields[name].asked]
    return list(dict.fromkeys(["title", "text", "date", "sources", *asked]))


def script_rules(links: Links) -> dict[str, Any]:
    """Return what the script of the form needs to know, as plain values."""
    builder, collection = links.builder, links.collection
    config = builder.config
    mark = ":" if "colon_fence" in getattr(config, "myst_enable_extensions", ()) else "~"
    markups = markups_of({"source_suffix": config.source_suffix}, markdown=False)
    ids = {*collection.by_id, *links.register.published.ids}
    files = {table: f"{config.milestones_data}/{TABLES[table].file}" for table in ENTRIES}
    forge = forge_of(config)
    return rules(links.wording, ids, markups, mark) | {
        "required": required(links),
        "pages": [
            [period.year, period.last_year, repository_path(config, path)]
            for period, path in sorted(_year_pages(links).items(), key=lambda page: page[0].unspecified)
        ],
        "newPage": repository_path(config, _new_page(links, markups)),
        "span": 10 ** next((period.unspecified for period in reversed(_year_pages(links))), 0),
        "files": {table: repository_path(config, path) for table, path in files.items()},
        "missing": [table for table, path in files.items() if not Path(builder.confdir, path).is_file()],
        "forge": forge and forge._asdict(),
        "mail": config.milestones_mail,
        "data": links.file("data/milestones.json"),
    }


def _year_pages(links: Links) -> dict[Point, str]:
    """Return the page of each year, decade or century, as its path from the folder of ``conf.py``."""
    metadata = links.builder.env.metadata
    names = sorted(links.builder.env.found_docs)
    periods = {docname: read_period(str(metadata.get(docname, {}).get("year", ""))) for docname in names}
    return {period: _source_path(links, docname) for docname, period in periods.items() if period}


def _source_path(links: Links, docname: str) -> str:
    return Path(os.path.relpath(links.builder.env.doc2path(docname), links.builder.confdir)).as_posix()


def _new_page(links: Links, markups: Mapping[str, Markup]) -> str:
    """Return the path of the page of another year, with ``{name}`` in it: next to the last page of a year."""
    if pages := _year_pages(links):
        last = PurePosixPath(list(pages.values())[-1])
        return str(last.with_name(f"{{name}}{last.suffix}"))
    folder = Path(os.path.relpath(links.builder.srcdir, links.builder.confdir)) / "years"
    return f"{folder.as_posix()}/{{name}}{next(iter(markups), '.md')}"
