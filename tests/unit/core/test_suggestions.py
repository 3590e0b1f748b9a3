"""Suggestions: the closest match, the allowed values, and how to add another."""

from __future__ import annotations

import random
import time
from difflib import get_close_matches

import pytest

from sphinx_milestones.core.limits import excess_message
from sphinx_milestones.core.suggestions import closest_match, quoted, suggest

MANY = [f"entry-{number}" for number in range(30)]


@pytest.mark.parametrize(
    ("found", "allowed", "add", "sentences"),
    [
        ("omann", ["oman"], "", "Did you mean “oman”? Allowed: “oman”."),
        ("omann", ["oman"], "add it to x.toml", "Did you mean “oman”? Otherwise, add it to x.toml. Allowed: “oman”."),
        ("zzz", ["oman"], "add it to x.toml", "Fix it, or add it to x.toml. Allowed: “oman”."),
        ("zzz", MANY, "", "Nothing similar found (30 defined)."),
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


def partner_keys(count: int) -> list[str]:
    """Return keys as a large register has them: two or three words that recur."""
    words = [
        "ministry",
        "of",
        "finance",
        "digital",
        "norway",
        "oman",
        "union",
        "statistics",
        "office",
        "agency",
        "data",
    ]
    source = random.Random(7)
    return [f"{'-'.join(source.sample(words, source.randint(2, 3)))}-{number}" for number in range(count)]


def with_typo(key: str) -> str:
    """Return *key* without its fourth letter, and with another at its end."""
    return f"{key[:3]}{key[4:]}x"


def test_many_keys_have_the_match_that_a_full_comparison_finds() -> None:
    """Comparing only the most similar keys closely changes no suggestion for a typo."""
    keys = partner_keys(300)
    for key in keys[::10]:
        assert closest_match(with_typo(key), keys) == get_close_matches(with_typo(key), keys, n=1)[0]


def test_200_unknown_keys_among_2000_take_a_second_or_two() -> None:
    """Comparing each closely with each takes ten times as long."""
    keys = partner_keys(2000)
    begin = time.process_time()
    assert all("Did you mean" in suggest(with_typo(key), keys) for key in keys[::10])
    assert time.process_time() - begin < 2


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
