"""Leaves the variants out of `make test`, for `make variants` to run.

A variant repeats a test with other fonts, in a window of another size, in the other language or direction, with another
builder or number of processes, in the other markup, on a large register, or on a page made of the same parts. Of the
values that a test lists for an axis, `make test` runs the first.
"""

from __future__ import annotations

import pytest

# Parameters of tests that say not what is tested, but where.
AXES = frozenset({"fonts", "width", "height", "direction", "reader", "root", "span", "builder", "parallel", "syntax"})
variant = pytest.mark.variant


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test that has another value of an axis than the first one of the same test."""
    first: dict[tuple[str, str], object] = {}
    for item in items:
        test = item.nodeid.partition("[")[0]
        parameters = getattr(getattr(item, "callspec", None), "params", {})
        for axis in sorted(AXES & parameters.keys()):
            if first.setdefault((test, axis), parameters[axis]) != parameters[axis]:
                item.add_marker(variant)
