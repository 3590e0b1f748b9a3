"""From an assembled doctree to everything that the Typst template reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NotRequired, TypedDict

from sphinx.locale import _

from . import blocks, code, figures, formulas, inlines, lists
from .general_index import collect_index, translate_index
from .kinds import HEADING, LINK, SPAN
from .translator import Translator
from .values import RIGHT_TO_LEFT, rewrite

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from docutils import nodes
    from sphinx.builders import Builder

    from sphinx_pdf.config import Settings
    from sphinx_pdf.documents import PdfDocument

    from .kinds import Element, Value
    from .translator import Handler

HANDLERS: dict[type | str, Handler] = {
    **inlines.HANDLERS,
    **blocks.HANDLERS,
    **lists.HANDLERS,
    **figures.HANDLERS,
    **code.HANDLERS,
    **formulas.HANDLERS,
}
#: The abbreviation of "page" before its number, in languages where it is not "p.".
PAGE_ABBREVIATIONS = {"ar": "ص", "de": "S.", "it": "pag.", "nl": "blz.", "sv": "s.", "tr": "s."}


class Content(TypedDict):
    """Everything that ``template.typ`` reads, as ``content.json``."""

    # The options of the theme; an empty string is an unset one.
    paper: str
    accent: str
    muted: str
    serif: str
    sans: str
    mono: str
    logo: Element | None
    #: Whether the title has a page of its own.
    cover: bool

    # The title page and the metadata; an empty string is left out.
    title: str
    subtitle: str
    author: str
    release: str
    date: str
    #: Whether the metadata has a date; added when the PDF is made.
    dated: NotRequired[bool]
    attachments: list[dict[str, str]]

    # The language: its code, its region such as "BR", and "ltr" or "rtl".
    language: str
    region: str | None
    direction: str

    # The title of the contents, None if there is no heading; the abbreviation of "page", with a space.
    contents: str | None
    page: str
    #: The label of the title, which links may lead to.
    start: str

    # The lines that name this volume, and the list of the others; empty if there is one PDF.
    volume: list[str]
    others: list[Value]
    #: The blocks before the first heading, if there is a cover.
    preface: list[Value]
    body: list[Value]


def build_content(
    builder: Builder, tree: nodes.document, document: PdfDocument, settings: Settings
) -> tuple[Content, dict[str, Path]]:
    """Return the content of a PDF, and the image files by their names in it."""
    language, _separator, region = builder.config.language.partition("_")
    right_to_left = language in RIGHT_TO_LEFT
    theme = settings.theme
    translator = Translator(tree, document.start, builder.env, HANDLERS, settings, builder.srcdir, right_to_left)
    has_cover = theme.cover and document.cover
    preface, body = _translate_blocks(translator, builder, tree, has_cover)
    clean = translator.text.clean
    content: Content = {
        "paper": settings.paper,
        "accent": theme.accent,
        "muted": theme.muted,
        "serif": theme.serif,
        "sans": theme.sans,
        "mono": theme.mono,
        "logo": translator.image(theme.logo, theme.logo_alt) if theme.logo else None,
        "cover": has_cover,
        "title": clean(document.title),
        "subtitle": clean(document.subtitle),
        "author": clean(document.author),
        "release": clean(f"{_('Release')} {builder.config.release}" if builder.config.release else ""),
        "date": clean(builder.config.today),
        "language": language,
        "region": region or None,
        "direction": "rtl" if right_to_left else "ltr",
        "contents": _("Table of Contents") if any(map(HEADING.matches, body)) else None,
        "page": PAGE_ABBREVIATIONS.get(language, "p.") + "\N{NO-BREAK SPACE}",
        "start": f"{document.start}#",
        "volume": [],
        "others": [],
        "attachments": [{"name": name, "type": kind} for name, _content, kind in document.attachments],
        "preface": preface,
        "body": body,
    }
    return content, translator.images


def _translate_blocks(
    translator: Translator, builder: Builder, tree: nodes.document, has_cover: bool
) -> tuple[list[Value], list[Value]]:
    """Return the preface and the body: the blocks before the first heading, if there is a cover, and all others."""
    letters = collect_index(builder, translator.targets)
    blocks = translator.translate_blocks(tree)
    blocks += translate_index(letters, translator.anchors, translator.text)
    if not translator.targets.used <= {None, *translator.anchors}:
        blocks = rewrite(blocks, lambda value: _without_dead_link(value, translator.anchors))
    first = next((n for n, block in enumerate(blocks) if HEADING.matches(block)), 0) if has_cover else 0
    return blocks[:first], blocks[first:]


def _without_dead_link(value: Value, anchors: Collection[str]) -> Value:
    """Return the text of a link whose target was left out; any other value as it is."""
    if LINK.matches(value) and "to" in value and value["to"] not in anchors:
        return SPAN(c=value["c"])
    return value
