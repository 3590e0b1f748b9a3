"""The year of a page, or its decade or century: a value in its front matter, as in EDTF, with or without quotes."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^---", re.DOTALL | re.MULTILINE)
_OCTAL = re.compile(r"^(year:[ \t]*)(-?0\d{1,3})(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE | re.ASCII)


def setup(app: Sphinx) -> None:
    """Connect to the event that reads pages."""
    app.connect("source-read", quote_year)


def quote_year(_app: Sphinx, _docname: str, content: list[str]) -> None:
    """Quote a year with a leading zero: to YAML, ``0142`` is octal notation for 98."""
    if front := _FRONT_MATTER.match(content[0]):
        content[0] = _OCTAL.sub(r'\1"\2"', front[0]) + content[0][front.end() :]


def page_year(document: nodes.document) -> str | None:
    """Return the value of ``year`` in the front matter of the page, as written."""
    top = next((node for node in document.children[:3] if isinstance(node, nodes.docinfo | nodes.field_list)), None)
    for field in top.findall(nodes.field) if top is not None else ():
        if field[0].astext() == "year":
            return field[1].astext().strip()
    return None
