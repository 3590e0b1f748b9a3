"""From a start document to one doctree, resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import process_only_nodes

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_pdf.documents import PdfDocument


def assemble(builder: Builder, document: PdfDocument) -> nodes.document:
    """Return the resolved doctree of *document*, every document of its toctrees in its place.

    The section that holds the whole start document is unwrapped: its title belongs to the
    title page, and its ids to the document.
    """
    tree = document.tree() if document.tree else builder.env.get_doctree(document.start)
    held = {file["docname"] for file in tree.findall(addnodes.start_of_file)}
    _inline_toctrees(builder, tree, {document.start, *held})
    builder.env.resolve_references(tree, document.start, builder)
    builder.post_process_images(tree)
    top = next((child for child in tree.children if isinstance(child, nodes.section)), None)
    if top is not None:
        tree["ids"] += top["ids"]
        kept = [child for child in top.children if not isinstance(child, nodes.title)]
        tree.replace(top, kept)
    return tree


def _inline_toctrees(builder: Builder, tree: nodes.document, seen: set[str]) -> None:
    """Replace the toctrees of *tree* by the documents that they name and that were not *seen*.

    Sphinx has such a function, but it runs before ``only`` is looked at: a document would then
    vanish with the first toctree that names it, though a second one would have kept it.
    """
    process_only_nodes(tree, builder.tags)
    for toctree in list(tree.findall(addnodes.toctree)):
        files: list[nodes.Node] = []
        for name in toctree["includefiles"]:
            if name not in seen:
                seen.add(name)
                inner = builder.env.get_doctree(name)
                _inline_toctrees(builder, inner, seen)
                files.append(addnodes.start_of_file("", *inner.children, docname=name))
        toctree.parent.replace(toctree, files)
