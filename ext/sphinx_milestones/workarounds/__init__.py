"""Code that depends on the internals of Sphinx or Python; each module states why, and when to delete it."""

from __future__ import annotations

from sphinx.application import Sphinx

from . import irregular_files, other_languages, unreadable_pages, wrong_settings
from .garbage_collection import RareCollections
from .text_direction import set_direction
from .title_translation import TranslateTitles
from .translated_meta import remove_notes
from .viewport import drop_second_viewport


def setup(app: Sphinx) -> None:
    """Connect the workarounds that take part in every build."""
    RareCollections().setup(app)
    app.add_transform(TranslateTitles)
    irregular_files.setup(app)
    other_languages.setup(app)
    unreadable_pages.setup(app)
    wrong_settings.setup(app)
    app.connect("html-page-context", drop_second_viewport)
    app.connect("html-page-context", set_direction, priority=900)  # other handlers get the language alone
    app.connect("doctree-resolved", remove_notes)
