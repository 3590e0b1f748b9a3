"""The targets of links in an assembled doctree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator


#: The general index, unless the project has a document of this name.
INDEX = "genindex#"


class Targets:
    """The index of everything in a doctree that a link can lead to.

    A target is named ``docname#id``. An element with several ids is one target, and so is a
    section with everything in its title. ``used`` has the targets of actual references.
    """

    def __init__(self, tree: nodes.document, start: str) -> None:
        """Index *tree*, whose outermost document is *start*."""
        self._targets: dict[str, str] = {}
        self._footnotes: dict[str, nodes.footnote] = {}
        references: list[tuple[nodes.Element, str]] = []
        for node, docname in with_docnames(tree, start):
            if isinstance(node, (nodes.document, addnodes.start_of_file)):
                self._targets[f"{docname}#"] = target_of(node, docname)
            for id_ in node["ids"]:
                self._targets.setdefault(f"{docname}#{id_}", target_of(node, docname))
                if isinstance(node, nodes.footnote):
                    self._footnotes[f"{docname}#{id_}"] = node
            if isinstance(node, nodes.reference):
                references.append((node, docname))
        self._targets.setdefault(INDEX, INDEX)
        self.used = {self.of_reference(node, docname) for node, docname in references}

    def of_reference(self, reference: nodes.Element, docname: str) -> str | None:
        """Return where an internal *reference* in *docname* leads; None if outside the doctree."""
        return self._targets.get(_key(reference, docname))

    def of_uri(self, uri: str) -> str | None:
        """Return the target that a URI of the PDF builder names; None if outside the doctree."""
        return self._targets.get(_key_of_uri(uri))

    def footnote(self, reference: nodes.Element, docname: str) -> nodes.footnote | None:
        """Return the footnote that a footnote reference in *docname* refers to."""
        return self._footnotes.get(_key(reference, docname))


def target_of(node: nodes.Element, docname: str) -> str:
    """Return the name of *node* as a target; the empty string if it has no id."""
    if isinstance(node, nodes.document):
        return f"{docname}#"
    if isinstance(node, addnodes.start_of_file):
        first = next((child for child in node.children if isinstance(child, nodes.section)), None)
        return target_of(first, docname) if first else f"{docname}#"
    # The content of a title is repeated in the contents and the header, so it cannot be a target itself.
    outer = node
    while isinstance(outer, nodes.TextElement) and not isinstance(outer, nodes.title):
        outer = outer.parent
    if isinstance(outer, nodes.title) and isinstance(outer.parent, nodes.section):
        node = outer.parent
    return f"{docname}#{node['ids'][0]}" if node["ids"] else ""


def _key(reference: nodes.Element, docname: str) -> str:
    """Return ``docname#id`` as in a reference; the id is empty for an entire document."""
    if "refid" in reference:
        return f"{docname}#{reference['refid']}"
    uri: str = reference.get("refuri", "")
    if uri.startswith("#"):
        return f"{docname}{uri}"
    return _key_of_uri(uri)


def _key_of_uri(uri: str) -> str:
    """Return ``docname#id`` for a URI of the PDF builder: ``%docname`` or ``%docname#id``."""
    return uri[1:] if "#" in uri else f"{uri[1:]}#"


def with_docnames(node: nodes.Element, docname: str) -> Iterator[tuple[nodes.Element, str]]:
    """Yield every element with the name of the document that it comes from."""
    if isinstance(node, addnodes.start_of_file):
        docname = node["docname"]
    yield node, docname
    for child in node.children:
        if isinstance(child, nodes.Element):
            yield from with_docnames(child, docname)
