"""Leaves the tests of the benchmarks out of ``make test``; `make bench` runs them before it measures."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_ignore_collect(config: pytest.Config) -> bool | None:
    """Collect nothing here unless it was asked for by its path."""
    asked = [config.invocation_params.dir / argument.partition("::")[0] for argument in config.args]
    return None if any(path == HERE or HERE in path.parents for path in asked) else True
