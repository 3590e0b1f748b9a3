"""Fixtures for builds of a register that has been built before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.support.register import Register, write_register

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A register of two years, with each view on a page of its own and references from another."""
    return write_register(tmp_path)
