"""The index of what can be linked to in an assembled doctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator


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
