"""The handler of content for other formats: what of it a PDF can show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.locale import __

from . import kinds
from .html_tables import tables_of

if TYPE_CHECKING:
    from .kinds import Value
    from .translator import Handler, Translator

#: The classes of the outputs of notebook cells, of nbsphinx and of MyST-NB.
OUTPUTS = frozenset({"nboutput", "cell_output"})
#: The colours and other commands of terminals.
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
#: What rst2pdf and LaTeX call a page break.
PAGE_BREAK = re.compile(r"\s*(PageBreak\b.*|\\(newpage|clearpage|cleardoublepage|pagebreak)(\[\d\]|\{\})?)\s*")


def raw(translator: Translator, node: nodes.raw) -> list[Value]:
    """Show plain text, tables in the outputs of notebooks, hard line breaks and page breaks; Typst, if permitted."""
    formats, source = node.get("format", "").split(), node.astext()
    inline = isinstance(node.parent, nodes.TextElement)
    if "typst" in formats:
        return _typst(translator, node, source, inline)
    if "text" in formats:
        return translator.text.translate(source) if inline else translator.translate(_listing(source))
    if "html" in formats:
        if source.startswith("<br"):
            return [kinds.NEWLINE()]
        return translator.translate_all(tables_of(source)) if is_output(node) else []
    if {"pdf", "latex"} & set(formats) and PAGE_BREAK.fullmatch(source) and not inline:
        return [kinds.PAGE_BREAK()]
    return []


def _typst(translator: Translator, node: nodes.raw, source: str, inline: bool) -> list[Value]:
    """Return the markup of Typst as an element that evaluates it, if the settings permit that."""
    if not translator.settings.raw_typst:
        message = __("raw Typst is left out; pdf_raw_typst = True permits it")
        translator.warn_once("config", message, node, about="typst")
        return []
    return [kinds.TYPST_INLINE(c=[source]) if inline else kinds.TYPST(c=[source])]


def _listing(source: str) -> nodes.literal_block:
    """Return the output of a program, without its colours."""
    text = ANSI.sub("", source).strip("\n")
    return nodes.literal_block(text, text, language="none")


def is_output(node: nodes.Node) -> bool:
    """Return whether a node is part of the output of a notebook cell."""
    outer = node.parent
    while outer is not None and not OUTPUTS & set(outer.get("classes", ())):
        outer = outer.parent
    return outer is not None


HANDLERS: dict[type | str, Handler] = {nodes.raw: raw}
