"""Fixtures for builds of a register that has been built before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.support.register import Register, write_register

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A register of two years, with each view on a page of its own and references from another."""
    return write_register(tmp_path)


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of that register, and a copy of what is in it after a first build of HTML."""
    folder = tmp_path_factory.mktemp("built")
    register = write_register(folder / "register")
    register.build()
    return register.root, shutil.copytree(register.root, folder / "copy")


@pytest.fixture
def built(first_build: tuple[Path, Path]) -> Register:
    """That register after a first build of HTML, made once for all tests.

    It is always in the same folder, as Sphinx stores the path of the sources. Folders of templates need different names
    in different tests, as a process loads those of a folder once.
    """
    root, copy = first_build
    shutil.rmtree(root)
    return Register(shutil.copytree(copy, root))
