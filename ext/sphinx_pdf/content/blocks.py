"""What stands between lines: sections, paragraphs, lists, notes, code."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import _, admonitionlabels

from sphinx_pdf.doctree.targets import place_of

from .inlines import nothing, plain, styled
from .translator import held
from .values import paragraphs, strings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .translator import Handler, Writer
    from .values import Value

#: A list of terms no longer than this is set in two columns, like a table of facts.
SHORT_FIELD, SHORT_TERM = 28, 12
#: A list of facts, or an entry of lines, with fewer characters is kept on one page: about twenty lines.
SHORT_LIST = 1000
#: What has fewer characters stays with the facts below it.
SHORT_BLOCK = 700
NUMBERS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def start_of_file(w: Writer, node: addnodes.start_of_file) -> list[Value]:
    """Show a document in its place in another one: its ids are its own."""
    outer, w.docname = w.docname, node["docname"]
    # A document with a section is found by that section's heading.
    anchor = [] if held(node, nodes.section) else w.anchor(node)
    values = w.values(node.children)
    w.docname = outer
    return paragraphs(anchor + values)


def section(w: Writer, node: nodes.section) -> list[Value]:
    """Show a heading, then what stands below it: sections are not nested in the values."""
    titles = held(node, nodes.title)
    place = place_of(node, w.docname)
    # An edition may print a section twice; links lead to the first.
    place = "" if place in w.anchors else place
    w.anchors.add(place)
    w.level += 1
    if w.level == 1:
        w.noted.clear()
    with w.copying():
        words = [value for title in titles for value in w.values(title.children)]
    body = w.values(child for child in node.children if child not in titles)
    words = section_number(w, node) + words
    heading: Value = {"t": "heading", "level": min(w.level, 6), "id": place, "c": words}
    w.level -= 1
    return [heading, *_with_facts(paragraphs(body))]


def _with_facts(body: list[Value]) -> list[Value]:
    """Return the blocks of a section, with what stands right above a list of facts kept on the page with it."""
    for block, below in pairwise(body):
        if isinstance(block, dict) and isinstance(below, dict) and below["t"] == "fields" and below["short"]:
            block["sticky"] = block["t"] != "heading" and sum(map(len, strings([block]))) < SHORT_BLOCK
    return body


def section_number(w: Writer, node: nodes.section) -> list[Value]:
    """Return the number of a section below a toctree that asks for numbers."""
    numbers = w.env.toc_secnumbers.get(w.docname, {})
    outermost = not isinstance(node.parent, nodes.section)
    found = next((numbers[f"#{id_}"] for id_ in node["ids"] if f"#{id_}" in numbers), None)
    found = found or (numbers.get("") if outermost else None)
    return [".".join(map(str, found)) + "\N{EN SPACE}"] if found else []


def group(w: Writer, node: nodes.Element) -> list[Value]:
    """Show the blocks of a node that has no look of its own."""
    return w.blocks(node)


def paragraph(w: Writer, node: nodes.paragraph) -> list[Value]:
    """Show a paragraph; of those that Sphinx puts into one with a name, the first goes on in the line of the name."""
    blocks = w.blocks(node)
    leading = [block for block in blocks[:2] if isinstance(block, dict) and block["t"] == "par"]
    if len(leading) < 2:
        return blocks
    name, first = leading
    return [{**name, "c": [*name["c"], *first["c"]]}, *blocks[2:]]


def container(w: Writer, node: nodes.container) -> list[Value]:
    """Show the blocks of a container; a bold one is a title, as sphinx-design makes them."""
    if "sd-font-weight-bold" in node["classes"]:
        return [{"t": "rubric", "c": w.inside(node)}]
    if "sd-card" in node["classes"]:
        return [{"t": "card", "c": w.blocks(node)}]
    return w.blocks(node)


def caption(w: Writer, node: nodes.caption) -> list[Value]:
    """Show the caption of code, with its number."""
    number = w.numbered(node.parent) if node.parent else []
    return [{"t": "rubric", "c": number + w.inside(node)}]


def rubric(w: Writer, node: nodes.rubric) -> list[Value]:
    """Show a title of no section; that of footnotes is left out, as LaTeX has it: they are at the foot of the page."""
    return [] if node.astext() in {"Footnotes", _("Footnotes")} else [{"t": "rubric", "c": w.inside(node)}]


def boxed(kind: str) -> Handler:
    """Return the handler of a node whose blocks have a look of their own."""

    def handle(w: Writer, node: nodes.Element) -> list[Value]:
        return [{"t": kind, "c": w.blocks(node)}]

    return handle


def aside(w: Writer, node: nodes.Element) -> list[Value]:
    """Show an admonition, topic or sidebar: its label or title, then its blocks."""
    titles = held(node, nodes.title)
    label = admonitionlabels.get(node.tagname, "")
    title = w.values(titles[0].children) if titles else w.text.pieces(label)
    body = w.values(child for child in node.children if child not in titles)
    return [{"t": "aside", "title": title, "c": w.anchor(node) + paragraphs(body)}]


def bullet_list(w: Writer, node: nodes.Element) -> list[Value]:
    """Show a list with bullets; one of single lines is set closer."""
    return [*w.anchor(node), {"t": "list", **_items(w, node)}]


def enumerated_list(w: Writer, node: nodes.enumerated_list) -> list[Value]:
    """Show a list with numbers or letters of the given style."""
    number = NUMBERS.get(node.get("enumtype", ""), "1")
    pattern = f"{node.get('prefix', '')}{number}{node.get('suffix', '') or '.'}"
    start = node.get("start", 1)
    return [*w.anchor(node), {"t": "enum", "start": start, "pattern": pattern, **_items(w, node)}]


def _items(w: Writer, node: nodes.Element) -> dict[str, Any]:
    items = [w.blocks(item) for item in held(node, nodes.list_item)]
    return {"items": items, "tight": all(len(item) <= 1 for item in items)}


def definition_list(w: Writer, node: nodes.Element) -> list[Value]:
    """Show terms with their definitions: beside them if they are short, else below."""
    items: list[dict[str, Any]] = []
    for item in held(node, nodes.definition_list_item):
        term = _joined({"t": "newline"}, [w.inside(term) for term in held(item, nodes.term)])
        for kind in held(item, nodes.classifier):
            term += [" : ", {"t": "em", "c": w.inside(kind)}]
        whole = len(item.astext()) < SHORT_LIST and item.next_node(nodes.line_block) is not None
        items.append({"term": w.anchor(item) + term, "c": w.values(held(item, nodes.definition)), "whole": whole})
    width = _longest(term.astext() for term in node.findall(nodes.term))
    tight = all(len(item["c"]) <= 1 for item in items) and not node.next_node(nodes.line_block)
    return [*w.anchor(node), {"t": "facts" if width <= SHORT_TERM else "terms", "items": items, "tight": tight}]


def field_list(w: Writer, node: nodes.Element) -> list[Value]:
    """Show named facts beside their names."""
    fields = held(node, nodes.field)
    if not fields:
        return w.anchor(node)
    items = [{"term": w.anchor(field) + w.value(field[0]), "c": w.value(field[1])} for field in fields]
    width = _longest(field[0].astext() for field in fields)
    kind = "fields" if width <= SHORT_FIELD else "terms"
    return [*w.anchor(node), {"t": kind, "items": items, "short": len(node.astext()) < SHORT_LIST}]


def option_list(w: Writer, node: nodes.option_list) -> list[Value]:
    """Show the options of a command, each with what it does."""
    items = []
    for item in held(node, nodes.option_list_item):
        options = [option for names in held(item, nodes.option_group) for option in names.children]
        term = _joined(", ", [w.value(option) for option in options])
        items.append({"term": term, "c": w.values(held(item, nodes.description))})
    return [*w.anchor(node), {"t": "terms", "items": items}]


def labelled(w: Writer, node: nodes.Element) -> list[Value]:
    """Show a citation, or a footnote that nothing calls, beside its label."""
    if f"{w.docname}#{node['ids'][0] if node['ids'] else ''}" in w.anchors:
        return []
    term = ["[", *w.value(node[0]), "]"]
    body = paragraphs(w.anchor(node) + w.values(node.children[1:]))
    return [{"t": "facts", "items": [{"term": term, "c": body}], "tight": True}]


def _joined(joint: Value, parts: Iterable[list[Value]]) -> list[Value]:
    return [value for part in parts for value in [joint, *part]][1:]


def _longest(words: Iterable[str]) -> int:
    return max(map(len, words), default=0)


def line_block(w: Writer, node: nodes.line_block) -> list[Value]:
    """Show lines as they are broken, deeper ones indented."""
    lines: list[Value] = []
    for child in node.children:
        if isinstance(child, nodes.line):
            lines.append({"t": "line", "c": w.inside(child) or ["\N{NO-BREAK SPACE}"]})
        else:
            lines.append({"t": "quote", "c": w.value(child)})
    return [{"t": "lines", "c": w.anchor(node) + lines}]


def rule(w: Writer, node: nodes.transition) -> list[Value]:
    """Show a break between two thoughts."""
    return [{"t": "rule"}]


HANDLERS: dict[type | str, Handler] = {
    addnodes.start_of_file: start_of_file,
    nodes.section: section,
    nodes.paragraph: paragraph,
    **dict.fromkeys([nodes.document, nodes.compound, nodes.definition], group),
    **dict.fromkeys([nodes.field_body, nodes.description], group),
    **dict.fromkeys([addnodes.glossary, addnodes.acks, addnodes.hlist, addnodes.hlistcol], group),
    **dict.fromkeys([addnodes.desc, addnodes.versionmodified, addnodes.productionlist], group),
    "autosummary_table": group,  # which is a comment to other builders
    nodes.container: container,
    addnodes.production: styled("signature"),
    nodes.block_quote: boxed("quote"),
    addnodes.desc_content: boxed("quote"),
    nodes.attribution: styled("attribution"),
    addnodes.desc_signature: styled("signature"),
    addnodes.centered: styled("rubric"),
    nodes.rubric: rubric,
    nodes.caption: caption,
    **dict.fromkeys([nodes.Admonition, addnodes.seealso, nodes.topic, nodes.sidebar], aside),
    nodes.system_message: boxed("quote"),
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    nodes.definition_list: definition_list,
    nodes.field_list: field_list,
    nodes.option_list: option_list,
    nodes.option: styled("code"),
    **dict.fromkeys([nodes.footnote, nodes.citation], labelled),
    nodes.line_block: line_block,
    nodes.transition: rule,
    **dict.fromkeys([nodes.field_name, nodes.label, nodes.option_string, nodes.subtitle], plain),
    **dict.fromkeys([nodes.substitution_definition, nodes.pending, nodes.docinfo], nothing),
    **dict.fromkeys([addnodes.highlightlang, addnodes.tabular_col_spec], nothing),
}
