"""Suggestions: the closest match, the allowed values, and how to add another."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.suggestions import closest_match, quoted, suggest

MANY = [f"entry-{number}" for number in range(20)]


@pytest.mark.parametrize(
    ("found", "allowed", "add", "sentences"),
    [
        ("omann", ["oman"], "", "Did you mean “oman”? Allowed: “oman”."),
        ("omann", ["oman"], "add it to x.toml", "Did you mean “oman”? Otherwise, add it to x.toml. Allowed: “oman”."),
        ("zzz", ["oman"], "add it to x.toml", "Fix it, or add it to x.toml. Allowed: “oman”."),
        ("zzz", MANY, "", "Nothing similar found (20 defined)."),
        ("nineteen", [*MANY, "ninetee"], "", "Did you mean “ninetee”?"),
        ("zzz", [], "", "None are defined yet."),
    ],
)
def test_sentences(found: str, allowed: list[str], add: str, sentences: str) -> None:
    """Few values are listed, many are counted, and a close one is named."""
    assert suggest(found, allowed, add) == sentences


def test_closest_match_ignores_case() -> None:
    """A word that is not close to any has none."""
    assert (closest_match("OMAN", ["oman", "norway"]), closest_match("x", ["oman"])) == ("oman", None)


def test_quoted_lists_items() -> None:
    """Items are in quotation marks, with commas."""
    assert quoted(["a", "b"]) == "“a”, “b”"


@pytest.mark.parametrize(
    ("found", "message"),
    [(10_000, None), (10_001, "has 10\u00a0001 bytes; the limit is 10\u00a0000")],
)
def test_excess_is_reported_with_both_numbers(found: int, message: str | None) -> None:
    """Up to the limit there is no message; digits are grouped."""
    assert excess_message(found, 10_000, "bytes") == message
