"""Sentences that suggest how to fix a value."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def quoted(items: Iterable[str]) -> str:
    """Return the items as a quoted list: ``“a”, “b”``."""
    return ", ".join(f"“{item}”" for item in items)


def closest_match(found: str, allowed: Iterable[str]) -> str | None:
    """Return the item of *allowed* that *found* is most likely a typo for, or None."""
    return next(iter(get_close_matches(found.lower(), list(allowed), n=1, cutoff=0.6)), None)


def suggest(found: str, allowed: Iterable[str], add: str = "") -> str:
    """Return sentences with the closest match for *found* in *allowed*, and with all of *allowed* if they are few.

    *add* says how to define another value, such as “add it to topics.toml”, if that is possible.
    """
    known = list(allowed)
    match = closest_match(found, known)
    sentences = [f"Did you mean “{match}”?"] if match else []
    if add:
        sentences.append(f"Otherwise, {add}." if match else f"Fix it, or {add}.")
    if known and len(known) <= (12 if match else 16):
        sentences.append(f"Allowed: {quoted(known)}.")
    elif not match:
        sentences.append(f"Nothing similar found ({len(known)} defined)." if known else "None are defined yet.")
    return " ".join(sentences)
