"""The characters of a document that no font has, reported once for each script."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx.locale import __
from sphinx.util import logging

from sphinx_pdf.documents import PdfError
from sphinx_pdf.fonts import EXTRAS, script_of

from .text import REPLACEMENT, emoji_name

if TYPE_CHECKING:
    from docutils import nodes

    from .text import TextTranslator

logger = logging.getLogger(__name__)

#: The number of characters that a message lists.
MAX_LISTED = 3
#: A PDF with more replaced characters, and with a larger share of them, cannot be read.
MAX_REPLACED, MAX_SHARE = 50, 0.05


class MissingCharacters:
    """The missing characters by script, with the node that has the first."""

    def __init__(self) -> None:
        self._scripts: dict[str, tuple[nodes.Node, list[str]]] = {}

    def add(self, char: str, node: nodes.Node) -> None:
        """Remember a character that is in *node*."""
        code = "Emoji" if emoji_name(char) else script_of(char)[0]
        self._scripts.setdefault(code, (node, []))[1].append(char)

    def report(self, text: TextTranslator) -> None:
        """Warn once for each script.

        :raises PdfError: if too much of the *text* is replaced for the PDF to be read.
        """
        advice = set()
        for code, (node, chars) in self._scripts.items():
            extra = EXTRAS.get(code)
            advice.add(_advice(extra))
            message = _message(code, chars) + ("" if code == "Emoji" else _advice(extra))
            logger.warning(message, type="pdf", subtype="glyph", location=node)
        share = text.replaced / max(1, text.characters)
        if text.replaced > MAX_REPLACED and share > MAX_SHARE:
            message = __("no font has %d %% of its characters, so it could not be read")
            raise PdfError(message % round(100 * share) + "".join(sorted(advice)[-1:]))


def _message(code: str, chars: list[str]) -> str:
    """Return what is missing of a script, and what is shown instead."""
    listed = ", ".join(
        f"U+{ord(char):04X} ({unicodedata.name(char, __('unnamed character'))})" for char in chars[:MAX_LISTED]
    )
    more = __(" and %d more") % (len(chars) - MAX_LISTED) if len(chars) > MAX_LISTED else ""
    if code == "Emoji":
        return __("no font has %s; shown as names") % (listed + more)
    name = script_of(chars[0])[1]
    if not name:
        return __("no font has %s; replaced by %s") % (listed + more, REPLACEMENT)
    return __("no font has %s of the script %s; replaced by %s") % (listed + more, name, REPLACEMENT)


def _advice(extra: str | None) -> str:
    if extra is None:
        return __(". Put a font that has them into the folder of pdf_theme['fonts']")
    return __(". Install sphinx-milestones[%s], or put a font into the folder of pdf_theme['fonts']") % extra
