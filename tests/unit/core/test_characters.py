"""Characters that nobody sees or that look like others: named, left out, and reported if they reorder text."""

from __future__ import annotations

import pytest

from sphinx_milestones.core.characters import (
    escape_invisible,
    has_visible,
    odd_characters,
    plain,
    unbalanced_bidi,
    unbalanced_message,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("om\u200ban", "oman"),
        ("un\u2011desa", "un-desa"),
        ("\uff4fman\u200e", "oman"),
        ("\u0661\u0660\u0667", "107"),
        ("Café", "Café"),
    ],
)
def test_plain_is_what_a_keyboard_writes(text: str, expected: str) -> None:
    """Letters with accents stay."""
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("oman", ""),
        ("Café زيارة", ""),
        ("\u043eman", "It contains U+043E CYRILLIC SMALL LETTER O. "),
        ("om\u200ban", "It contains U+200B ZERO WIDTH SPACE. "),
        ("a\u3164b", "It contains U+3164 HANGUL FILLER. "),
        ("\u200b\u200e\u200f\ufeff", ("It contains U+200B ZERO WIDTH SPACE, U+200E LEFT-TO-RIGHT MARK, "
         "U+200F RIGHT-TO-LEFT MARK and others. ")),
    ],
)  # fmt: skip
def test_characters_that_look_like_others_are_named(text: str, named: str) -> None:
    """Letters that nobody takes for Latin ones are not."""
    assert odd_characters(text) == named


@pytest.mark.parametrize("text", ["\u3164", "\u2800", "\u200b \u00a0", "\u115f\u1160", "\ufe0f", ""])
def test_nothing_is_seen_of_fillers(text: str) -> None:
    """They have the width of a letter, or none."""
    assert not has_visible(text)
    assert has_visible(f"{text}a")


def test_invisible_characters_are_escaped_in_messages() -> None:
    """Joiners of letters and emoji are not."""
    assert escape_invisible("a\u202eb\u200fc \u0645\u06cc\u200c\u062e") == "a\\u202eb\\u200fc \u0645\u06cc\u200c\u062e"


@pytest.mark.parametrize(
    ("text", "positions"),
    [
        ("plain", []),
        ("\u202babc\u202c", []),
        ("\u2067a\u202bb\u2069c", []),  # the end of an isolate closes the embedding in it
        ("a\u202eb", [1]),
        ("a\u2066b\u202c", [1, 3]),
        ("a\u2069b", [1]),
        ("\u2068a\u2067b\u2069", [0]),
        ("a\u200fb", []),
    ],
)
def test_directions_that_are_not_closed(text: str, positions: list[int]) -> None:
    """They would reorder what follows."""
    assert unbalanced_bidi(text) == positions


def test_the_message_says_how_to_close() -> None:
    """Or that there is nothing to close."""
    assert "close it with U+202C POP DIRECTIONAL FORMATTING" in unbalanced_message("\u202e")
    assert "close it with U+2069 POP DIRECTIONAL ISOLATE" in unbalanced_message("\u2066")
    assert "has no matching opening character" in unbalanced_message("\u2069")
