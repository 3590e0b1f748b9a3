"""Sentences that suggest a correction."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def quoted(words: Iterable[str]) -> str:
    """A list for a sentence: ``“a”, “b”``."""
    return ", ".join(f"“{word}”" for word in words)


def closest_match(found: str, allowed: Iterable[str]) -> str | None:
    """The word of *allowed* that *found* is most likely a slip of."""
    return next(iter(get_close_matches(found.lower(), list(allowed), n=1, cutoff=0.6)), None)


def suggest(found: str, allowed: Iterable[str], add: str = "") -> str:
    """Sentences that offer the nearest of *allowed* to *found*, and all of them where they are few.

    *add* says how to add another, as “add it to topics.toml”, where that can be done.
    """
    known = list(allowed)
    near = closest_match(found, known)
    parts = [f"Did you mean “{near}”?"] if near else []
    if add:
        parts.append(f"Or {add}." if near else f"{add[0].upper()}{add[1:]}, or correct it.")
    if known and len(known) <= (12 if near else 16):
        parts.append(f"Allowed: {quoted(known)}.")
    elif not near:
        parts.append(f"None of the {len(known)} is spelt like it." if known else "There is none yet.")
    return " ".join(parts)
