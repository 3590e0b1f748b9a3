"""Problems shown on every page while an author writes."""

from __future__ import annotations

from sphinx.application import Sphinx

from .preview import Preview


def setup(app: Sphinx) -> None:
    """Connect to the steps of a build that is a preview."""
    Preview().setup(app)
