"""Ids and keys: what makes one valid, and how to derive one from text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

from . import limits
from .characters import odd_characters, plain
from .limits import excess_message

KEY = r"[a-z0-9]+(?:-[a-z0-9]+)*"
STOP_WORDS = frozenset("a an and at between by for from in into of on or the their to with".split())  # noqa: SIM905
MAX_SLUG_LENGTH = 40
MAX_SLUG_WORDS = 5


def why_invalid_key(text: str) -> str | None:
    """Return why *text* is not a valid id or key and how to write it, as sentences; None if it is valid."""
    if re.fullmatch(KEY, text, re.ASCII):
        excess = excess_message(len(text), limits.KEY)
        return excess and f"It {excess}. Shorten it."
    suggestion = slugify(plain(text))
    advice = f"Write “{suggestion}”." if suggestion else ""
    return f"Use lowercase letters, digits and single hyphens. {odd_characters(text)}{advice}".rstrip()


def slugify(text: str) -> str:
    """Return *text* as a key: its ASCII letters and digits, lowercase, joined by hyphens; empty if it has none."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower(), re.ASCII))


def slug_from_words(*texts: str) -> str:
    """Return a key made from the first significant words of *texts*; empty if they have no Latin letter or digit.

    At most five words and 40 characters; accents are dropped (NFKD), and so are English stop words.
    """
    plain = unicodedata.normalize("NFKD", " ".join(texts)).replace("’", "").replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    slug = ""
    for word in list(dict.fromkeys(word for word in words if word not in STOP_WORDS))[:MAX_SLUG_WORDS]:
        if slug and len(slug) + len(word) >= MAX_SLUG_LENGTH:
            break
        slug = f"{slug}-{word}" if slug else word[:MAX_SLUG_LENGTH]
    return slug


def unique_key(base: str, taken: Container[str]) -> str:
    """Return *base*, or *base* with the lowest number from 2 up that is not *taken*: ``visit``, ``visit-2``."""
    candidates = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(key for key in candidates if key not in taken)
