"""The output: from nodes to pages and files."""

from __future__ import annotations

from sphinx.application import Sphinx

from sphinx_milestones.environment.nodes import milestone_facts, title_formula, view

from . import editions, feeds, files, former_pages, headers, html, partner_pages, proposals, structured_data
from .expand import ExpandNodes


def setup(app: Sphinx) -> None:
    """Add the visitors of the nodes, and write the files beside the pages."""
    app.add_node(milestone_facts, html=(html.visit_facts, None))
    app.add_node(view, html=(html.visit_view, None))
    app.add_node(title_formula, html=(html.visit_title_formula, None))
    app.add_post_transform(ExpandNodes)
    app.connect("config-inited", editions.connect)
    app.connect("builder-inited", files.add_static_files)
    app.connect("html-page-context", files.add_search_index)
    app.connect("html-page-context", feeds.add_links)
    app.connect("html-page-context", structured_data.add_data)
    app.connect("html-page-context", proposals.add_scripts)
    app.connect("html-page-context", former_pages.add_notices)
    app.connect("html-collect-pages", former_pages.collect_pages)
    app.connect("html-collect-pages", partner_pages.collect_pages)
    app.connect("build-finished", files.write_files)
    headers.HeaderFiles().setup(app)
