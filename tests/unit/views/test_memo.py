"""Texts that are made once."""

from __future__ import annotations

from typing import Any

from sphinx_milestones.views.memo import memoized


class Counting:
    """Makes texts, and counts how many."""

    def __init__(self) -> None:
        self.cache: dict[str, dict[Any, str]] = {}
        self.made = 0

    @memoized
    def doubled(self, value: int) -> str:
        """Return the double."""
        self.made += 1
        return str(2 * value)


def test_each_value_is_made_once_for_each_owner() -> None:
    """Another owner makes its own."""
    first, second = Counting(), Counting()
    assert [first.doubled(1), first.doubled(1), first.doubled(2), second.doubled(1)] == ["2", "2", "4", "2"]
    assert (first.made, second.made) == (2, 1)
