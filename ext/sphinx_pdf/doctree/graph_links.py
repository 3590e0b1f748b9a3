"""The links in the source of graphs, as references: their targets are known before the graphs are drawn."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from docutils import nodes

from .targets import with_docnames

if TYPE_CHECKING:
    from sphinx.builders import Builder

#: A link of a node, an edge or an HTML label in the language of Graphviz.
LINK = re.compile(
    r'\b(?:edge|head|label|tail)?(?:URL|href)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;\]>]+))', re.IGNORECASE
)


def add_graph_links(builder: Builder, tree: nodes.document, start: str) -> None:
    """Give each graph of ``sphinx.ext.graphviz`` a reference for each of its links, with ``href`` as in the graph.

    Inheritance diagrams have their references from Sphinx.
    """
    for node, docname in list(with_docnames(tree, start)):
        if node.tagname == "graphviz":
            for href in dict.fromkeys(quoted or bare for quoted, bare in LINK.findall(str(node.get("code", "")))):
                href = href.replace('\\"', '"')
                node += nodes.reference("", href, refuri=uri_of(builder, href, docname), href=href)


def uri_of(builder: Builder, href: str, docname: str) -> str:
    """Return a link as a URI of the PDF builder if it leads to a page of the project, otherwise unchanged.

    It is written as for HTML, relative to the page of *docname*.
    """
    try:
        url = urlsplit(href)
    except ValueError:
        return href
    if url.scheme or url.netloc:
        return href
    path = posixpath.normpath(posixpath.join(posixpath.dirname(docname), unquote(url.path)))
    page = path.removesuffix(getattr(builder.config, "html_file_suffix", None) or ".html") if url.path else docname
    found = next((name for name in (page, f"{page}/index") if name in builder.env.found_docs), None)
    return f"%{found}#{url.fragment}" if found else href
