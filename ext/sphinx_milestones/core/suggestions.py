"""The nearest name to one that is wrong, and sentences that suggest it. What finds it wrong is in other rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest
from zlib import crc32

from .characters import odd_characters, plain

_MAX_CANDIDATES = 40  # items that are compared closely, at some 30 µs each


def quoted(items: Iterable[str]) -> str:
    """Return the items as a quoted list: ``“a”, “b”``."""
    return ", ".join(f"“{item}”" for item in items)


def closest_match(found: str, allowed: Iterable[str]) -> str | None:
    """Return the item of *allowed* that *found* is most likely a typo for, or None."""
    text = found.lower()
    pairs = _pairs(text)
    candidates = nlargest(
        _MAX_CANDIDATES,
        allowed,
        key=lambda item: (pairs & _pairs(item)).bit_count() / (len(text) + len(item) + 2),
    )
    return next(iter(get_close_matches(text, candidates, n=1, cutoff=0.6)), None)


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> int:
    """Return the letters and pairs of neighbouring letters of *text* as a bit set, to count what two texts share.

    The second of two equal pairs has a separate bit, and so on. Different pairs may share a bit.
    """
    bits = 0
    pairs = Counter([*text, *(first + second for first, second in zip(f" {text}", f"{text} ", strict=True))])
    for pair, count in pairs.items():
        for number in range(count):
            bits |= 1 << crc32(f"{number}{pair}".encode()) % 1021
    return bits


def suggest(found: str, allowed: Iterable[str], add: str = "") -> str:
    """Return sentences with the closest match for *found* in *allowed*, and with all of *allowed* if they are few.

    *add* says how to define another value, such as “add it to topics.toml”, if that is possible.
    """
    known = list(allowed)
    if (written := plain(found)) != found and written in known:
        return f"{odd_characters(found)}Write “{written}”."
    match = closest_match(written, known)
    sentences = [f"{odd_characters(found)}Did you mean “{match}”?"] if match else []
    if add:
        sentences.append(f"Otherwise, {add}." if match else f"Fix it, or {add}.")
    if known and len(known) <= (12 if match else 20):
        sentences.append(f"Allowed: {quoted(known)}.")
    elif not match:
        sentences.append(f"Nothing similar found ({len(known)} defined)." if known else "None are defined yet.")
    return " ".join(sentences)
