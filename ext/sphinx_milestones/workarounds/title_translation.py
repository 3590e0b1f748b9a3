"""Translate titles of milestones whose translation Sphinx would read as a list, a heading or another block.

Sphinx parses each translation as a separate document, so that "1. phase" becomes a list and is not used, and "# 1"
loses its first character (seen with Sphinx 9.0.4). Such a translation is used as written.

Delete when Sphinx reads the translation of a title as the text of a title.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.locale import init
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import docname_to_domain

# Plain text that may be a block: it begins with no letter, or with a list marker such as “iv)”; or it ends with “::”.
_MAY_BE_BLOCK = re.compile(r"\s*(?:[\W\d_]|[A-Za-z]+[.)]\s).*|.*::\s*", re.DOTALL)
# Text with markup, which only Sphinx can read, that is a block in one of the two syntaxes.
_MARKUP = re.compile(r"(?<!\\)[*`$_]")
_IS_BLOCK = re.compile(
    r"\s*(?:[-+*•‣⁃]\s|\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|\#)[.)]\s"  # lists
    r"|[#>%|<]|[:`~+]{3}|\$\$|\.\.\s|__?\s|:[^:`]+:\s|\([\w-]+\)=|\[[^]]+\]:|\W+\Z).*"  # from headings to rules
    r"|.*::\s*",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([^\w\s])")


def is_block(text: str) -> bool:
    """Return whether Sphinx may read a title as a block."""
    return bool((_IS_BLOCK if _MARKUP.search(text) else _MAY_BE_BLOCK).fullmatch(text))


class TranslateTitles(SphinxTransform):
    """Translates the titles of milestones that would be read as a block; Sphinx translates the others."""

    default_priority = 19  # before Sphinx translates

    def apply(self, **kwargs: Any) -> None:
        """Replace the text of such titles, and prevent Sphinx from translating them again."""
        sections = [node for node in self.document.findall(nodes.section) if "milestone" in node["classes"]]
        if not sections:
            return
        folders = [self.env.srcdir / folder for folder in self.config.locale_dirs]
        domain = docname_to_domain(self.env.docname, self.config.gettext_compact)
        catalogue, found = init(folders, self.config.language, domain)
        for title in (section[0] for section in sections if found):
            if not isinstance(title, nodes.title) or not title.rawsource:
                continue
            text = catalogue.gettext(title.rawsource)
            if text == title.rawsource or "{{" in text:
                continue
            if is_block(text):
                title.children = []
                title += nodes.Text(_ESCAPE.sub(r"\1", " ".join(text.split())))
                title["translated"], title["translatable"] = True, False
