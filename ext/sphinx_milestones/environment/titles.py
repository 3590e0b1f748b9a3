"""Titles of milestones as nodes, and the markup that they may have: emphasis, code, and formulas.

A title is the text of links and labels, so it has none of its own. What is stored of one is its plain text and, if it
has markup, its HTML, from which the nodes for other outputs are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from html.parser import HTMLParser

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml

from sphinx_milestones.core.records import Milestone
from sphinx_milestones.syntax.formulas import formula_text, portable_mathml

from .nodes import title_formula

#: The element of each node besides formulas.
ELEMENTS: Mapping[str, type[nodes.TextElement]] = {
    "cite": nodes.title_reference,
    "code": nodes.literal,
    "em": nodes.emphasis,
    "strong": nodes.strong,
    "sub": nodes.subscript,
    "sup": nodes.superscript,
}
ALLOWED = (nodes.Text, nodes.math, *ELEMENTS.values())
ADVICE = "Allowed: emphasis, code, subscripts, superscripts and formulas. Put other markup in the body."
_REFUSED: Mapping[str, str] = {
    "citation_reference": "a citation",
    "footnote_reference": "a footnote",
    "image": "an image",
    "pending_xref": "a reference",
    "raw": "HTML",
    "reference": "a link",
    "substitution_reference": "a substitution",
    "target": "an anchor",
}


def refused_markup(inline: Iterable[nodes.Node]) -> str:
    """Return what of the markup of a title is not allowed, for a message; empty if all of it is."""
    parts = (part for node in inline for part in node.findall() if not isinstance(part, ALLOWED))
    return next((_REFUSED.get(part.tagname, "other markup") for part in parts if isinstance(part, nodes.Element)), "")


def finish_title(title: nodes.title) -> list[nodes.Node]:
    """Leave nothing in a title but what is allowed, since a translation may have more, and return that."""
    children = [part for child in title.children for part in _allowed(child)]
    title.children = []
    title += children
    return title.children


def _allowed(node: nodes.Node) -> Iterator[nodes.Node]:
    if isinstance(node, nodes.math):
        yield title_formula(node.rawsource, node.astext())
    elif isinstance(node, nodes.Text):
        yield node
    elif isinstance(node, nodes.Element) and not isinstance(node, nodes.Invisible | nodes.problematic):
        inner = [part for child in node.children for part in _allowed(child)]
        if isinstance(node, ALLOWED):
            node.children = []
            node += inner
            yield node
        else:
            yield from inner


def title_text(title: Iterable[nodes.Node]) -> str:
    """Return the plain text of a title."""
    return "".join(_text(node) for node in title)


def _text(node: nodes.Node) -> str:
    if isinstance(node, nodes.math):
        return formula_text(mathml_of(node))
    if isinstance(node, nodes.problematic):
        return ""
    return node.astext() if isinstance(node, nodes.Text) else title_text(node.children)


def title_html(title: Iterable[nodes.Node]) -> str:
    """Return the HTML of a title; empty if it is plain text."""
    content = [*title]
    return "" if all(isinstance(node, nodes.Text) for node in content) else "".join(map(_html, content))


def _html(node: nodes.Node) -> str:
    if isinstance(node, nodes.math):
        return mathml_of(node)
    if isinstance(node, nodes.Text):
        return escape(node.astext(), quote=False)
    name = next(name for name, kind in ELEMENTS.items() if isinstance(node, kind))
    return f"<{name}>{''.join(map(_html, node.children))}</{name}>"


def mathml_of(node: nodes.math) -> str:
    """Return the MathML of a formula."""
    return portable_mathml(node.astext(), tex2mathml)


def title_nodes(milestone: Milestone) -> list[nodes.Node]:
    """Return the title of a milestone as nodes."""
    if not milestone.title_html:
        return [nodes.Text(milestone.title)]
    reader = _NodeReader()
    reader.feed(milestone.title_html)
    reader.close()
    return reader.open[0].children


class _NodeReader(HTMLParser):
    """Reads the HTML that `title_html` returns."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[nodes.TextElement] = [nodes.inline()]
        self.in_formula = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "math":
            source = dict(attrs)["alttext"] or ""
            self.open[-1] += title_formula(source, source)
            self.in_formula = True
        elif not self.in_formula:
            element = ELEMENTS[tag]()
            self.open[-1] += element
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag == "math":
            self.in_formula = False
        elif not self.in_formula:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not self.in_formula:
            self.open[-1] += nodes.Text(data)
