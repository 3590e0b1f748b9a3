"""What texts refer to: found when a document is read, put into words when everything is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docutils import nodes
from sphinx.addnodes import only, pending_xref
from sphinx.util import docname_join

from sphinx_milestones.core.records import Mention

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
    domain, target = node.get("refdomain"), str(node.get("reftarget", ""))
    if domain == "ms":
        return Mention(node["reftype"], target, *place)
    if domain == "doc":  # MyST's, with the anchor that follows the name of the file
        return Mention("doc", f"{target}#{node.get('reftargetid') or ''}", *place)
    if node.get("reftype") == "doc":
        return Mention("doc", docname_join(node.get("refdoc", ""), target), *place)
    if node.get("reftype") in ("any", "myst", "ref"):
        return Mention("any", target.removeprefix("#"), *place)
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


def anchors_in(document: nodes.document, path: str) -> Iterator[Mention]:
    """The ids on a page that a partner's entry may have too."""
    for address, node in document.ids.items():
        if address.startswith("partner-"):
            placed = next((each for each in node.findall(nodes.Element) if each.line), node)
            yield Mention("anchor", address, str(placed.source or path), placed.line)


# What is no word of a text: footnotes are called by numbers, and facts hold words for the search.
_WORDLESS = (nodes.Invisible, nodes.system_message, nodes.footnote_reference, only, milestone_facts)


def marked_text(node: nodes.Node, *, fixed: bool = False) -> str:
    """The text of a node as every reader has it; a reference without words of its own, not known yet, is marked.

    Where a line of the source ends means nothing, unless the text is *fixed*.
    """
    if isinstance(node, _WORDLESS):
        return ""
    if isinstance(node, nodes.raw):
        return "\n" if node["format"] == "html" and node.astext().startswith("<br") else ""
    if not isinstance(node, nodes.Element):
        return node.astext() if fixed else re.sub(r"\s*\n\s*", " ", node.astext())
    fixed = fixed or isinstance(node, nodes.FixedTextElement)
    text = node.child_text_separator.join(filter(None, (marked_text(child, fixed=fixed) for child in node.children)))
    mention = None if node.get("refexplicit") or (node.get("id_link") and text) else mention_of(node, "")
    return f"\0{mention.role}\0{mention.target}\0{text}\0" if mention else text


def fill_marks(text: str, said: Callable[[str, str], str | None]) -> str:
    """The text with each mark replaced by what *said* gives for its role and target, else by what the page has."""
    return _MARK.sub(lambda mark: said(mark[1], mark[2]) or mark[3], text)
