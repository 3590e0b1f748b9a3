"""Handlers of lists: bullets, numbers, terms, fields, options, citations, lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from . import kinds
from .blocks import blocks_only
from .inlines import passthrough, styled
from .translator import children_of_type
from .values import gather_paragraphs, join

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .kinds import Value
    from .translator import Handler, Translator

#: A list whose terms have at most so many characters is printed in two columns.
SHORT_FIELD_NAME, SHORT_TERM = 28, 12
#: A field list, or a definition with a line block, that has fewer characters stays on one page: about twenty lines.
SHORT_LIST = 1000
NUMBERINGS = {"loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


def bullet_list(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show a bullet list."""
    return [*translator.anchor(node), kinds.LIST(**_items(translator, node))]


def enumerated_list(translator: Translator, node: nodes.enumerated_list) -> list[Value]:
    """Show a list with numbers or letters in the given style."""
    numbering = NUMBERINGS.get(node.get("enumtype", ""), "1")
    pattern = f"{node.get('prefix', '')}{numbering}{node.get('suffix', '') or '.'}"
    start = node.get("start", 1)
    return [*translator.anchor(node), kinds.ENUMERATION(start=start, pattern=pattern, **_items(translator, node))]


def _items(translator: Translator, node: nodes.Element) -> dict[str, Any]:
    """Return the items of a list, and whether they are ``tight``: a single block each."""
    items = [translator.translate_blocks(item) for item in children_of_type(node, nodes.list_item)]
    return {"items": items, "tight": all(len(item) <= 1 for item in items)}


def definition_list(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show terms with their definitions: beside the terms if all of these are short, else below."""
    items = [_definition(translator, item) for item in children_of_type(node, nodes.definition_list_item)]
    width = _max_length(term.astext() for term in node.findall(nodes.term))
    tight = all(len(item["c"]) <= 1 for item in items) and not node.next_node(nodes.line_block)
    kind = kinds.FACTS if width <= SHORT_TERM else kinds.TERMS
    return [*translator.anchor(node), kind(items=items, tight=tight)]


def _definition(translator: Translator, item: nodes.definition_list_item) -> dict[str, Any]:
    """Return an item with its terms, one per line, and the classifiers after the last."""
    terms = [translator.translate_children(term) for term in children_of_type(item, nodes.term)]
    term = join(kinds.NEWLINE(), terms)
    for classifier in children_of_type(item, nodes.classifier):
        term += [" : ", kinds.EMPHASIS(c=translator.translate_children(classifier))]
    whole = len(item.astext()) < SHORT_LIST and item.next_node(nodes.line_block) is not None
    term = translator.anchor(item) + term
    body = translator.translate_all(children_of_type(item, nodes.definition))
    return {"term": term, "c": body, "whole": whole}


def field_list(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show fields beside their names."""
    fields = children_of_type(node, nodes.field)
    if not fields:
        return translator.anchor(node)
    items = [
        {"term": translator.anchor(field) + translator.translate(field[0]), "c": translator.translate(field[1])}
        for field in fields
    ]
    width = _max_length(field[0].astext() for field in fields)
    kind = kinds.FIELDS if width <= SHORT_FIELD_NAME else kinds.TERMS
    return [*translator.anchor(node), kind(items=items, short=len(node.astext()) < SHORT_LIST)]


def option_list(translator: Translator, node: nodes.option_list) -> list[Value]:
    """Show the options of a command, each with its description."""
    items = []
    for item in children_of_type(node, nodes.option_list_item):
        options = [option for group in children_of_type(item, nodes.option_group) for option in group.children]
        term = join(", ", [translator.translate(option) for option in options])
        items.append({"term": term, "c": translator.translate_all(children_of_type(item, nodes.description))})
    return [*translator.anchor(node), kinds.TERMS(items=items)]


def citation(translator: Translator, node: nodes.Element) -> list[Value]:
    """Show a citation beside its label, or a footnote without a reference."""
    if f"{translator.docname}#{node['ids'][0] if node['ids'] else ''}" in translator.anchors:
        return []
    term = ["[", *translator.translate(node[0]), "]"]
    body = gather_paragraphs(translator.anchor(node) + translator.translate_all(node.children[1:]))
    return [kinds.FACTS(items=[{"term": term, "c": body}], tight=True)]


def _max_length(texts: Iterable[str]) -> int:
    return max(map(len, texts), default=0)


def line_block(translator: Translator, node: nodes.line_block) -> list[Value]:
    """Show lines with their line breaks, nested ones indented."""
    lines: list[Value] = []
    for child in node.children:
        if isinstance(child, nodes.line):
            lines.append(kinds.LINE(c=translator.translate_children(child) or ["\N{NO-BREAK SPACE}"]))
        else:
            lines.append(kinds.QUOTE(c=translator.translate(child)))
    return [kinds.LINES(c=translator.anchor(node) + lines)]


HANDLERS: dict[type | str, Handler] = {
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    nodes.definition_list: definition_list,
    nodes.field_list: field_list,
    nodes.option_list: option_list,
    nodes.option: styled(kinds.CODE),
    **dict.fromkeys([nodes.footnote, nodes.citation], citation),
    nodes.line_block: line_block,
    **dict.fromkeys([nodes.definition, nodes.field_body, nodes.description], blocks_only),
    **dict.fromkeys([nodes.field_name, nodes.label, nodes.option_string], passthrough),
}
