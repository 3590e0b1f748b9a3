"""Remove Sphinx's note that a `meta` tag is translated, which would be an attribute that HTML does not have.

Sphinx marks each translated node by an attribute, and docutils writes all attributes of a `meta` node to the page (seen
with Sphinx 9.0.4).

Delete when a page with translated `html_meta` is valid HTML without it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx


def remove_notes(_app: Sphinx, doctree: nodes.document, _docname: str) -> None:
    """Remove the attribute (`doctree-resolved`)."""
    for meta in doctree.findall(nodes.meta):
        meta.attributes.pop("translated", None)
