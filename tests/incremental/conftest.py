"""Fixtures for builds of a register that has been built before."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from tests.support.register import Register, write_register

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def register_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the register, the same in all tests, so that they can begin with one first build."""
    return tmp_path_factory.mktemp("registers") / "register"


@pytest.fixture
def register(register_folder: Path) -> Register:
    """A register of two years, with each view on a page of its own and references from another.

    Folders of templates need different names in different tests, as a process loads those of a folder once.
    """
    shutil.rmtree(register_folder, ignore_errors=True)
    return write_register(register_folder)


@pytest.fixture
def built(register: Register) -> Register:
    """That register after a first build of HTML."""
    register.build_first()
    return register
