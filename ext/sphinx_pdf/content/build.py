"""Build the content that the Typst template reads from an assembled doctree."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx.locale import _, __

from . import blocks, code, diagrams, figures, formulas, inlines, lists, raw, tables
from .front import Front, front_of
from .general_index import collect_index, translate_index
from .kinds import BESIDE, HEADING, LINK, SPAN
from .layout import without_inner_pages
from .translator import Translator
from .values import RIGHT_TO_LEFT, elements, rewrite

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from docutils import nodes
    from sphinx.builders import Builder

    from sphinx_pdf.config.settings import Settings
    from sphinx_pdf.documents import PdfDocument

    from .kinds import Value
    from .translator import Handler

HANDLERS: dict[type | str, Handler] = {
    **inlines.HANDLERS,
    **blocks.HANDLERS,
    **lists.HANDLERS,
    **figures.HANDLERS,
    **tables.HANDLERS,
    **code.HANDLERS,
    **formulas.HANDLERS,
    **diagrams.HANDLERS,
    **raw.HANDLERS,
}
#: The abbreviation of "page" before its number, in languages where it is not "p.".
PAGE_ABBREVIATIONS = {"ar": "ص", "de": "S.", "it": "pag.", "nl": "blz.", "sv": "s.", "tr": "s."}

#: The titles of the lists that can follow the contents; Sphinx has no translation of them.
LIST_TITLES = {
    "en": {"figures": "List of figures", "tables": "List of tables"},
    "ar": {"figures": "قائمة الأشكال", "tables": "قائمة الجداول"},
    "de": {"figures": "Abbildungsverzeichnis", "tables": "Tabellenverzeichnis"},
    "fr": {"figures": "Liste des figures", "tables": "Liste des tableaux"},
}


class Content(Front):
    """Everything that ``template.typ`` reads, as ``content.json``."""

    attachments: list[dict[str, str]]

    #: Whether pages have a margin for blocks beside the text.
    side: bool

    # The title of the contents, None if there is no heading; the titles of the lists of ``figures`` and ``tables`` that
    # follow it; the abbreviation of "page", with a space.
    contents: str | None
    listed: dict[str, str]
    page: str
    #: The label of the title, as a target of links.
    start: str

    # The lines that name this volume, and the list of the others; empty if there is only one PDF.
    volume: list[str]
    others: list[Value]
    #: The blocks before the first heading, if there is a cover.
    preface: list[Value]
    body: list[Value]
    #: The families for characters that the others lack.
    fallback: list[str]


def build_content(
    builder: Builder, tree: nodes.document, document: PdfDocument, settings: Settings
) -> tuple[Content, dict[str, Path]]:
    """Return the content of a PDF, and the image files by their names in it.

    :raises PdfError: if no font has a large share of its characters.
    """
    right_to_left = builder.config.language.partition("_")[0] in RIGHT_TO_LEFT
    handlers = {**HANDLERS, **getattr(builder, "node_handlers", {})}
    translator = Translator(tree, document.start, builder.env, handlers, settings, builder.srcdir, right_to_left)
    front = front_of(builder, document, settings, translator)
    preface, body = _translate_blocks(translator, builder, tree, front["cover"])
    titles = LIST_TITLES.get(front["language"], LIST_TITLES["en"])
    content: Content = {
        **front,
        "side": any(map(BESIDE.matches, elements([preface, body]))),
        "contents": _("Table of Contents") if front["depth"] and any(map(HEADING.matches, body)) else None,
        "listed": {name: titles[name] for name in front["lists"]},
        "page": PAGE_ABBREVIATIONS.get(front["language"], "p.") + "\N{NO-BREAK SPACE}",
        "start": f"{document.start}#",
        "volume": [],
        "others": [],
        "attachments": [{"name": name, "type": kind} for name, _content, kind in document.attachments],
        "preface": preface,
        "body": body,
        "fallback": translator.fonts.used,
    }
    translator.missing.report(translator.text)
    return content, translator.images


def _translate_blocks(
    translator: Translator, builder: Builder, tree: nodes.document, has_cover: bool
) -> tuple[list[Value], list[Value]]:
    """Return the preface and the body: the blocks before the first heading, if there is a cover, and all others."""
    letters = collect_index(builder, translator.targets)
    inner = __("no page can begin inside a list, a table or another block; the page break is left out")
    report = partial(translator.warn_once, "node", inner, tree, about="page")
    blocks = without_inner_pages(translator.translate_blocks(tree), report)
    blocks += translate_index(letters, translator.anchors, translator.text)
    if not translator.targets.used <= {None, *translator.anchors}:
        blocks = rewrite(blocks, lambda value: _without_dead_link(value, translator.anchors))
    first = next((n for n, block in enumerate(blocks) if HEADING.matches(block)), 0) if has_cover else 0
    return blocks[:first], blocks[first:]


def _without_dead_link(value: Value, anchors: Collection[str]) -> Value:
    """Return the text of a link whose target was omitted, any other value unchanged."""
    if LINK.matches(value) and "to" in value and value["to"] not in anchors:
        return SPAN(c=value["c"])
    return value
