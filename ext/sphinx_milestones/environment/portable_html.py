"""The HTML of texts for other programs, stored as a page is read: elements and links, without classes or scripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from docutils import nodes

from sphinx_milestones.core.placeholders import placeholder

from .mentions import WITHOUT_TEXT, mention_of

#: The element of each node; the nodes of a class without one are written as their content.
ELEMENTS: Mapping[type, str] = {
    nodes.Admonition: "aside",
    nodes.block_quote: "blockquote",
    nodes.bullet_list: "ul",
    nodes.caption: "figcaption",
    nodes.definition: "dd",
    nodes.definition_list: "dl",
    nodes.emphasis: "em",
    nodes.entry: "td",
    nodes.enumerated_list: "ol",
    nodes.figure: "figure",
    nodes.list_item: "li",
    nodes.literal: "code",
    nodes.literal_block: "pre",
    nodes.paragraph: "p",
    nodes.row: "tr",
    nodes.strong: "strong",
    nodes.subscript: "sub",
    nodes.superscript: "sup",
    nodes.table: "table",
    nodes.term: "dt",
    nodes.title_reference: "cite",
}
EXPLICIT = "="  # before the role of a reference whose text is the author's


def html_of(node: nodes.Node) -> str:
    """Return the HTML of a node; a reference within the project becomes a placeholder, a picture its alternative."""
    if isinstance(node, WITHOUT_TEXT):
        return ""
    if isinstance(node, nodes.raw):
        return "<br>" if node["format"] == "html" and node.astext().startswith("<br") else ""
    if isinstance(node, nodes.image):
        return escape(node.get("alt", ""))
    if not isinstance(node, nodes.Element):
        return escape(node.astext(), quote=False)
    content = _content(node)
    if message := node.get("message"):
        content = placeholder("message", message, content)
    if mention := mention_of(node, ""):
        explicit = node.get("refexplicit") or (node.get("id_link") and content)
        return placeholder(f"{EXPLICIT if explicit else ''}{mention.role}", mention.target, content)
    if isinstance(node, nodes.reference) and re.match(r"(?:https?|mailto):", node.get("refuri", "")):
        return f'<a href="{escape(node["refuri"])}">{content}</a>'
    if isinstance(node, nodes.title | nodes.rubric):
        return f"<p><strong>{content}</strong></p>"
    name = next((ELEMENTS[base] for base in type(node).__mro__ if base in ELEMENTS), "")
    return f"<{name}>{content}</{name}>" if name else content


def _content(node: nodes.Element) -> str:
    """Return the HTML within a node: a single paragraph of a list item or a cell as its text."""
    children = [child for child in node.children if not isinstance(child, nodes.Invisible)]
    compact = isinstance(node, nodes.list_item | nodes.entry | nodes.definition)
    if compact and len(children) == 1 and isinstance(children[0], nodes.paragraph):
        return _content(children[0])
    return "".join(map(html_of, children))


def html_of_blocks(body: Iterable[nodes.Node]) -> str:
    """Return the HTML of blocks, each on a line of its own."""
    return "\n".join(filter(None, map(html_of, body)))
