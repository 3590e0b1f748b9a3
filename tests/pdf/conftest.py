"""Fixtures that build projects as PDFs and validate the PDFs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.pdf import EVERY_NODE, LARGE, Built, find_violations, run_sphinx, write_project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from tests.support.pdf import BuildProject

    from sphinx_pdf.typst.typesetting import ProcessLimits


@pytest.fixture
def build(tmp_path: Path) -> BuildProject:
    """Write a project of a start document and a page, or of any files, and build it."""

    def build(
        page: str = "",
        files: Mapping[str, str] | None = None,
        *,
        folder: str = "source",
        limits: ProcessLimits | None = None,
        **config: Any,
    ) -> Built:
        write_project(tmp_path / folder, page, files or {})
        return run_sphinx(tmp_path / folder, limits=limits, **config)

    return build


@pytest.fixture(scope="session")
def every_node(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The PDF of a project with every supported node, built once."""
    return build_every_node(tmp_path_factory, None)


@pytest.fixture(scope="session")
def large_every_node(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same PDF, made as a large document is."""
    return build_every_node(tmp_path_factory, LARGE)


def build_every_node(tmp_path_factory: pytest.TempPathFactory, limits: ProcessLimits | None) -> Built:
    """Build the project of the folder ``every_node``."""
    source = tmp_path_factory.mktemp("every-node") / "source"
    shutil.copytree(EVERY_NODE, source)
    return run_sphinx(source, limits=limits)


@pytest.fixture(params=[None, LARGE], ids=["small", "large"])
def limits(request: pytest.FixtureRequest) -> ProcessLimits | None:
    """The limits of a small document, then those of a large one."""
    limits: ProcessLimits | None = request.param
    return limits


@pytest.fixture
def assert_valid() -> Callable[[Path], None]:
    """Assert that a PDF conforms to PDF/UA-1 and PDF/A-3a."""

    def assert_valid(path: Path) -> None:
        assert find_violations(path) == []

    return assert_valid
