"""Give pages in a language written from right to left the attribute `dir`, on which themes and style sheets rely.

Few themes write it, and templates share no hook for it but the language, which they write into the attribute `lang`
without escaping it (seen with Sphinx 9.0.4; see https://github.com/sphinx-doc/sphinx/issues/10385).

Delete when Sphinx passes the direction to the templates and themes use it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

LANGUAGE = re.compile(r'<html\b.*\blang="\{\{ *(.*?) *\}\}"')


def set_direction(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object) -> None:
    """Add the attribute behind the language of a page (`html-page-context`)."""
    language = context.get("language")
    if not (isinstance(app.builder, StandaloneHTMLBuilder) and language and _is_right_to_left(str(language))):
        return
    if tag := context.get("html_tag"):  # in an EPUB
        context["html_tag"] = str(tag).replace("<html", '<html dir="rtl"', 1)
    elif _writes_language_only(tuple(app.builder.theme.get_theme_dirs())):
        context["language"] = f'{language}" dir="rtl'


def _is_right_to_left(language: str) -> bool:
    """Return whether a language is written from right to left."""
    try:
        return Locale.parse(language.replace("-", "_")).text_direction == "rtl"
    except (UnknownLocaleError, ValueError):
        return False


@cache
def _writes_language_only(folders: tuple[str | Path, ...]) -> bool:
    """Return whether a theme, which may inherit from others, writes the language as it is.

    Another theme, such as Immaterial, takes the direction from its own translations.
    """
    templates = (path for folder in folders for path in sorted(Path(folder).glob("*.html")))
    tags = (LANGUAGE.search(path.read_text("utf-8", "replace")) for path in templates)
    return next((tag[1] in ("language", "lang_attr") for tag in tags if tag), False)
