"""Assemble one resolved doctree from a start document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import process_only_nodes

from .alternatives import choose_outputs
from .graph_links import add_graph_links

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_pdf.documents import PdfDocument


def assemble(builder: Builder, document: PdfDocument) -> nodes.document:
    """Return the resolved doctree of *document*, with every document of its toctrees inserted.

    The section that encloses the start document is unwrapped: its title belongs to the
    title page, and its ids to the document.
    """
    tree = document.tree() if document.tree else builder.env.get_doctree(document.start)
    included = {file["docname"] for file in tree.findall(addnodes.start_of_file)}
    _inline_toctrees(builder, tree, {document.start, *included})
    builder.env.resolve_references(tree, document.start, builder)
    add_graph_links(builder, tree, document.start)
    for image in tree.findall(nodes.image):
        # Sphinx sets these while reading; an image that an extension adds later lacks them.
        image.setdefault("candidates", {"*": image.setdefault("uri", "")})
    builder.post_process_images(tree)
    top = next((child for child in tree.children if isinstance(child, nodes.section)), None)
    if top is not None:
        tree["ids"] += top["ids"]
        tree.replace(top, [child for child in top.children if not isinstance(child, nodes.title)])
    if document.tree is None:
        _unwrap_lone_section(tree)
        _move_chapters_down(tree)
    return tree


def _unwrap_lone_section(tree: nodes.document) -> None:
    """Replace the only section of the start document by the chapters in it, if it has nothing else.

    Its title, often "Contents", would be the only chapter, above all others.
    """
    sections = [child for child in tree.children if isinstance(child, nodes.section)]
    if len(sections) != 1 or not any(True for _ in sections[0].findall(addnodes.start_of_file)):
        return
    inner = [child for child in sections[0].children if not isinstance(child, nodes.title)]
    if all(any(True for _ in child.findall(addnodes.start_of_file)) or not child.astext() for child in inner):
        tree["ids"] += sections[0]["ids"]
        tree.replace(sections[0], inner)


def _move_chapters_down(tree: nodes.document) -> None:
    """Move documents of toctrees above the first heading to the end of the introductory text there."""
    first = next((n for n, child in enumerate(tree.children) if isinstance(child, nodes.section)), len(tree.children))
    tree.children[:first] = sorted(
        tree.children[:first], key=lambda child: any(True for _ in child.findall(addnodes.start_of_file))
    )


def _inline_toctrees(builder: Builder, tree: nodes.document, seen: set[str]) -> None:
    """Replace the toctrees of *tree* by the documents that they name and that were not *seen*.

    The function of Sphinx for this runs before ``only`` is evaluated: a document would be dropped
    with the first toctree that names it, even if a second toctree is printed.
    """
    choose_outputs(tree, builder.tags)
    process_only_nodes(tree, builder.tags)
    for toctree in list(tree.findall(addnodes.toctree)):
        files: list[nodes.Element] = []
        for docname in toctree["includefiles"]:
            if docname not in seen:
                seen.add(docname)
                inner = builder.env.get_doctree(docname)
                _inline_toctrees(builder, inner, seen)
                files.append(addnodes.start_of_file("", *inner.children, docname=docname))
        if files and toctree.get("caption"):
            files[0]["part"] = toctree["caption"]
        toctree.parent.replace(toctree, files)
