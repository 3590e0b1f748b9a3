"""Ids and keys: which are valid, what is suggested, and how they are derived from text."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.keys import slug_from_words, slugify, unique_key, why_invalid_key


@pytest.mark.parametrize("key", ["2024", "2024-first-visit", "a", "a" * 100])
def test_valid_keys_pass(key: str) -> None:
    """Lowercase letters, digits and single hyphens, up to 100 characters, are valid."""
    assert why_invalid_key(key) is None


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        ("Open Data", "Use lowercase letters, digits and single hyphens. Write “open-data”."),
        ("a--b", "Use lowercase letters, digits and single hyphens. Write “a-b”."),
        ("زيارة", "Use lowercase letters, digits and single hyphens."),
        ("", "Use lowercase letters, digits and single hyphens."),
        ("a" * 101, "It has 101 characters; the limit is 100. Shorten it."),
    ],
)
def test_invalid_keys_are_explained(key: str, reason: str) -> None:
    """The reason gives a valid spelling if there is one."""
    assert why_invalid_key(key) == reason


def test_slugify_keeps_ascii_letters_and_digits() -> None:
    """Everything else becomes a hyphen, at the ends nothing."""
    assert slugify("  UN DESA (2024)! ") == "un-desa-2024"


@pytest.mark.parametrize(
    ("texts", "slug"),
    [
        (("Workshop on the Égalité of Bahrain’s Registers",), "workshop-egalite-bahrains-registers"),
        (("visit", "oman"), "visit-oman"),
        (("one two three four five six",), "one-two-three-four-five"),
        (("visit visit oman",), "visit-oman"),
        (("a" * 60,), "a" * 40),
        (("short", "b" * 40), "short"),
        (("ورشة",), ""),
    ],
)
def test_slug_from_words_takes_the_first_significant_words(texts: tuple[str, ...], slug: str) -> None:
    """At most five words and 40 characters, without accents and stop words, each once."""
    assert slug_from_words(*texts) == slug


def test_unique_key_adds_the_lowest_free_number() -> None:
    """A free key stays as it is."""
    assert [unique_key("a", taken) for taken in ((), ("a",), ("a", "a-2"))] == ["a", "a-2", "a-3"]
