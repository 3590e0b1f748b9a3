"""Give pages in a language written from right to left the attribute `dir`, on which themes and style sheets rely.

No theme writes it, and templates share no hook for it but the language, which all write into the attribute `lang`
without escaping it (seen with Sphinx 9.0.4; see https://github.com/sphinx-doc/sphinx/issues/10385).

Delete when Sphinx passes the direction to the templates and themes use it.
"""

from __future__ import annotations

from typing import Any

from babel import Locale, UnknownLocaleError
from sphinx.application import Sphinx


def set_direction(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add the attribute behind the language of a page (`html-page-context`); EPUB writes the language twice."""
    language = context.get("language")
    if language and app.builder.name != "epub" and _is_right_to_left(str(language)):
        context["language"] = f'{language}" dir="rtl'


def _is_right_to_left(language: str) -> bool:
    """Return whether a language is written from right to left."""
    try:
        return Locale.parse(language.replace("-", "_")).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False
