"""Fixtures for all tests: a small register, and the real one, built once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.support.html_pages import Pages
from tests.support.project import Project, write_project
from tests.support.site import Site, copy_site

if TYPE_CHECKING:
    from pathlib import Path

pytest_plugins = [
    "tests.support.variants",  # first, since others import it
    "tests.cases.rewriting",
    "tests.reliability.tally",
    "tests.support.browser",
    "tests.support.environment",
    "tests.support.repeated_work",
]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A sound register with one milestone."""
    return write_project(tmp_path)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same for each of its processes."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def site(shared_folder: Path) -> Site:
    """The register of this repository, copied, so that nothing that a developer has built is used."""
    return copy_site(shared_folder / "register")


@pytest.fixture(scope="session")
def html(site: Site) -> Pages:
    """Its HTML pages in English; as in `make html`, those in Arabic are built before."""
    site.folder("html", "ar")
    return Pages(site.folder("html"), apart="ar")


@pytest.fixture(scope="session")
def arabic(site: Site) -> Pages:
    """Its HTML pages in Arabic."""
    return Pages(site.folder("html", "ar"))
