"""The seeds of tests that choose at random, as few as prove the behaviour in each run."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet


def some_seeds(count: int) -> list[ParameterSet]:
    """Return *count* seeds: the first for ``make test``, the others for ``make reliability`` besides."""
    others = [pytest.param(seed, marks=pytest.mark.reliability) for seed in range(1, count)]
    return [pytest.param(0), *others]
