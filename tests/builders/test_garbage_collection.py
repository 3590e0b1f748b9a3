"""During a build full garbage collections are rare; afterwards the collector is as before."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.project import Project


@pytest.fixture(autouse=True)
def thresholds() -> Iterator[None]:
    """Leave them as they were, whatever a test does."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize(("before", "during"), [((700, 10, 10), (700, 10, 200)), ((9000, 20, 500), (9000, 20, 500))])
def test_full_collections_are_rare_during_a_build_only(
    project: Project, before: tuple[int, int, int], during: tuple[int, int, int]
) -> None:
    """They are never made more frequent than they were."""
    gc.set_threshold(*before)
    app = SphinxTestApp("html", srcdir=project.root, builddir=project.root / "_build")
    seen = []
    app.connect("env-before-read-docs", lambda *_: seen.append(gc.get_threshold()))
    app.build()
    app.cleanup()
    assert seen == [during]
    assert gc.get_threshold() == before


def test_a_build_that_fails_restores_the_collector(project: Project) -> None:
    """A program that runs Sphinx has the same thresholds after it."""
    gc.set_threshold(700, 10, 10)
    app = SphinxTestApp("html", srcdir=project.root, builddir=project.root / "_build")

    def fail(*_: object) -> None:
        raise ExtensionError("no more")

    app.connect("env-updated", fail)
    with pytest.raises(ExtensionError):
        app.build()
    app.cleanup()
    assert gc.get_threshold() == (700, 10, 10)
