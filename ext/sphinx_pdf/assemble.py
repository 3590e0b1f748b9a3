"""From a start document to one doctree, resolved, and the index of what can be linked to in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import process_only_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .builder import PdfBuilder
    from .documents import PdfDocument


def assemble(builder: PdfBuilder, document: PdfDocument) -> nodes.document:
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


def _inline_toctrees(builder: PdfBuilder, tree: nodes.document, seen: set[str]) -> None:
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


class Targets:
    """Every place of a tree that a link can lead to.

    A place is named ``document#id``. An element with several ids is one place, and so is a
    section with all that its title holds. ``used`` has the places that some reference leads to.
    """

    def __init__(self, tree: nodes.document, start: str) -> None:
        """Index *tree*, whose outermost document is *start*."""
        self._places: dict[str, str] = {}
        self._footnotes: dict[str, nodes.footnote] = {}
        references: list[tuple[nodes.Element, str]] = []
        for node, docname in _located(tree, start):
            if isinstance(node, (nodes.document, addnodes.start_of_file)):
                self._places[f"{docname}#"] = place_of(node, docname)
            for id_ in node["ids"]:
                self._places.setdefault(f"{docname}#{id_}", place_of(node, docname))
                if isinstance(node, nodes.footnote):
                    self._footnotes[f"{docname}#{id_}"] = node
            if isinstance(node, nodes.reference):
                references.append((node, docname))
        self.used = {self.destination(node, docname) for node, docname in references}

    def destination(self, reference: nodes.Element, docname: str) -> str | None:
        """Return where an internal *reference* standing in *docname* leads; None for outside."""
        return self._places.get(_key(reference, docname))

    def place(self, uri: str) -> str | None:
        """Return the place that an address of this builder names, if it is in the tree."""
        return self._places.get(_full(uri))

    def footnote(self, reference: nodes.Element, docname: str) -> nodes.footnote | None:
        """Return the footnote that a footnote reference standing in *docname* calls for."""
        return self._footnotes.get(_key(reference, docname))


def place_of(node: nodes.Element, docname: str) -> str:
    """Return the name of the place that *node* is; the empty string if it has no id."""
    if isinstance(node, nodes.document):
        return f"{docname}#"
    if isinstance(node, addnodes.start_of_file):
        first = next((child for child in node.children if isinstance(child, nodes.section)), None)
        return place_of(first, docname) if first else f"{docname}#"
    # What a title holds is copied to the contents and the header, so it cannot be a place itself.
    outer = node
    while isinstance(outer, nodes.TextElement) and not isinstance(outer, nodes.title):
        outer = outer.parent
    if isinstance(outer, nodes.title) and isinstance(outer.parent, nodes.section):
        node = outer.parent
    return f"{docname}#{node['ids'][0]}" if node["ids"] else ""


def _key(reference: nodes.Element, docname: str) -> str:
    """Return ``document#id`` as a reference spells it; the id is empty for a whole document."""
    if "refid" in reference:
        return f"{docname}#{reference['refid']}"
    uri: str = reference.get("refuri", "")
    if uri.startswith("#"):
        return f"{docname}{uri}"
    return _full(uri)


def _full(uri: str) -> str:
    return uri[1:] if "#" in uri else f"{uri[1:]}#"


def _located(node: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """Yield every element with the name of the document that it comes from."""
    if isinstance(node, addnodes.start_of_file):
        docname = node["docname"]
    yield node, docname
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from _located(child, docname)
