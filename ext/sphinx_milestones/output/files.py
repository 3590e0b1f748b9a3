"""The files that a build adds beside the pages: style, script, data, the PDFs, and the documents that are held."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.diagnostics import write_output
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.views.exports import milestones_json
from sphinx_milestones.views.search_index import search_script

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parents[1] / "static"


def begin(app: Sphinx) -> None:
    """Read the data files; put the package's style and script where Sphinx will find it when it writes pages."""
    domain_of(app.env).begin(app.builder)
    if app.builder.format == "html":
        for path in STATIC.glob("*.css" if app.builder.name == "epub" else "*"):
            write_output(Path(app.builder.outdir, "_static", path.name), path.read_bytes())
    app.add_css_file("milestones.css")
    if has_pages(app.builder):
        app.add_js_file("milestones.js", loading_method="defer")


def join_search(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Put milestones among what Sphinx's search finds; only its own page needs their words."""
    if pagename != "search" or app.builder.name == "epub":
        return
    path = Path(app.builder.outdir, "_static", "milestones-words.js")
    domain = domain_of(app.env)
    if not (domain.data_stands and path.is_file()):
        index = domain.home_of("partner-index")
        write_output(path, search_script(domain.with_references_in_words, domain.wording, index))
    for name in ("milestones-words.js", "milestones-search.js"):
        app.add_js_file(name, loading_method="defer")


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write those that changed."""
    if exception is not None or not has_pages(app.builder):
        return
    folder = Path(app.builder.outdir)
    domain, data = domain_of(app.env), folder / "data" / "milestones.json"
    if not (domain.data_stands and data.is_file()):
        write_output(data, register_data(app))
    for place, path in offered(domain).items():
        write_output(folder / place, path.read_bytes())


def has_pages(builder: Builder) -> bool:
    """Whether it makes pages for a server, beside which there can be other files."""
    return builder.format == "html" and builder.name != "epub"


def register_data(app: Sphinx) -> str:
    """The records as JSON; a builder without pages gives the addresses that they have in HTML."""
    domain, config = domain_of(app.env), app.config
    base = config.html_baseurl.rstrip("/") + "/" if config.html_baseurl else ""
    suffix = config.html_link_suffix or config.html_file_suffix or ".html"

    def address(milestone: Milestone) -> str:
        page = f"{milestone.docname}{suffix}"
        if app.builder.format == "html":
            page = app.builder.get_target_uri(milestone.docname).partition("#")[0]
        return f"{base}{page}#{milestone.id}"

    return milestones_json(domain.with_references_in_words, domain.wording, address)


def offered(domain: MilestoneDomain) -> dict[str, Path]:
    """The files that pages offer for download, by their place in the output; none where pages cannot offer any."""
    builder = domain.builder
    if not has_pages(builder):
        return {}
    held = Path(builder.confdir) / builder.config.milestones_data / "documents"
    documents = [document for document in domain.register.documents.values() if document.status == "available"]
    files = {f"documents/{document.file}": held / document.file for document in documents if document.file}
    return files | {pdf.address: pdf.path for pdf in domain.pdfs.values()}
