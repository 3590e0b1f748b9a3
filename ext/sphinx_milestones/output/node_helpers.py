"""Functions that build standard nodes: field lists, definitions, drawings."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from docutils import nodes


def field_list(facts: Iterable[tuple[str, list[nodes.Node]]], *classes: str) -> list[nodes.Node]:
    """Return (label, content) pairs as a field list without empty ones; nothing if all are empty."""
    fields = [field(name, content) for name, content in facts if content]
    return [nodes.field_list("", *fields, classes=[*classes])] if fields else []


def text(words: str) -> list[nodes.Node]:
    """Return text as a node; nothing if it is empty."""
    return [nodes.Text(words)] if words else []


def joined(parts: Iterable[list[nodes.Node]], separator: str) -> list[nodes.Node]:
    """Return parts with a separator between them."""
    found: list[nodes.Node] = []
    for part in parts:
        found += [*text(separator if found else ""), *part]
    return found


def field(name: str, content: list[nodes.Node]) -> nodes.field:
    """Return a field of a field list."""
    return nodes.field("", nodes.field_name("", name), nodes.field_body("", nodes.paragraph("", "", *content)))


def definition(
    term: str | list[nodes.Node], body: list[nodes.Node], ids: list[str] | None = None
) -> nodes.definition_list_item:
    """Return a term with its definition."""
    content = text(term) if isinstance(term, str) else term
    return nodes.definition_list_item("", nodes.term("", "", *content, ids=ids or []), nodes.definition("", *body))


def drawing(svg: str, words: str, width: str) -> nodes.image:
    """Return a drawing as an image with alternative text; Sphinx writes it to a file."""
    address = f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
    return nodes.image("", uri=address, candidates={"?": address}, alt=words, width=width)


def optional_paragraph(sentence: str) -> list[nodes.Node]:
    """Return a sentence as a paragraph; nothing if it is empty."""
    return [nodes.paragraph("", sentence)] if sentence else []


def lines_of(lines: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Return lines below one another, without empty ones."""
    shown = [nodes.line("", "", *line) for line in lines if line]
    return [nodes.line_block("", *shown)] if shown else []
