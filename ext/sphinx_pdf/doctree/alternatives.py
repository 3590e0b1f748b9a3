"""The choice between what a notebook shows in HTML and in LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from sphinx.util.tags import Tags


def choose_outputs(tree: nodes.document, tags: Tags) -> None:
    """Keep one of two outputs of a cell that nbsphinx puts into ``only:: html`` and ``only:: latex``.

    Without a choice, a PDF would show neither: that of HTML if it is something that a PDF can show, else that of LaTeX.
    """
    for web in list(tree.findall(addnodes.only)):
        paper = _next(web)
        if not isinstance(paper, addnodes.only) or (web.get("expr"), paper.get("expr")) != ("html", "latex"):
            continue
        if _is_output(web) and _is_output(paper) and not (tags.eval_condition("html") or tags.eval_condition("latex")):
            chosen = web if _can_be_shown(web) else paper
            chosen["expr"] = "not html"


def _next(node: nodes.Element) -> nodes.Node | None:
    """Return the next node beside another, comments left out."""
    after = node.parent.children[node.parent.index(node) + 1 :]
    return next((sibling for sibling in after if not isinstance(sibling, nodes.comment)), None)


def _is_output(node: nodes.Element) -> bool:
    return any("nboutput" in inner.get("classes", ()) for inner in node.findall(nodes.Element))


def _can_be_shown(node: nodes.Element) -> bool:
    """Return whether a part for HTML has an image, a formula or a table."""
    if node.next_node(nodes.image) or node.next_node(nodes.math_block):
        return True
    return any("<table" in part.astext() for part in node.findall(nodes.raw) if "html" in part.get("format", ""))
