"""The files that a build adds beside the pages: style, scripts, data, PDFs and local documents."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.util import logging

from sphinx_milestones.core.folding import ARTICLE, HAMZA, JOINERS, LETTERS, OPTIONAL
from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.config import numbering_system
from sphinx_milestones.environment.diagnostics import write_output
from sphinx_milestones.environment.domain import MilestoneDomain, domain_of
from sphinx_milestones.views.search_index import search_script

from .export_files import export_paths, export_texts, has_pages
from .feeds import feed_texts

logger = logging.getLogger(__name__)

STATIC = Path(__file__).parents[1] / "static"
STYLE, SCRIPT, FOLDING = "milestones.css", "milestones.js", "milestones-folding.js"
WORDS, SEARCH = "milestones-words.js", "milestones-search.js"


def add_static_files(app: Sphinx) -> None:
    """Copy the package's style and scripts to the output folder, and add them to every page.

    Files that could not be written are not added, since Sphinx reads each for its hash.
    """
    written = {STYLE, SCRIPT}
    if app.builder.format == "html":
        for path in STATIC.glob("*.css" if app.builder.name == "epub" else "*"):
            if path.name == FOLDING:
                continue
            content = page_script(numbering_system(app.config)) if path.name == SCRIPT else path.read_bytes()
            if not write_output(Path(app.builder.outdir, "_static", path.name), content):
                written.discard(path.name)
    if STYLE in written:
        app.add_css_file(STYLE)
    if has_pages(app.builder) and SCRIPT in written:
        app.add_js_file(SCRIPT, loading_method="defer")


def page_script(digits: str) -> str:
    """Return the script of every page; it includes the folding script, to save a request."""
    script = (STATIC / SCRIPT).read_text(encoding="utf-8")
    return folding_script() + script.replace('numberingSystem = "latn"', f"numberingSystem = {json.dumps(digits)}", 1)


def folding_script() -> str:
    """Return the script that folds texts, with the tables of `core.folding`."""
    tables = {"letters": list(LETTERS.items()), "joiners": JOINERS, "article": ARTICLE, "hamza": HAMZA}
    tables["optional"] = OPTIONAL
    script = (STATIC / FOLDING).read_text(encoding="utf-8")
    return script.replace("TABLES = {}", f"TABLES = {json.dumps(tables, ensure_ascii=False, separators=(',', ':'))}", 1)


def add_search_index(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add milestones and partners to the search page."""
    if pagename != "search" or app.builder.name == "epub":
        return
    folder = Path(app.builder.outdir, "_static")
    domain, readable = domain_of(app.env), (folder / WORDS).is_file() and os.access(folder / WORDS, os.R_OK)
    if not (domain.build.exports_current and readable):
        write_output(folder / WORDS, _search_script(domain))
    if all((folder / name).is_file() for name in (WORDS, SEARCH)):
        for name in (WORDS, SEARCH):
            app.add_js_file(name, loading_method="defer")


def _search_script(domain: MilestoneDomain) -> str:
    links, wording = domain.links("search"), domain.build.wording

    def location_of(partner: str) -> tuple[str | None, str] | None:
        return links.collection.location_of("partner", partner)

    def pdfs_on(partner: str) -> list[str]:
        return [
            wording.edition(offer.edition)
            for offer in links.offers_on(partner)
            if offer.edition and not offer.edition.in_full
        ]

    return search_script(finished_milestones(domain), wording, location_of, pdfs_on)


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write the data, documents and PDFs that have changed."""
    if exception is not None or not has_pages(app.builder):
        return
    folder = Path(app.builder.outdir)
    domain = domain_of(app.env)
    current = domain.build.exports_current
    paths = export_paths(app.builder)
    stale = {path: name for path, name in paths.items() if not (current and (folder / path).is_file())}
    for path, text in zip(stale, export_texts(app.builder, stale.values()).values(), strict=True):
        write_output(folder / path, text)
    if not (current and all((folder / name).is_file() for name in domain.links(app.config.root_doc).feeds)):
        for name, text in feed_texts(domain).items():
            write_output(folder / name, text)
    for path, file in downloads(domain).items():
        write_output(folder / path, file.read_bytes())


def page_path(builder: Builder, docname: str) -> Path | None:
    """Return the output file of a page; None if the output is a single file, always written in full."""
    if isinstance(builder, StandaloneHTMLBuilder):
        return None if isinstance(builder, SingleFileHTMLBuilder) else Path(builder.get_outfilename(docname))
    suffix = getattr(builder, "out_suffix", "")
    return Path(builder.outdir, f"{docname}{suffix}") if suffix else None


def finished_milestones(domain: MilestoneDomain) -> list[Milestone]:
    """Return all milestones, with the current text of the references in their bodies."""
    return domain.collection.with_filled_references(domain.links(domain.env.config.root_doc).reference_text)


def downloads(domain: MilestoneDomain) -> dict[str, Path]:
    """Return the files that pages offer for download, by path in the output folder; empty if pages cannot offer any."""
    builder, build = domain.build.builder, domain.build
    if not has_pages(builder):
        return {}
    folder = Path(builder.confdir) / builder.config.milestones_data / "documents"
    register = build.register
    documents = [document for document in register.documents.values() if register.access_to(document) == "file"]
    files = {f"documents/{document.file}": folder / document.file for document in documents if document.file}
    pdfs = filter(None, map(build.pdf, domain.collection.offered_editions))
    return files | {pdf.address: pdf.path for pdf in pdfs}
