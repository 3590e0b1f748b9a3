"""The year of a page: a value at its top, from 1 to 9999, with or without leading zeros and quotation marks."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n.*?^---", re.DOTALL | re.MULTILINE)
_OCTAL = re.compile(r"^(year:[ \t]*)(0\d{1,3})(?=[ \t]*(?:#.*)?\r?$)", re.MULTILINE | re.ASCII)


def setup(app: Sphinx) -> None:
    """Take part in reading pages."""
    app.connect("source-read", quote_year)


def quote_year(_app: Sphinx, _docname: str, content: list[str]) -> None:
    """Put a year with a leading zero in quotation marks; to YAML, ``0142`` is the octal notation of 98."""
    if front := _FRONT_MATTER.match(content[0]):
        content[0] = _OCTAL.sub(r'\1"\2"', front[0]) + content[0][front.end() :]


def page_year(document: nodes.document) -> str | None:
    """Return the value of ``year`` at the top of the page, as written."""
    top = next((node for node in document.children[:3] if isinstance(node, nodes.docinfo | nodes.field_list)), None)
    for field in top.findall(nodes.field) if top is not None else ():
        if field[0].astext() == "year":
            return field[1].astext().strip()
    return None


def as_year(text: str | None) -> int | None:
    """Return the year that *text* gives in ASCII digits, or None."""
    return int(text) or None if text and re.fullmatch(r"\d{1,4}", text, re.ASCII) else None
