"""Proposes ids and keys that nothing else has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from itertools import count

_SMALL = frozenset("a an and at between by for from in into of on or the their to with".split())  # noqa: SIM905
_LENGTH = 40


def key_of(*texts: str) -> str:
    """The first words of *texts* that matter, in the form of a key; empty where they have no Latin letter or digit."""
    plain = unicodedata.normalize("NFKD", " ".join(texts)).replace("’", "").replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    made = ""
    for word in list(dict.fromkeys(word for word in words if word not in _SMALL))[:5]:
        if made and len(made) + len(word) >= _LENGTH:
            break
        made = f"{made}-{word}" if made else word[:_LENGTH]
    return made


def unique(wanted: str, taken: Container[str]) -> str:
    """*wanted*, or with the first number that makes it one of its own."""
    numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(key for key in numbered if key not in taken)
