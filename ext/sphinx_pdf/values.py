"""From an assembled doctree to all that the Typst template reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx.locale import _

from . import blocks, code, figures, inlines, maths
from .index import index_lines, index_values
from .tree import RIGHT_TO_LEFT, rewrite
from .writer import Writer

if TYPE_CHECKING:
    from pathlib import Path

    from docutils import nodes

    from .builder import PdfBuilder
    from .config import Settings
    from .documents import PdfDocument
    from .tree import Value
    from .writer import Handler

HANDLERS: dict[type | str, Handler] = {
    **inlines.HANDLERS,
    **blocks.HANDLERS,
    **figures.HANDLERS,
    **code.HANDLERS,
    **maths.HANDLERS,
}
#: The word for "page" before its number, where it is not "p.".
PAGE = {"ar": "ص", "de": "S.", "it": "pag.", "nl": "blz.", "sv": "s.", "tr": "s."}


def to_values(
    builder: PdfBuilder, tree: nodes.document, document: PdfDocument, settings: Settings
) -> tuple[dict[str, Any], dict[str, Path]]:
    """Return what the template reads, and the image files by the names used in it."""
    config = builder.config
    language, __, region = config.language.partition("_")
    right_to_left = language in RIGHT_TO_LEFT
    w = Writer(tree, document.start, builder.env, HANDLERS, settings.show_urls, builder.srcdir, right_to_left)
    letters = index_lines(builder, w.targets)
    body = w.blocks(tree)
    body += index_values(letters, w.anchors, w.text)
    content = {
        "paper": settings.paper,
        "accent": settings.theme.accent or None,
        "logo": w.add_image(settings.theme.logo, settings.theme.logo_alt) if settings.theme.logo else None,
        "title": w.text.clean(document.title),
        "subtitle": w.text.clean(document.subtitle),
        "author": w.text.clean(document.author),
        "release": w.text.clean(f"{_('Release')} {config.release}" if config.release else ""),
        "date": w.text.clean(config.today),
        "language": language,
        "region": region or None,
        "direction": "rtl" if right_to_left else "ltr",
        "contents": _("Table of Contents"),
        "page": PAGE.get(language, "p.") + "\N{NO-BREAK SPACE}",
        "start": f"{document.start}#",
        "attachments": [{"name": name, "type": kind} for name, _content, kind in document.attachments],
        "body": rewrite(body, lambda value: _linked(value, w.anchors)),
    }
    return content, w.images


def _linked(value: Value, anchors: set[str]) -> Value:
    """Return a link whose place was left out of the page as its text, any other value as it is."""
    if isinstance(value, dict) and value.get("t") == "link" and "to" in value and value["to"] not in anchors:
        return {"t": "span", "c": value["c"]}
    return value
