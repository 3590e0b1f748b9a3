"""The links in the source of a graph are references."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import start_of_file

from sphinx_pdf.doctree.graph_links import add_graph_links, uri_of

BUILDER: Any = SimpleNamespace(
    config=SimpleNamespace(html_file_suffix=None),
    env=SimpleNamespace(found_docs={"index", "guide/start", "guide/index", "api"}),
)


class graphviz(nodes.Element):  # noqa: N801 - as in Sphinx
    """A graph as ``sphinx.ext.graphviz`` makes it."""


@pytest.mark.parametrize(
    ("href", "uri"),
    [
        ("../api.html#a.B", "%api#a.B"),
        ("start.html", "%guide/start#"),
        ("#here", "%guide/start#here"),
        ("../guide/", "%guide/index#"),
        ("https://example.org/api.html", "https://example.org/api.html"),
        ("data.csv", "data.csv"),
        ("../../secret", "../../secret"),
        ("http://[", "http://["),
    ],
)
def test_link_to_a_page_is_one_within_the_project(href: str, uri: str) -> None:
    """It is written for HTML, relative to its page."""
    assert uri_of(BUILDER, href, "guide/start") == uri


def test_each_link_of_a_graph_is_one_reference() -> None:
    """Of nodes, edges and HTML labels, quoted or not, in the document that the graph is from."""
    code = """digraph { URL="../api.html"; a [href=x]; b [URL="a \\"b\\""]; a -> b [edgeURL="../api.html", headhref=y]
              c [label=<<TABLE><TR><TD HREF="#c">c</TD></TR></TABLE>>]; curl = 1 }"""
    graph = graphviz("", code=code)
    tree = new_document("index")
    tree += start_of_file("", graph, docname="guide/start")
    add_graph_links(BUILDER, tree, "index")
    references = cast("list[nodes.reference]", graph.children)
    assert [(node["href"], node["refuri"]) for node in references] == [
        ("../api.html", "%api#"),
        ("x", "x"),
        ('a "b"', 'a "b"'),
        ("y", "y"),
        ("#c", "%guide/start#c"),
    ]
