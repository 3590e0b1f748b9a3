"""A file in the output folder of an EPUB that is not part of the book.

The builder packs every file that it finds there, including those of earlier builds (seen with 9.0.4; see
https://github.com/sphinx-doc/sphinx/issues/3001), and only a setting can exclude one.

Delete when Sphinx packs only the files that it wrote.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.config import Config


def leave_out_of_epub(app: Sphinx, name: str) -> None:
    """Exclude a file from the book, before Sphinx compares the settings with those of the last build."""

    def exclude(_app: Sphinx, config: Config) -> None:
        config.epub_exclude_files = [*config.epub_exclude_files, name]

    app.connect("config-inited", exclude)
