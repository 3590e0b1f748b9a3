"""From an assembled doctree to all that the Typst template reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from . import blocks, code, figures, formulas, inlines
from .general_index import index_lines, index_values
from .translator import Writer
from .values import RIGHT_TO_LEFT, rewrite

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes
    from sphinx.builders import Builder

    from sphinx_pdf.config import Settings
    from sphinx_pdf.documents import PdfDocument

    from .translator import Handler
    from .values import Value

HANDLERS: dict[type | str, Handler] = {
    **inlines.HANDLERS,
    **blocks.HANDLERS,
    **figures.HANDLERS,
    **code.HANDLERS,
    **formulas.HANDLERS,
}
#: The word for "page" before its number, where it is not "p.".
PAGE = {"ar": "ص", "de": "S.", "it": "pag.", "nl": "blz.", "sv": "s.", "tr": "s."}


def to_values(
    builder: Builder, tree: nodes.document, document: PdfDocument, settings: Settings
) -> tuple[dict[str, Any], dict[str, Path]]:
    """Return what the template reads, and the image files by the names used in it."""
    config = builder.config
    language, __, region = config.language.partition("_")
    right_to_left = language in RIGHT_TO_LEFT
    theme = settings.theme
    w = Writer(tree, document.start, builder.env, HANDLERS, settings, builder.srcdir, right_to_left)
    letters = index_lines(builder, w.targets)
    found = w.blocks(tree) + index_values(letters, w.anchors, w.text)
    if not w.targets.used <= {None, *w.anchors}:
        found = rewrite(found, lambda value: _linked(value, w.anchors))
    cover = theme.cover and document.cover
    preface, body = _parted(found) if cover else ([], found)
    content = {
        "paper": settings.paper,
        "accent": theme.accent,
        "muted": theme.muted,
        "serif": theme.serif,
        "sans": theme.sans,
        "mono": theme.mono,
        "logo": w.add_image(theme.logo, theme.logo_alt) if theme.logo else None,
        "cover": cover,
        "title": w.text.clean(document.title),
        "subtitle": w.text.clean(document.subtitle),
        "author": w.text.clean(document.author),
        "release": w.text.clean(f"{_('Release')} {config.release}" if config.release else ""),
        "date": w.text.clean(config.today),
        "language": language,
        "region": region or None,
        "direction": "rtl" if right_to_left else "ltr",
        "contents": _("Table of Contents") if any(map(_is_heading, body)) else None,
        "page": PAGE.get(language, "p.") + "\N{NO-BREAK SPACE}",
        "start": f"{document.start}#",
        "volume": [],
        "others": [],
        "attachments": [{"name": name, "type": kind} for name, _content, kind in document.attachments],
        "preface": preface,
        "body": body,
    }
    return content, w.images


def _parted(blocks: list[Value]) -> tuple[list[Value], list[Value]]:
    """Return what stands before the first heading, and the rest; all is the rest where there is no heading."""
    first = next((n for n, block in enumerate(blocks) if _is_heading(block)), 0)
    return blocks[:first], blocks[first:]


def _is_heading(value: Value) -> bool:
    return isinstance(value, dict) and value["t"] == "heading"


def _linked(value: Value, anchors: set[str]) -> Value:
    """Return a link whose place was left out of the page as its text, any other value as it is."""
    if isinstance(value, dict) and value.get("t") == "link" and "to" in value and value["to"] not in anchors:
        return {"t": "span", "c": value["c"]}
    return value
