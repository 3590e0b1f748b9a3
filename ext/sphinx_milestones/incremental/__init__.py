"""Which pages are stale."""

from __future__ import annotations

from sphinx.application import Sphinx

from .freshness import Freshness


def setup(app: Sphinx) -> None:
    """Take part in a build, step by step."""
    Freshness().setup(app)
