"""What texts refer to: found when a document is read, put into words when everything is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.addnodes import only, pending_xref

from .model import Mention
from .nodes import milestone_facts, view

# Stands in a text for a reference without words of its own: role, target and what the page has in its place.
_MARK = re.compile("\0([^\0]*)\0([^\0]*)\0([^\0]*)\0")


def mention_of(node: nodes.Element, path: str) -> Mention | None:
    """The mention that a node makes, if it is a pending reference that may concern a register."""
    place = str(node.source or path), node.line
    if node.get("id_link"):  # MyST makes a pending reference of `[](#id)` later
        return Mention("any", str(node.get("refuri", "")).removeprefix("#"), *place)
    if not isinstance(node, pending_xref) or node.get("intersphinx"):
        return None
    if node.get("refdomain") == "ms":
        return Mention(node["reftype"], node["reftarget"], *place)
    if node.get("reftype") in ("any", "myst", "ref"):
        return Mention("any", node["reftarget"].removeprefix("#"), *place)
    return None


def mentions_of(node: nodes.Element, path: str) -> Iterator[Mention]:
    """What a node refers to: as a reference, or as the facts of a milestone, or as a view of an edition."""
    if mention := mention_of(node, path):
        yield mention
    if isinstance(node, view) and node["view"].edition and not node.get("implied"):
        yield Mention("edition", node["view"].edition, str(node.source or path), node.line)
    if isinstance(node, milestone_facts) and node["part"] == "head":
        for target in node["related"]:
            yield Mention("related", target, str(node.source or path), node["lines"].get("related"))


def marked_text(node: nodes.Node) -> str:
    """The text of a node as every reader has it; a reference without words of its own, not known yet, is marked."""
    if isinstance(node, nodes.Invisible | nodes.raw | nodes.system_message | only):
        return ""
    if not isinstance(node, nodes.Element):
        return node.astext()
    text = node.child_text_separator.join(filter(None, map(marked_text, node.children)))
    if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.FixedTextElement):
        text = re.sub(r"\s*\n\s*", " ", text)  # where a line of the source ends means nothing
    mention = None if node.get("refexplicit") or (node.get("id_link") and text) else mention_of(node, "")
    return f"\0{mention.role}\0{mention.target}\0{text}\0" if mention else text


def fill_marks(text: str, said: Callable[[str, str], str | None]) -> str:
    """The text with each mark replaced by what *said* gives for its role and target, else by what the page has."""
    return _MARK.sub(lambda mark: said(mark[1], mark[2]) or mark[3], text)
