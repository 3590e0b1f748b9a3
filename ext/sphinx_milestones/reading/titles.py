"""Titles as pages show them: plain text, with escapes resolved and typographic quotes."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from sphinx_milestones.core.markup import MARKDOWN, Markup

_MARKDOWN_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_REST_ESCAPE = re.compile(r"\\(\s|.)")
_QUOTED = re.compile(r"[\"'`]|--|\.\.\.")


def title_of(text: str, markup: Markup, settings: Mapping[str, Any]) -> str:
    """Return the text of a title as written."""
    if markup is MARKDOWN:
        shown = html.unescape(_MARKDOWN_ESCAPE.sub(r"\1", text))
    else:
        shown = _REST_ESCAPE.sub(lambda match: "" if match[1].isspace() else match[1], text)
    if settings.get("smartquotes") is not False and _QUOTED.search(shown):
        # Imported only for such titles, as it takes as long as to read hundreds of them.
        from docutils.utils.smartquotes import smartchars, smartyPants

        language = str(settings.get("language") or "en").replace("_", "-").lower()
        known = next((code for code in (language, language.partition("-")[0]) if code in smartchars.quotes), None)
        return smartyPants(shown, "qDe", known) if known else shown
    return shown
