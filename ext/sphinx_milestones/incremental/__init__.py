"""Incremental builds: which pages are stale."""

from __future__ import annotations

from sphinx.application import Sphinx

from .freshness import Freshness


def setup(app: Sphinx) -> None:
    """Connect to the steps of a build."""
    Freshness().setup(app)
