"""Fingerprints: hashes of what pages and exports show, to find what has changed since the last build.

Those of documents are stored with the domain data. A build that reads nothing reuses them; after an edit, only those
of the documents that were read are computed again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from sphinx.environment import BuildEnvironment

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.environment.config import SETTINGS
from sphinx_milestones.environment.domain import MilestoneDomain
from sphinx_milestones.environment.links import Links
from sphinx_milestones.environment.view_positions import PlacedView
from sphinx_milestones.output.feeds import feed_tags
from sphinx_milestones.output.former_pages import render_notices
from sphinx_milestones.output.html import render_view
from sphinx_milestones.output.partner_pages import partner_pages
from sphinx_milestones.output.structured_data import data_of_page
from sphinx_milestones.output.view_nodes import expand_view
from sphinx_milestones.register.tables import TABLES

# Also those that make Sphinx read every page again: exports, feeds and the search index have no source that is read.
SHOWN_SETTINGS = (
    *("project", "author", "copyright", "release", "language", "html_baseurl", "html_file_suffix", "html_link_suffix"),
    *SETTINGS,
)


class Fingerprint(NamedTuple):
    """Hashes of what a page, or all of them, contribute to an output."""

    rendered: str  # everything that pages can show of them
    exported: str  # also what only exports and search show: bodies


def hash_of(values: Iterable[object]) -> str:
    """Return a hash of plain values."""
    digest = sha256()
    for value in values:
        digest.update(repr(value).encode())
    return digest.hexdigest()


def input_fingerprint(domain: MilestoneDomain, maker: str) -> Fingerprint:
    """Return the fingerprint of all inputs: everything that an output can show of the pages and data files.

    *maker* is the fingerprint of what makes the output: software, theme and settings.
    """
    builder, register = domain.build.builder, domain.build.register
    offered = domain.collection.offered_editions if builder.format == "html" else ()
    pdfs = filter(None, map(domain.build.pdf, offered))
    shared = [
        maker,
        [builder.config[name] for name in SHOWN_SETTINGS],
        [(pdf.address, pdf.size, pdf.pages) for pdf in pdfs],
        *(register.table(name) for name in TABLES),
        register.published.ids,
    ]
    pages = _combined_fingerprint(domain)
    views = (placed.view.type for found in domain.data["views"].values() for placed in found)
    shown = pages if any(view.shows_exports for view in views) else pages.rendered
    return Fingerprint(hash_of([*shared, shown]), hash_of([*shared, pages]))


def page_fingerprints(domain: MilestoneDomain, docnames: Iterable[str], maker: str) -> dict[str, str]:
    """Return a hash for each page: of *maker* and of what its page shows of other pages and data files."""
    contents = hash_of(_contents(domain.env))
    frame = hash_of([maker, *_frame(domain)]) if domain.build.builder.format == "html" else ""
    with_toctree = domain.env.toctree_includes
    return {
        docname: hash_of([frame, contents if docname in with_toctree else "", *_shown_on_page(domain, docname)])
        for docname in docnames
    }


def partner_page_fingerprints(domain: MilestoneDomain, maker: str) -> dict[str, str]:
    """Return a hash of each generated partner page, by page name."""
    around = hash_of([maker, *_frame(domain)])
    return {page: hash_of([around, sorted(context.items())]) for page, context in partner_pages(domain)}


def _combined_fingerprint(domain: MilestoneDomain) -> Fingerprint:
    """Return the fingerprint of all pages; those of pages just read are computed first."""
    env, stored = domain.env, domain.data["fingerprints"]
    domain.note_fingerprints(
        {docname: _page_fingerprint(domain, docname) for docname in env.found_docs if docname not in stored}
    )
    pages = [(docname, *stored[docname]) for docname in sorted(env.found_docs)]
    shared = [env.domains.standard_domain.labels, sorted(env.toctree_includes.items())]
    rendered = hash_of([*shared, [(docname, rendered) for docname, rendered, _ in pages]])
    return Fingerprint(rendered, hash_of([rendered, [exported for _, _, exported in pages]]))


def _page_fingerprint(domain: MilestoneDomain, docname: str) -> Fingerprint:
    data, env = domain.data, domain.env
    milestones: tuple[Milestone, ...] = data["milestones"].get(docname, ())
    hidden: dict[str, Any] = {"line": 0, "body": "", "html": "", "markup": "", "translations": ()}
    shown = [replace(milestone, **hidden) for milestone in milestones]
    mentions = [(mention.role, mention.target) for mention in data["mentions"].get(docname, ())]
    rendered = hash_of([shown, mentions, data["views"].get(docname, ()), _headings(env, docname)])
    exported = [replace(milestone, line=0) for milestone in milestones]
    return Fingerprint(rendered, hash_of([rendered, exported]))


def _headings(env: BuildEnvironment, docname: str) -> list[object]:
    """Return what tables of contents and references show of a page: its title, headings and anchors."""
    metadata = env.metadata.get(docname, {})
    slugs = metadata.get("myst_slugs", {})
    nodes = [stored[docname].pformat() for stored in (env.titles, env.tocs) if docname in stored]
    headings = [(slug, *heading[1:]) for slug, heading in slugs.items()]  # without their lines
    return [nodes, metadata.get("year"), headings]


def _shown_on_page(domain: MilestoneDomain, docname: str) -> list[Any]:
    links, collection, html = domain.links(docname), domain.collection, domain.build.builder.format == "html"
    shown: list[Any] = []
    for role, target, *_location in domain.data["mentions"].get(docname, ()):
        for candidate in links.candidates(role, target):
            milestone = collection.get_milestone(candidate[1]) if candidate[0] == "milestone" else None
            shown += [links.url_of(*candidate), milestone and milestone.title_html]
        shown.append(links.reference_text(role, target))
    milestones: tuple[Milestone, ...] = domain.data["milestones"].get(docname, ())
    for milestone in milestones:
        # Of two with the same id, the page shows the first.
        others: list[Milestone | None] = [
            collection.by_id[other.id] for other in collection.related.get(milestone.id, ())
        ]
        if html:
            others += collection.neighbours.get(milestone.id, ())
        shown += [_shown_elsewhere(other, links) if other else None for other in others]
    if milestones:  # their facts link to these; to sources, only in print
        named = {key for each in milestones for key in (each.host, *(part.partner for part in each.partners)) if key}
        named |= {key for each in milestones for key in domain.build.register.model.keys(each, "partners")}
        shown += [collection.location_of("partner", key) for key in sorted(named)]
        shown += [links.topic(""), links.form, html or collection.home_of_entries("sources")]
    shown += [render_notices(links), data_of_page(domain, docname)]
    return shown + [_rendered(domain, docname, placed) for placed in domain.data["views"].get(docname, ())]


def _shown_elsewhere(milestone: Milestone, links: Links) -> tuple[str, str | None, str]:
    """Return what the pages of related and neighbouring milestones show of a milestone."""
    return milestone.title_html or milestone.title, links.milestone(milestone), links.wording.date(milestone.date)


def _rendered(domain: MilestoneDomain, docname: str, placed: PlacedView) -> str:
    """Return a view as rendered in the output."""
    if domain.build.builder.format == "html":
        return render_view(domain, docname, placed)
    return "".join(node.pformat() for node in expand_view(domain.links(docname), placed, {}))


def _frame(domain: MilestoneDomain) -> list[Any]:
    """Return what every page of a site shows: the tree of its pages with their titles, and the feeds.

    Sphinx itself writes only the changed page again, and leaves the sidebars of the others unchanged.
    """
    env = domain.env
    titles = [(doc, env.titles[doc].pformat()) for doc in sorted(env.found_docs) if doc in env.titles]
    tree = [(doc, env.tocs[doc].pformat()) for doc in sorted(env.toctree_includes)]
    return [titles, sorted(env.toctree_includes.items()), tree, feed_tags(domain.links(env.config.root_doc))]


def _contents(env: BuildEnvironment) -> list[Any]:
    """Return what a page with a toctree can show of all the others, at any depth."""
    return [sorted(env.toctree_includes.items()), [(doc, env.tocs[doc].pformat()) for doc in sorted(env.tocs)]]
