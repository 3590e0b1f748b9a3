"""Remove the second `viewport` tag of each page, which docutils adds to that of the theme.

Sphinx passes on what docutils writes into the head of a page, except for the first two tags. It did so before docutils
wrote `viewport`, which is not one of these (seen with 9.0.4): https://github.com/sphinx-doc/sphinx/issues/11699.

Delete when the pages of a project with the theme `basic` have one `viewport` without it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

VIEWPORT = re.compile(r'<meta name="viewport" content="width=device-width, initial-scale=1" ?/?>\s*')


def drop_second_viewport(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Drop the tag that docutils writes if the theme has one (`html-page-context`)."""
    if not isinstance(app.builder, StandaloneHTMLBuilder) or not context.get("metatags"):
        return
    if _has_viewport(tuple(app.builder.theme.get_theme_dirs())):
        context["metatags"] = VIEWPORT.sub("", context["metatags"], count=1)


@cache
def _has_viewport(folders: tuple[str | Path, ...]) -> bool:
    """Return whether a template of a theme, or of one that it inherits from, writes the tag."""
    templates = (path for folder in folders for path in Path(folder).glob("*.html"))
    return any('name="viewport"' in path.read_text("utf-8", "replace") for path in templates)
