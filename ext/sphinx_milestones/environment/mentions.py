"""The references in texts: found when a page is read, resolved once everything has been read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.addnodes import only, pending_xref
from sphinx.util import docname_join

from sphinx_milestones.core.placeholders import placeholder
from sphinx_milestones.core.records import Mention

from .nodes import milestone_facts, view


def mention_of(node: nodes.Element, path: str) -> Mention | None:
    """Return the mention that a node makes if it is a pending reference that may concern a register."""
    location = str(node.source or path), node.line
    if node.get("id_link"):  # MyST makes a pending reference of `[](#id)` later
        return Mention("any", str(node.get("refuri", "")).removeprefix("#"), *location)
    if not isinstance(node, pending_xref) or node.get("intersphinx"):
        return None
    domain, target = node.get("refdomain"), str(node.get("reftarget", ""))
    if domain == "ms":
        return Mention(node["reftype"], target, *location)
    if domain == "doc":  # from MyST, with the anchor after the file name
        return Mention("doc", f"{target}#{node.get('reftargetid') or ''}", *location)
    if node.get("reftype") == "doc":
        return Mention("doc", docname_join(node.get("refdoc", ""), target), *location)
    if node.get("reftype") in ("any", "myst", "ref"):
        return Mention("any", target.removeprefix("#"), *location)
    return None


def mentions_of(node: nodes.Element, path: str) -> Iterator[Mention]:
    """Yield the mentions in a node that is a reference, the facts of a milestone, or a view of an edition."""
    if mention := mention_of(node, path):
        yield mention
    if isinstance(node, view) and node["view"].edition and not node.get("implied"):
        yield Mention("edition", node["view"].edition, str(node.source or path), node.line)
    if isinstance(node, milestone_facts) and node["part"] == "head":
        for target in node["related"]:
            yield Mention("related", target, str(node.source or path), node["lines"].get("related"))


def anchors_in(document: nodes.document, path: str) -> Iterator[Mention]:
    """Yield the ids on a page that may clash with the entry of a partner."""
    for address, node in document.ids.items():
        if address.startswith("partner-"):
            located = next((inner for inner in node.findall(nodes.Element) if inner.line), node)
            yield Mention("anchor", address, str(located.source or path), located.line)


# Nodes that contribute no plain text: footnote references are numbers, and facts have text only for the search.
WITHOUT_TEXT = (nodes.Invisible, nodes.system_message, nodes.footnote_reference, only, milestone_facts)


def text_with_placeholders(node: nodes.Node, *, fixed: bool = False) -> str:
    """Return the plain text of a node; unresolved references without explicit text become placeholders.

    Line breaks in the source become spaces unless the text is *fixed*.
    """
    if isinstance(node, WITHOUT_TEXT):
        return ""
    if isinstance(node, nodes.raw):
        return "\n" if node["format"] == "html" and node.astext().startswith("<br") else ""
    if message := isinstance(node, nodes.Element) and node.get("message"):
        return placeholder("message", message, node.astext())
    if not isinstance(node, nodes.Element):
        return node.astext() if fixed else re.sub(r"\s*\n\s*", " ", node.astext())
    fixed = fixed or isinstance(node, nodes.FixedTextElement)
    parts = (text_with_placeholders(child, fixed=fixed) for child in node.children)
    text = node.child_text_separator.join(filter(None, parts))
    mention = None if node.get("refexplicit") or (node.get("id_link") and text) else mention_of(node, "")
    return placeholder(mention.role, mention.target, text) if mention else text


def lead_of(body: Iterable[nodes.Node]) -> str:
    """Return the plain text of the first paragraph that is not in a note; empty if there is none."""
    blocks = (block for block in body if not isinstance(block, nodes.Admonition))
    paragraphs = (paragraph for block in blocks for paragraph in block.findall(nodes.paragraph))
    return next(filter(None, map(text_with_placeholders, paragraphs)), "")
